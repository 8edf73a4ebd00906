/// One event as a view quotes it.
public struct Told: Hashable, Sendable, Encodable {
  public var event: EventID
  public var when: When
  public var by: String
  public var at: String
  public var line: Line

  public init(_ event: Event, line: Line) {
    self.event = event.id
    when = event.happened
    by = event.by
    at = event.at
    self.line = line
  }

  /// An entry with its whole line.
  public init(_ entry: Entry) { self.init(entry.event, line: entry.told ?? Line("")) }

  /// An entry with those of its words that showed a reading.
  public init(_ entry: Entry, _ reading: Reading) { self.init(entry.event, line: entry.said(reading)) }

  /// An entry with some words of its line.
  public init(_ entry: Entry, words: Range<Int>) { self.init(entry.event, line: entry.said(words)) }

  public var day: Day { when.day }
}

extension Told: Stored {
  public init() {
    event = EventID(origin: 0, sequence: 0)
    when = When(minute: 0)
    by = ""
    at = ""
    line = Line("")
  }

  public func write(to writer: inout WireWriter) {
    Told.write(event, when, by, at, to: &writer)
    writer.line(5, line)
  }

  private static func write(
    _ event: EventID, _ when: When, _ by: String, _ at: String, to writer: inout WireWriter
  ) {
    writer.event(1, event)
    writer.when(2, when)
    writer.text(3, by)
    writer.text(4, at)
  }

  /// Writes `Told(entry)` without making it.
  public static func write(_ entry: Entry, to writer: inout WireWriter) {
    write(entry.event.id, entry.event.happened, entry.event.by, entry.event.at, to: &writer)
    if let line = entry.told { writer.line(5, line) }
  }

  public mutating func take(_ field: WireField, in span: RawSpan) throws(WireError) {
    switch field.number {
    case 1: event = try span.event(field)
    case 2: when = try span.when(field)
    case 3: by = span.text(field.bytes)
    case 4: at = span.text(field.bytes)
    case 5: line = try span.line(field)
    default: break
    }
  }
}

extension Entry {
  /// Writes `said(reading)` without making it, where some words of a line show the reading.
  public func write(_ field: Int, said reading: Reading, to writer: inout WireWriter) {
    guard let line = told, line.mentions.isEmpty, !reading.words.isEmpty,
      reading.words.upperBound <= line.text.utf8.count
    else { return writer.line(field, said(reading)) }
    writer.message(field) { $0.text(1, line.text, at: reading.words) }
  }

  /// The words that showed a reading, with the mentions among them; the whole line when it was given by hand.
  public func said(_ reading: Reading) -> Line { said(reading.words) }

  /// Some words of the line, with the mentions among them; the whole line where there are none.
  func said(_ place: Range<Int>) -> Line {
    guard let line = told else { return Line("") }
    let words = words(at: place)
    guard words.utf8.count < line.text.utf8.count else { return line }
    if line.mentions.isEmpty { return Line(words) }
    let before = line.text.utf8.prefix(place.lowerBound)
    let (passed, held) = (before.marks, words.utf8.marks)
    return Line(words, mentions: Array(line.mentions.dropFirst(passed).prefix(held)))
  }
}

extension Sequence<UInt8> {
  /// How often `Line.mark` stands in UTF-8 bytes.
  fileprivate var marks: Int {
    var (count, last) = (0, UInt32(0))
    for byte in self {
      last = last << 8 | UInt32(byte)
      if last & 0xFF_FFFF == 0xEF_BFBC { count += 1 }
    }
    return count
  }
}
