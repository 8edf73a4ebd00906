internal import Glibc

/// Writes zeros over a file, syncs it and removes its name. Where there is none, nothing is done.
func shred(_ path: String) throws(KeyringError) {
  let file = unsafe open(path, O_WRONLY | O_CLOEXEC)
  guard file >= 0 || errno != ENOENT else { return }
  guard file >= 0 else { throw .file(path: path, doing: "open", errno: errno) }
  defer { close(file) }
  try overwrite(file, path)
  guard unsafe unlink(path) == 0 else { throw .file(path: path, doing: "remove", errno: errno) }
}

/// Writes zeros over all of an open file, in place, and syncs it.
func overwrite(_ file: Int32, _ path: String) throws(KeyringError) {
  var facts = stat()
  guard unsafe fstat(file, &facts) == 0 else { throw .file(path: path, doing: "measure", errno: errno) }
  let zeros = [UInt8](repeating: 0, count: 1 << 20)
  var place = 0
  while place < Int(facts.st_size) {
    let share = min(zeros.count, Int(facts.st_size) - place)
    let count = unsafe zeros.withUnsafeBytes { unsafe pwrite(file, $0.baseAddress, share, place) }
    guard count > 0 else { throw .file(path: path, doing: "write to", errno: errno) }
    place += count
  }
  guard fsync(file) == 0 else { throw .file(path: path, doing: "sync", errno: errno) }
}

/// A new name is on the disk when its folder is, and so is the absence of an old one.
func sync(folder path: String) -> Bool {
  let folder = unsafe open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
  guard folder >= 0 else { return false }
  defer { close(folder) }
  return fsync(folder) == 0
}

/// The same for the folder in which a file lies.
func syncFolder(of path: String) -> Bool {
  sync(folder: path.lastIndex(of: "/").map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? ".")
}

var lastError: Int32 { errno }
