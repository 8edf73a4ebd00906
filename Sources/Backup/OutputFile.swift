internal import Dispatch
internal import Glibc
internal import Keyring
internal import Synchronization

/// A file that is written beside its name, and gets the name when all of it is on the disk. It ends with the
/// SHA-256 of all before. Without `finish`, nothing of it stays.
///
/// What is appended is gathered by the caller's thread, and hashed and written by another.
final class OutputFile {
  static let suffix = ".new"
  private static let bufferBytes = 1 << 20

  private let sink: Sink
  private var buffer: [UInt8] = []

  init(_ path: String) throws { sink = try Sink(path) }

  deinit { sink.end() }

  func append(_ bytes: RawSpan) throws {
    if buffer.count + bytes.byteCount > Self.bufferBytes { try flush() }
    unsafe bytes.withUnsafeBytes { unsafe buffer.append(contentsOf: $0) }
  }

  func append(_ bytes: [UInt8]) throws { try bytes.lend(0..<bytes.count) { try append($0) } }

  /// Appends a length of four bytes, big-endian, and that many bytes.
  func append(_ length: UInt32, _ bytes: RawSpan) throws {
    if buffer.count + 4 + bytes.byteCount > Self.bufferBytes { try flush() }
    for shift in [24, 16, 8, 0] as [UInt32] { buffer.append(UInt8(truncatingIfNeeded: length >> shift)) }
    unsafe bytes.withUnsafeBytes { unsafe buffer.append(contentsOf: $0) }
  }

  /// Puts it on the disk, digest and name included.
  /// - Returns: its length in bytes.
  func finish() throws -> Int {
    try flush()
    return try sink.finish()
  }

  private func flush() throws {
    try sink.take(buffer)
    buffer = []
    buffer.reserveCapacity(Self.bufferBytes)
  }
}

/// Where an `OutputFile` goes.
private final class Sink: Sendable {
  /// Buffers that may wait.
  private static let waiting = 4
  /// So much is handed to the disk at a time, while the next is made ready.
  private static let strideBytes = 8 << 20

  private let path: String
  private let file: Int32
  private let queue = DispatchQueue(label: "backup.output")
  private let room = DispatchSemaphore(value: Sink.waiting)
  private let state: Mutex<State>
  /// Apart from the state, so that to ask for it is not to wait for a write.
  private let failure = Mutex<(any Error)?>(nil)

  private struct State: ~Copyable {
    var digest: RunningDigest
    var written = 0
    var handedOver = 0
    var isFinished = false

    init(_ digest: consuming RunningDigest) { self.digest = digest }
  }

  init(_ path: String) throws {
    let digest = try RunningDigest()
    let file = unsafe open(path + OutputFile.suffix, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
    guard file >= 0 else { throw BackupError.system(path: path, doing: "write", errno: errno) }
    self.path = path
    self.file = file
    state = Mutex(State(digest))
  }

  func end() {
    queue.sync {}
    close(file)
    if !state.withLock({ $0.isFinished }) { unsafe unlink(path + OutputFile.suffix) }
  }

  /// Throws what an earlier one came to.
  func take(_ buffer: [UInt8]) throws {
    room.wait()
    queue.async {
      if self.failure.withLock({ $0 }) == nil {
        do { try self.state.withLock { try self.write(buffer, &$0) } } catch {
          self.failure.withLock { $0 = error }
        }
      }
      self.room.signal()
    }
    try checkFailure()
  }

  private func checkFailure() throws {
    if let failure = failure.withLock({ $0 }) { throw failure }
  }

  private func write(_ buffer: [UInt8], _ state: inout State) throws {
    try state.digest.add(unsafe buffer.span.bytes)
    try Backup.write(buffer, to: file, path: path)
    state.written += buffer.count
    guard state.written - state.handedOver >= Self.strideBytes else { return }
    // Has the system begin to write now, and keep no copy in memory; what counts is the sync at the end.
    posix_fadvise(file, state.handedOver, state.written - state.handedOver, POSIX_FADV_DONTNEED)
    state.handedOver = state.written
  }

  func finish() throws -> Int {
    queue.sync {}
    try checkFailure()
    return try state.withLock { state in
      let sum = try state.digest.finish()
      try Backup.write(sum, to: file, path: path)
      guard fsync(file) == 0, unsafe rename(path + OutputFile.suffix, path) == 0 else {
        throw BackupError.system(path: path, doing: "put on the disk", errno: errno)
      }
      state.isFinished = true
      try syncFolder(of: path)
      return state.written + sum.count
    }
  }
}

/// Writes all of `bytes`, or throws.
func write(_ bytes: [UInt8], to file: Int32, path: String) throws(BackupError) {
  var done = 0
  while done < bytes.count {
    let count = unsafe bytes.withUnsafeBytes { bytes in
      let rest = unsafe UnsafeRawBufferPointer(rebasing: bytes[done...])
      return unsafe Glibc.write(file, rest.baseAddress, rest.count)
    }
    if count < 0, errno == EINTR { continue }
    guard count > 0 else { throw .system(path: path, doing: "write", errno: errno) }
    done += count
  }
}

/// A new name is on the disk when its folder is.
func syncFolder(of path: String) throws(BackupError) {
  let parent = path.lastIndex(of: "/").map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
  try syncFolder(parent)
}

func syncFolder(_ path: String) throws(BackupError) {
  let folder = unsafe open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
  guard folder >= 0 else { throw .system(path: path, doing: "sync", errno: errno) }
  defer { close(folder) }
  guard fsync(folder) == 0 else { throw .system(path: path, doing: "sync", errno: errno) }
}
