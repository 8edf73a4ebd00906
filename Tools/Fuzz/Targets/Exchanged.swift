import Events
import Exchange
import Formats

extension Target {
  /// A file of XES: read whole, or refused with a line and a reason in both languages.
  static let xes = Target("xes", longest: 16 << 10) { input in
    do { _ = try XESReader.read(ByteSource(input), Ignoring()) } catch let fault as XESFault {
      try hold(
        fault.line >= 1 && !fault.danish.isEmpty && !fault.english.isEmpty, "a fault has a line and a reason")
    }
  }

  /// A file of CSV, each byte in some row: what was read is what stood there.
  static let csv = Target("csv", longest: 16 << 10) { input in
    var rows = CSVRows(input)
    var (bytes, line) = (0, 0)
    do {
      while let row = try rows.next() {
        bytes += row.raw.count
        try hold(row.line > line, "rows stand one after another")
        line = row.line
      }
    } catch let error as ExchangeError {
      return try hold(!error.description.isEmpty, "an error is a sentence")
    }
    try hold(bytes <= input.count, "no byte is read twice")
  }

  /// CloudEvents as lines or as a batch: each is an event, or is refused with its reason.
  static let cloudEvents = Target("cloudevents", longest: 16 << 10) { input in
    var events = CloudEventsReader(input)
    do {
      while let row = try events.next() {
        guard case .bad(let fault, _) = row else { continue }
        try hold(fault.line >= 1 && !fault.english.isEmpty, "a fault has a line and a reason")
      }
    } catch let error as ExchangeError { try hold(!error.description.isEmpty, "an error is a sentence") }
  }

  private struct Ignoring: XESTaking {
    mutating func take(head: CaseLog) throws {}
    mutating func take(trace: [CaseLog.Attribute], line: Int) throws {}
    mutating func take(event: CaseLog.Event, inTrace: Bool, line: Int) throws {}
  }

  static let exchanged: [String: [String]] = [
    "xes": [
      "<?xml version=\"1.0\"?><log xes.version=\"2.0\"><extension name=\"C\" prefix=\"c\" uri=\"u\"/><global scope=\"event\"><string key=\"a\" value=\"\"/></global><classifier name=\"A\" keys=\"a\"/><trace><event><date key=\"t\" value=\"2025-03-07T18:30:00.000+01:00\"/><list key=\"l\"><values><int key=\"i\" value=\"7\"/></values></list></event></trace></log>"
    ],
    "csv": ["a,b\r\n\"x \"\"y\"\"\nz\",1\n", "\u{FEFF}tekst\nmad\n"],
    "cloudevents": [
      "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"u\",\"type\":\"t\",\"time\":\"2025-03-07T18:30:00Z\",\"data\":{\"text\":\"mad\",\"n\":[1,2.5,true,null]}}",
      "[{\"specversion\":\"1.0\",\"id\":\"00000000000000aa-1\",\"source\":\"u\",\"type\":\"tillid.note\",\"tillidbody\":\"CAE=\"}]",
    ],
  ]
}
