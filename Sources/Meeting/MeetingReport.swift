public import Events

/// What a meeting has brought.
public struct MeetingReport: Sendable, Hashable {
  public let peer: String
  /// Events that are new here, and new there.
  public internal(set) var received = 0
  public internal(set) var sent = 0
  public internal(set) var keysReceived = 0
  public internal(set) var keysSent = 0
  /// What is other here than there. Everything else went on.
  public internal(set) var partings: Set<Parting> = []
  /// A sentence for each record that one of us would not take.
  public internal(set) var refused: [String] = []
  /// Participants whose events stay where they are, since neither of us has the key: it has to come from
  /// another machine first.
  public internal(set) var waiting: Set<Handle> = []
  /// Participants in the log here whose key is not here.
  public internal(set) var keyless: [Handle] = []
  /// Under which this machine writes from now on, where events of its own came that were not here any more.
  /// It has to be told to the others.
  public internal(set) var newOrigin: UInt64?
  /// Whether both had the same when it ended. Events that are written meanwhile make it false.
  public internal(set) var equal = false

  init(_ peer: String) { self.peer = peer }
}

/// Why a meeting ended before its end. What has been brought until then stays, and the next one goes on from
/// there.
public enum MeetingError: Error, Hashable, CustomStringConvertible {
  /// The peer says that this machine was locked out.
  case lockedOut(by: String)
  /// This machine knows that the peer was locked out.
  case peerIsLockedOut(String)
  case refused(by: String, sentence: String)
  case garbled(String)
  /// The peer goes round in a circle.
  case standsStill(String)

  public var description: String {
    switch self {
    case .lockedOut(let peer):
      "\(peer) says that this machine was locked out, so it gets nothing: a machine that is found again joins under a new name"
    case .peerIsLockedOut(let peer): "\(peer) was locked out, so nothing was sent to it"
    case .refused(let peer, let sentence): "\(peer) could not answer: \(sentence)"
    case .garbled(let peer):
      "what \(peer) answered cannot be read: install the same version on both machines"
    case .standsStill(let peer):
      "\(peer) answers the same again and again: install the same version on both machines, and run ‘tillid verify’ there"
    }
  }
}
