/// One event as a fold sees it: corrected, and with what its line tells.
///
/// It never changes and every view folds it, so it is shared by reference: copying it would count each of its
/// texts anew.
public final class Entry: Sendable {
  /// The event, with its corrections applied.
  public let event: Event
  /// Of the event; every view asks for it.
  public let type: EventType
  /// Of the event; views quote it again and again.
  let told: Line?
  /// Whether the event has words of its own.
  public let hasWords: Bool
  /// What the line tells, in the order of the words; helpers' own readings last.
  public let readings: [Reading]
  /// Of these, the kinds that are told to have happened: the folds ask for many, again and again.
  let happened: Kinds
  /// How many were there, if the line or a hand counter said so.
  public let counts: Counts
  /// The times that stand with what the line tells.
  public let dues: [Due]
  /// The words that say what the person is not to be asked about.
  public let unasked: [Range<Int>]
  public let isCorrected: Bool

  public init(_ event: Event, _ told: LineReading = LineReading(), isCorrected: Bool = false) {
    self.event = event
    type = event.content.type
    self.told = event.content.line
    hasWords = self.told.map { !$0.text.isEmpty } ?? false
    readings = told.readings
    happened = Kinds(told.readings.lazy.filter { $0.mode == .happened }.map(\.kind))
    counts = told.counts
    dues = told.dues
    unasked = told.unasked
    self.isCorrected = isCorrected
  }

  public var day: Day { event.happened.day }

  public func tells(_ kind: Kind, _ mode: Mode = .happened) -> Bool {
    mode == .happened ? happened.contains(kind) : readings.contains { $0.kind == kind && $0.mode == mode }
  }

  /// When it is due, by the line's own words and the event's time; nil where the line names no date.
  public func due(of kind: Kind) -> When? {
    guard let due = dues.first(where: { $0.kind == kind }), tells(kind) else { return nil }
    return due.time.said.resolved(at: event.happened)
  }

  /// The line with its words; nil where the event has none, or an empty one.
  public var line: Line? {
    hasWords ? told : nil
  }

  /// The words of the line that showed a reading; the whole line when a helper gave it by hand.
  public func words(of reading: Reading) -> String { words(at: reading.words) }

  func words(at place: Range<Int>) -> String {
    guard let text = told?.text else { return "" }
    let bytes = text.utf8.span
    guard !place.isEmpty, place.upperBound <= bytes.count else { return text }
    return unsafe bytes.bytes.text(place)
  }
}

extension Entry: Equatable {
  public static func == (a: Entry, b: Entry) -> Bool {
    (a.event, a.readings, a.counts, a.dues, a.unasked, a.isCorrected)
      == (b.event, b.readings, b.counts, b.dues, b.unasked, b.isCorrected)
  }
}
