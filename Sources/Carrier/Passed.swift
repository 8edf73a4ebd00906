internal import Events
internal import Synchronization

/// Events that came through the stream, and so need not be given to it, until the giving has come past them. Lost at
/// the end of the program: then some are given once more, and known by their ids.
final class Passed: Sendable {
  private let ids = Mutex<Set<EventID>>([])

  func add(_ some: [EventID]) { ids.withLock { $0.formUnion(some) } }

  /// Whether this one came through the stream. Asked once.
  func take(_ id: EventID) -> Bool { ids.withLock { $0.remove(id) != nil } }
}
