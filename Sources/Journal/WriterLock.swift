internal import Glibc

/// Held by the one process that writes to a log. The system lets go of it when that process ends, however it
/// ends.
final class WriterLock: Sendable {
  private let file: Int32

  /// - Parameter patience: how long to wait for another process.
  init(_ path: String, folder: String, patience: Duration) throws(JournalError) {
    file = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard file >= 0 else { throw .lock(path: path, reason: String(cString: strerror(errno))) }
    guard waitForLock(until: .now + patience) else { throw .writerBusy(path: folder, pid: holder) }
    sign()
  }

  deinit {
    if file >= 0 { close(file) }
  }

  private func waitForLock(until end: ContinuousClock.Instant) -> Bool {
    while flock(file, LOCK_EX | LOCK_NB) != 0 {
      guard ContinuousClock.now < end else { return false }
      usleep(20_000)
    }
    return true
  }

  /// The process that wrote its number into the file.
  private var holder: Int32? {
    var text = [UInt8](repeating: 0, count: 16)
    let count = pread(file, &text, text.count, 0)
    return count > 0 ? Int32(String(decoding: text[..<count], as: UTF8.self)) : nil
  }

  /// For people who ask who holds it; the lock itself does not depend on it.
  private func sign() {
    let text = String(getpid())
    ftruncate(file, 0)
    pwrite(file, text, text.utf8.count, 0)
  }
}
