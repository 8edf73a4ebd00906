/// A line as it was said, without the name of any known person: each mention is the character U+FFFC in the
/// text and a handle in the list, in the same order.
public struct Line: Hashable, Sendable {
  public static let mark: Character = "\u{FFFC}"

  public var text: String
  public var mentions: [Handle]

  public init(_ text: String, mentions: [Handle] = []) {
    self.text = text
    self.mentions = mentions
  }

  /// The text with each mention shown by what `name` answers, or as `unnamed` where it answers nil.
  public func shown(unnamed: String, name: (Handle) -> String?) -> String {
    guard text.contains(Line.mark) else { return text }
    var rest = mentions[...]
    return text.reduce(into: "") { shown, character in
      guard character == Line.mark else { return shown.append(character) }
      shown += rest.popFirst().flatMap(name) ?? unnamed
    }
  }
}

/// A reading that a helper set or took off by hand. It wins over what the vocabulary reads, for ever.
public struct GivenReading: Hashable, Sendable {
  public var kind: Kind
  public var mode: Mode
  /// False when the helper said that the line does not tell this.
  public var holds: Bool

  public init(_ kind: Kind, _ mode: Mode = .happened, holds: Bool = true) {
    self.kind = kind
    self.mode = mode
    self.holds = holds
  }
}

/// What a correction changes. Nil and empty parts leave the event as it was.
public struct Amendment: Hashable, Sendable {
  public var line: Line?
  public var happened: When?
  public var counts: Counts
  public var given: [GivenReading]

  public init(
    line: Line? = nil, happened: When? = nil, counts: Counts = Counts(), given: [GivenReading] = []
  ) {
    self.line = line
    self.happened = happened
    self.counts = counts
    self.given = given
  }
}

/// What a participant may agree to. Codes are stored and never reused.
public enum Purpose: UInt8, CaseIterable, Sendable, CustomStringConvertible {
  /// We remember you between visits.
  case care = 1
  /// Your events may be replayed anonymised.
  case research = 2
  /// We may tell a named other.
  case share = 3

  public var description: String {
    switch self {
    case .care: "care"
    case .research: "research"
    case .share: "share"
    }
  }

  public init?(_ name: some StringProtocol) {
    guard let purpose = Purpose.allCases.first(where: { $0.description == name }) else { return nil }
    self = purpose
  }
}

/// A yes: to what, how it was said, who heard it.
public struct Agreement: Hashable, Sendable {
  public var purposes: [Purpose]
  /// With whom may be shared; empty unless `share` is among the purposes.
  public var with: String
  /// `spoken`, `written`, or what else it was.
  public var how: String
  public var witness: String
  /// The version of the wording that was read aloud.
  public var wording: String

  public init(
    _ purposes: [Purpose], with: String = "", how: String = "", witness: String = "", wording: String = ""
  ) {
    self.purposes = purposes
    self.with = with
    self.how = how
    self.witness = witness
    self.wording = wording
  }
}

/// What became of a promise of ours.
public enum PromiseStep: Hashable, Sendable, CaseIterable {
  case kept, broken, repaired, released

  var type: EventType {
    switch self {
    case .kept: .promiseKept
    case .broken: .promiseBroken
    case .repaired: .promiseRepaired
    case .released: .promiseReleased
    }
  }
}

/// How an erasure was carried out on one machine: the keys of these handles are destroyed, and so is the epoch in
/// which they lived.
public struct Destruction: Hashable, Sendable {
  /// The event that asked for it.
  public var erasure: EventID
  public var handles: [Handle]
  public var epochEnded: UInt32
  public var epochBegun: UInt32
  /// How many participants' keys live on in the new epoch.
  public var wrapped: Int

  public init(_ erasure: EventID, _ handles: [Handle], ended: UInt32, begun: UInt32, wrapped: Int) {
    self.erasure = erasure
    self.handles = handles
    (epochEnded, epochBegun, self.wrapped) = (ended, begun, wrapped)
  }
}

/// That one machine has let go of a participant who belongs to another region by now. It says again what the move
/// said, for those who have no key by which to read that one.
public struct Departure: Hashable, Sendable {
  public var handle: Handle
  /// To which they belong; empty for none.
  public var region: String
  /// The event by which they moved, and when it was told.
  public var move: EventID
  public var told: Moment

  public init(_ handle: Handle, to region: String, move: EventID, told: Moment) {
    (self.handle, self.region, self.move, self.told) = (handle, region, move, told)
  }
}

/// That views were switched to: which, by whose words, and a hash of what each held then.
public struct ViewSwitch: Hashable, Sendable {
  public var views: [SwitchedView]
  /// The event that adopted the words; nil in events of before it was told.
  public var vocabulary: EventID?

  public init(_ views: [SwitchedView], vocabulary: EventID?) {
    (self.views, self.vocabulary) = (views, vocabulary)
  }
}

public struct SwitchedView: Hashable, Sendable {
  public var version: ViewVersion
  /// SHA-256 in hexadecimal, as `tillid status --contents` shows it; empty in events of before it was told.
  public var contents: String

  public init(_ version: ViewVersion, contents: String) {
    (self.version, self.contents) = (version, contents)
  }
}

/// A view by what it was made by.
public struct ViewVersion: Hashable, Sendable {
  public var view: String
  public var fingerprint: String

  public init(view: String, fingerprint: String) {
    self.view = view
    self.fingerprint = fingerprint
  }
}

/// A portion of what was brought in from elsewhere.
public struct Imported: Hashable, Sendable {
  /// What the admin calls where it comes from. The same name again goes on with it.
  public var source: String
  /// How many events stand behind this one, by their ids.
  public var count: UInt64

  public init(_ source: String, count: UInt64) { (self.source, self.count) = (source, count) }
}
