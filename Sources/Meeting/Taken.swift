public import Events

/// What became of records that another machine sent.
public struct Taken: Sendable, Hashable {
  /// Those that are new here, on the disk.
  public internal(set) var appended: [EventID] = []
  /// How many were here already, byte for byte.
  public internal(set) var known = 0
  /// Ids under which other bytes are here. They were not written.
  public internal(set) var parted: [EventID] = []
  /// A sentence for each record that no log should have. It was not written.
  public internal(set) var refused: [String] = []
  /// Participants without a key here: their records were not written, and a meeting brings key and records.
  public internal(set) var waiting: [Handle] = []
  /// Where records of this machine's own came that are not here: the origin under which it writes from now
  /// on. It has to be told to the others.
  public internal(set) var newOrigin: UInt64?
}

/// The same as it is told to the sender.
struct TakenThere: Hashable, Sendable {
  var appended = 0
  var known = 0
  var parted: [EventID] = []
  var refused: [String] = []
  var waiting: [Handle] = []

  init() {}

  init(_ taken: Taken) {
    (appended, known, parted) = (taken.appended.count, taken.known, taken.parted)
    (refused, waiting) = (taken.refused, taken.waiting)
  }
}

/// The same id with other bytes on two machines: one of them is not what was written. Neither is changed.
public struct Parting: Hashable, Sendable, CustomStringConvertible {
  public enum What: Hashable, Sendable {
    case event(EventID)
    case key(Handle)
  }

  public let peer: String
  public let what: What

  public init(_ what: What, peer: String) { (self.what, self.peer) = (what, peer) }

  var isOfKey: Bool { if case .key = what { true } else { false } }

  public var description: String {
    switch what {
    case .event(let id):
      "event \(id) has other bytes on \(peer) than here, so that one of them was altered, or written after a disk image was put back: run ‘tillid verify’ on both, and restore the machine whose log is not sound; all other events went on"
    case .key(let handle):
      "the key of \(handle) is another on \(peer) than here: run ‘tillid verify’ on both, and restore the machine that cannot open that participant's events; neither was changed"
    }
  }
}
