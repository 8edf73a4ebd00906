internal import Glibc
internal import Keyring

/// Reads a file that `OutputFile` wrote, from its beginning to its end, and holds its digest against it.
@safe
final class InputFile {
  private static let readBytes = 1 << 20

  private let path: String
  private let file: Int32
  private var digest: RunningDigest
  private var buffer: [UInt8]
  /// What of the buffer was taken.
  private var taken: Int
  /// Bytes of content that are still in the file.
  private var left: Int

  init(_ path: String) throws {
    let digest = try RunningDigest()
    let file = unsafe open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { throw BackupError.system(path: path, doing: "read", errno: errno) }
    var facts = stat()
    guard unsafe fstat(file, &facts) == 0, facts.st_size >= Digest.byteCount else {
      close(file)
      throw BackupError.damaged(path: path, "it is cut short")
    }
    posix_fadvise(file, 0, 0, POSIX_FADV_SEQUENTIAL)
    self.path = path
    self.file = file
    self.digest = digest
    buffer = []
    taken = 0
    left = Int(facts.st_size) - Digest.byteCount
  }

  deinit { close(file) }

  /// Bytes of content that were not taken yet.
  var rest: Int { buffer.count - taken + left }

  /// Lends the next `count` bytes.
  func take<R>(_ count: Int, _ body: (RawSpan) throws -> R) throws -> R {
    guard count <= rest else { throw BackupError.damaged(path: path, "it is cut short") }
    if buffer.count - taken < count { try fill(count) }
    defer { taken += count }
    return try buffer.lend(taken..<taken + count, body)
  }

  /// Throws unless all was taken and is what was written.
  func finish() throws {
    guard rest == 0 else { throw BackupError.damaged(path: path, "it has \(rest) bytes too many") }
    var sum = [UInt8](repeating: 0, count: Digest.byteCount)
    try read(file, into: &sum, from: 0, path: path)
    guard try digest.finish() == sum else {
      throw BackupError.damaged(path: path, "its SHA-256 is not that of what it holds")
    }
  }

  /// Makes at least `count` bytes ready.
  private func fill(_ count: Int) throws {
    buffer.removeFirst(taken)
    taken = 0
    let before = buffer.count
    let more = min(left, max(Self.readBytes, count - before))
    buffer.append(contentsOf: repeatElement(0, count: more))
    try read(file, into: &buffer, from: before, path: path)
    try buffer.lend(before..<buffer.count) { try digest.add($0) }
    left -= more
  }
}

/// Fills `bytes` from `start` on with what comes next in the file, or throws.
private func read(_ file: Int32, into bytes: inout [UInt8], from start: Int, path: String) throws(BackupError)
{
  var done = start
  while done < bytes.count {
    let count = unsafe bytes.withUnsafeMutableBytes { bytes in
      let rest = unsafe UnsafeMutableRawBufferPointer(rebasing: bytes[done...])
      return unsafe Glibc.read(file, rest.baseAddress, rest.count)
    }
    if count < 0, errno == EINTR { continue }
    guard count >= 0 else { throw .system(path: path, doing: "read", errno: errno) }
    guard count > 0 else { throw .damaged(path: path, "it is cut short") }
    done += count
  }
}

extension [UInt8] {
  /// Lends a part of it in place.
  func lend<R>(_ range: Range<Int>, _ body: (RawSpan) throws -> R) rethrows -> R {
    try unsafe withUnsafeBytes { bytes in
      try unsafe body(RawSpan(_unsafeBytes: UnsafeRawBufferPointer(rebasing: bytes[range])))
    }
  }
}
