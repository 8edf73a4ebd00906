internal import Glibc

/// Held by one thread of one process at a time, for as long as this object lives; the system lets go of it
/// when the process ends, however it ends.
final class ViewLock: Sendable {
  private let file: Int32

  enum Purpose: String {
    /// Held by whoever builds a generation.
    case building
    /// Held while generations are published, switched and let go of, and while keys are destroyed.
    case settling
    /// Held while it is noted which folds have ended a process.
    case noting
  }

  /// Waits until nobody else holds it.
  init(waitingFor purpose: Purpose, in folder: String) throws {
    file = try Self.open(purpose, folder)
    while flock(file, LOCK_EX) != 0 {
      guard errno == EINTR else { throw Self.failure(folder) }
    }
  }

  /// Nil when somebody else holds it.
  init?(_ purpose: Purpose, in folder: String) throws {
    file = try Self.open(purpose, folder)
    guard flock(file, LOCK_EX | LOCK_NB) == 0 else { return nil }
  }

  deinit { close(file) }

  private static func open(_ purpose: Purpose, _ folder: String) throws -> Int32 {
    let file = Glibc.open("\(folder)/\(purpose).lock", O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard file >= 0 else { throw failure(folder) }
    return file
  }

  private static func failure(_ folder: String) -> RebuildError {
    .lock(path: folder, reason: String(cString: strerror(errno)))
  }
}
