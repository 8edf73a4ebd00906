/// One thing that a view tells otherwise than another view of the same: a sentence that a social worker
/// understands, in both languages. Persons stand in it by reference, as in a line.
public struct Change: Hashable, Sendable {
  public var reason: Reason
  /// When what it speaks of happened; nil where it speaks of no one day.
  public var when: When?
  public var event: EventID?
  public var danish: Line
  public var english: Line

  /// Why something is told otherwise. Codes are stored and never reused.
  public enum Reason: UInt8, CaseIterable, Sendable, CustomStringConvertible {
    case newlyRead = 1
    case noLongerRead = 2
    case readOtherwise = 3
    case firstNew = 4
    case firstGone = 5
    case firstEarlier = 6
    case firstLater = 7
    /// A line of a page.
    case lineNew = 8
    case lineGone = 9
    case lineOtherwise = 10
    case sum = 11
    /// One of the two views had not heard of an event yet.
    case newEvents = 12
    /// One of the two stands still at an event that it cannot read.
    case standsStill = 13
    /// It is stored otherwise, and its page says the same.
    case stored = 14

    public var description: String {
      switch self {
      case .newlyRead: "newly-read"
      case .noLongerRead: "no-longer-read"
      case .readOtherwise: "read-otherwise"
      case .firstNew: "first-new"
      case .firstGone: "first-gone"
      case .firstEarlier: "first-earlier"
      case .firstLater: "first-later"
      case .lineNew: "line-new"
      case .lineGone: "line-gone"
      case .lineOtherwise: "line-otherwise"
      case .sum: "sum"
      case .newEvents: "new-events"
      case .standsStill: "stands-still"
      case .stored: "stored"
      }
    }
  }

  /// - Parameters:
  ///   - quotes: the lines whose texts stand in the sentence, in the order in which they stand there.
  ///   - say: makes the sentence.
  public init(
    _ reason: Reason, at when: When? = nil, _ event: EventID? = nil, quoting quotes: Line...,
    say: (Language) -> String
  ) {
    let mentions = quotes.flatMap(\.mentions)
    (self.reason, self.when, self.event) = (reason, when, event)
    danish = Line(say(.danish), mentions: mentions)
    english = Line(say(.english), mentions: mentions)
  }

  public init(_ reason: Reason, at when: When? = nil, _ event: EventID? = nil, danish: Line, english: Line) {
    (self.reason, self.when, self.event) = (reason, when, event)
    (self.danish, self.english) = (danish, english)
  }

  public func sentence(_ language: Language) -> Line { language == .danish ? danish : english }
}

extension Change: Stored {
  public init() { self.init(.stored, danish: Line(""), english: Line("")) }

  public func write(to writer: inout WireWriter) {
    writer.number(1, reason.rawValue)
    if let when { writer.when(2, when) }
    if let event { writer.event(3, event) }
    writer.line(4, danish)
    writer.line(5, english)
  }

  public mutating func take(_ field: WireField, in span: RawSpan) throws(WireError) {
    switch field.number {
    case 1: reason = UInt8(exactly: field.value).flatMap(Reason.init(rawValue:)) ?? .stored
    case 2: when = try span.when(field)
    case 3: event = try span.event(field)
    case 4: danish = try span.line(field)
    case 5: english = try span.line(field)
    default: break
    }
  }
}

/// What a projection may know when it says how two of its views differ.
public struct ChangeContext: Sendable {
  /// Whose views they are; the organisation's for a tally.
  public let person: Handle
  public let today: Day
  private let naming: @Sendable (Kind, Language) -> String

  public init(person: Handle, today: Day, naming: @escaping @Sendable (Kind, Language) -> String) {
    (self.person, self.today, self.naming) = (person, today, naming)
  }

  /// What a kind is called.
  public func name(_ kind: Kind, _ language: Language) -> String { naming(kind, language) }

  public func name(_ kind: Kind, _ mode: Mode, _ language: Language) -> String {
    language.telling(naming(kind, language), mode)
  }
}
