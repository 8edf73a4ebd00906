public import Journal
internal import Synchronization

/// What came of a comparison that another machine asked for.
public struct Compared: Hashable, Sendable {
  public let isEqual: Bool
  /// Of the log here; what was told later is not in it.
  public let end: Position
}

extension MeetingDesk {
  /// The last one with this peer, once: whoever is asked and never asks knows by it what the other has.
  public func takeCompared(with peer: String) -> Compared? {
    compared.withLock { $0.removeValue(forKey: peer) }
  }
}
