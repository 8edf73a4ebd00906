internal import Synchronization

/// Asks a long work to stop where it can go on later.
public final class Pause: Sendable {
  private let asked = Atomic(false)

  public init() {}

  public func ask() { asked.store(true, ordering: .relaxed) }

  var isAsked: Bool { asked.load(ordering: .relaxed) }

  /// Throws when it was asked for.
  func check() throws { if isAsked { throw RebuildError.paused } }
}
