internal import Glibc
internal import Synchronization

/// Holds the real path of a folder as open, until it is released.
final class PathClaim: Sendable {
  let path: String
  private static let held = Mutex<Set<String>>([])

  init(_ directory: String, making: Bool) throws(LMDBError) {
    if making, unsafe mkdir(directory, 0o700) != 0, errno != EEXIST {
      throw .system(path: directory, doing: "make", errno: errno)
    }
    let path = try realPath(directory)
    guard PathClaim.held.withLock({ $0.insert(path).inserted }) else { throw .alreadyOpen(path: path) }
    self.path = path
  }

  deinit { _ = PathClaim.held.withLock { $0.remove(path) } }
}

private func realPath(_ directory: String) throws(LMDBError) -> String {
  guard let found = unsafe realpath(directory, nil) else {
    throw LMDBError(errno, doing: "find", path: directory)
  }
  defer { unsafe free(found) }
  return unsafe String(cString: found)
}
