internal import Synchronization

/// How far a long work has come. Counted by all threads; told to whoever listens a few times a second.
public final class Progress: Sendable {
  private let done = Atomic<Int>(0)
  private let total: Int
  private let tell: @Sendable (_ done: Int, _ total: Int) -> Void

  /// - Parameter tell: called often and from any thread; it decides how often to show something.
  public init(total: Int, tell: @escaping @Sendable (_ done: Int, _ total: Int) -> Void = { _, _ in }) {
    self.total = total
    self.tell = tell
  }

  /// Nothing is done yet, or what was done is done again.
  func begin() { done.store(0, ordering: .relaxed) }

  public func add(_ count: Int) {
    let now = done.wrappingAdd(count, ordering: .relaxed).newValue
    tell(now, total)
  }
}
