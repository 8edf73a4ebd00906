internal import Glibc

/// Puts the names in a folder on the disk: a new or renamed file is safe when both it and its name are.
public func syncFolder(_ path: String) throws(LMDBError) {
  let folder = unsafe open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
  guard folder >= 0 else { throw .system(path: path, doing: "sync", errno: errno) }
  defer { close(folder) }
  guard fsync(folder) == 0 else { throw .system(path: path, doing: "sync", errno: errno) }
}

/// The folder in which this one's name stands.
public func parentFolder(of path: String) -> String {
  guard let slash = path.lastIndex(of: "/") else { return "." }
  return slash == path.startIndex ? "/" : String(path[..<slash])
}
