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
  public init(_ entry: Entry) { self.init(entry.event, line: entry.event.content.line ?? Line("")) }

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
    writer.event(1, event)
    writer.when(2, when)
    writer.text(3, by)
    writer.text(4, at)
    writer.line(5, line)
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
  /// The words that showed a reading, with the mentions among them; the whole line when it was given by hand.
  public func said(_ reading: Reading) -> Line { said(reading.words) }

  /// Some words of the line, with the mentions among them; the whole line where there are none.
  func said(_ place: Range<Int>) -> Line {
    guard let line = event.content.line else { return Line("") }
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
