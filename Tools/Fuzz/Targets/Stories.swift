import Brief
import Consent
import Events
import Faces
import Markup
import Matters
import Names
import Promises
import Reach
import Stops
import Timeline
import Trust

extension Target {
  /// What is stored of a view: reads, or says where it stops. What was read is the same when it is stored and
  /// read again, and can be shown.
  static let stored = Target("stored", longest: 4096) { input in
    var cutter = Cutter(input)
    let kind = cutter.byte()
    let bytes = cutter.all()
    switch kind % 9 {
    case 0: try keeps(Timeline.self, bytes)
    case 1: try keeps(Trust.self, bytes)
    case 2: try keeps(Brief.self, bytes)
    case 3: try keeps(Consent.self, bytes)
    case 4: try keeps(Names.self, bytes)
    case 6: try keeps(Faces.self, bytes)
    case 7: try keeps(Matters.self, bytes)
    case 8: try keeps(Promises.self, bytes)
    default: try keeps(Tally.self, bytes)
    }
  }

  /// A story told from records, each with its length before it: folded in any order of arrival it is the same,
  /// it is stored and read again the same, and it can be shown.
  static let story = Target("story", longest: 8192) { input in
    let events = try events(input)
    let (told, backwards) = (
      Storyline.tell(events, read: read), Storyline.tell(events.reversed(), read: read)
    )
    // Two events of one id never reach a fold: the log keeps the first.
    let hasTwins = Set(events.map(\.id)).count < events.count
    try hold(hasTwins || told == backwards, "a story does not depend on the order of arrival")
    try folds(Timeline.self, told)
    try folds(Trust.self, told)
    try folds(Brief.self, told)
    try folds(Consent.self, told)
    try folds(Names.self, told)
    try folds(Faces.self, told)
    try folds(Matters.self, told)
    try folds(Promises.self, told)
    var tally = Tally()
    for entry in told {
      Stops.count(entry, into: &tally)
      Reach.count(entry, into: &tally)
      Helpers.count(entry, into: &tally)
      Reliability.count(entry, into: &tally)
    }
    try keeps(Tally.self, tally.stored)
    _ = Standing(told)
  }

  private static func read(_ line: Line) -> LineReading {
    LineReading(readings: [Reading(kind: "meal", mode: .happened, words: 0..<min(3, line.text.utf8.count))])
  }

  private static func events(_ input: [UInt8]) throws -> [Event] {
    var cutter = Cutter(input)
    var events: [Event] = []
    while !cutter.isAtEnd, events.count < 64 {
      let count = Int(cutter.byte()) << 8 | Int(cutter.byte())
      if let event = try event(cutter.bytes(count)) { events.append(event) }
    }
    return events
  }

  private static func keeps<P: Stored & Equatable>(_: P.Type, _ bytes: [UInt8]) throws {
    let view: P
    do throws(WireError) { view = try P(stored: bytes.span.bytes) } catch {
      return try hold((0...bytes.count).contains(error.offset), "an error names a place in the bytes")
    }
    let stored = view.stored
    let again = try P(stored: stored.span.bytes)
    try hold(again == view && again.stored == stored, "a \(P.self) that is stored reads the same")
    show(view)
  }

  private static func folds<P: StoryProjection>(_: P.Type, _ entries: [Entry]) throws {
    let view = P(of: entries)
    let stored = view.stored
    try hold(try P(stored: stored.span.bytes) == view, "a \(P.self) that is folded reads as it was stored")
    show(view)
  }

  private static func show(_ view: some Stored) {
    let today = Day(year: 2026, month: 3, day: 7)
    for language in Language.allCases {
      switch view {
      case let view as Timeline: _ = view.page(language, today: today, of: "Kaj") { $0.rawValue }
      case let view as Trust: _ = view.page(language, today: today, of: "Kaj") { $0.rawValue }
      case let view as Brief: _ = view.page(language, today: today, of: "Kaj") { $0.rawValue }
      case let view as Consent: _ = view.page(language, today: today, of: "Kaj")
      case let view as Names: _ = view.page(language, today: today, of: "Kaj")
      case let view as Faces: _ = view.page(language, today: today, of: "Kaj")
      case let view as Matters: _ = view.page(language, today: today, of: "Kaj") { $0.rawValue }
      case let view as Promises: _ = view.page(language, today: today, of: "Kaj")
      default: break
      }
    }
  }
}
