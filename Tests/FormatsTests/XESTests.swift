import Formats
import Foundation
import Releases
import Testing

@Suite("XES")
struct XESTests {
  private func written(_ log: CaseLog) throws -> String {
    try inFolder { path in
      _ = try log.write(to: path + "/log.xes")
      return try String(contentsOfFile: path + "/log.xes", encoding: .utf8)
    }
  }

  private func written(_ table: EventTable) throws -> String {
    try inFolder { path in
      _ = try table.write(as: .xes, at: path + "/log.xes")
      return try String(contentsOfFile: path + "/log.xes", encoding: .utf8)
    }
  }

  @Test("has its elements in the order of the standard, nested ones within")
  func order() throws {
    var log = CaseLog()
    log.features = "nested-attributes"
    log.extensions = [.concept]
    log.globals = [CaseLog.Global(scope: "trace", [.name("?")])]
    log.classifiers = [CaseLog.Classifier(name: "Activity", keys: "concept:name")]
    log.attributes = [
      CaseLog.Attribute(
        .list, "helpers",
        attributes: [
          CaseLog.Attribute(.values, "", attributes: [CaseLog.Attribute(.string, "one", "A & \"B\"")])
        ])
    ]
    log.traces = [
      CaseLog.Trace(
        [.name("1")], events: [CaseLog.Event([.name("tea"), .time("2025-03-07T18:30:00+01:00")])])
    ]
    #expect(
      try written(log) == """
        <?xml version="1.0" encoding="UTF-8"?>
        <log xes.version="1849.2016" xes.features="nested-attributes">
          <extension name="Concept" prefix="concept" uri="http://www.xes-standard.org/concept.xesext"/>
          <global scope="trace">
            <string key="concept:name" value="?"/>
          </global>
          <classifier name="Activity" keys="concept:name"/>
          <list key="helpers">
            <values>
              <string key="one" value="A &amp; &quot;B&quot;"/>
            </values>
          </list>
          <trace>
            <string key="concept:name" value="1"/>
            <event>
              <string key="concept:name" value="tea"/>
              <date key="time:timestamp" value="2025-03-07T18:30:00+01:00"/>
            </event>
          </trace>
        </log>

        """)
  }

  @Test("puts the number of an event into the seconds of its day, so that order is kept")
  func moments() throws {
    let words = [
      "0-7", "8-30", "2025-03-07", "2025-W01", "2020-W53", "2025-Q3", "2025-02", "366-", "",
      "2025-03-07T18:30:00+01:00",
    ]
    let expected = [
      "2000-01-01T00:00:01+00:00", "2000-01-09T00:00:01+00:00", "2025-03-07T00:00:01+00:00",
      "2024-12-30T00:00:01+00:00", "2020-12-28T00:00:01+00:00", "2025-07-01T00:00:01+00:00",
      "2025-02-01T00:00:01+00:00", "2001-01-01T00:00:01+00:00", "2000-01-01T00:00:01+00:00",
      "2025-03-07T18:30:00+01:00",
    ]
    for (word, moment) in zip(words, expected) {
      let table = EventTable(
        cases: ["a"], starts: [0, 1], columns: [Column("time", words: [word], codes: [0])])
      #expect(try written(table).contains("\"time:timestamp\" value=\"\(moment)\""), "\(word)")
    }
    let tied = EventTable(
      cases: ["a"], starts: [0, 3], columns: [Column("time", words: ["0-7", "8-30"], codes: [0, 0, 1])])
    let text = try written(tied)
    for moment in ["2000-01-01T00:00:01", "2000-01-01T00:00:02", "2000-01-09T00:00:03"] {
      #expect(text.contains(moment))
    }
  }

  @Test("moments rise within a case, however many events a day has")
  func rising() throws {
    let rows = 90_000
    let table = EventTable(
      cases: ["a"], starts: [0, rows],
      columns: [Column("time", words: ["0-7"], codes: [UInt32](repeating: 0, count: rows))])
    let moments = try written(table).split(separator: "\n").filter { $0.contains("<date") }.dropFirst()
    #expect(moments.count == rows && zip(moments, moments.dropFirst()).allSatisfy { $0 < $1 })
  }

  @Test("has no letter across a multiple of 4096 bytes", arguments: 0..<8)
  func letters(seed: UInt64) throws {
    var random = RandomTables(seed: seed)
    let bytes = Array(try written(random.table(cases: 60)).utf8)
    for place in stride(from: 4096, to: bytes.count, by: 4096) { #expect(bytes[place] & 0xC0 != 0x80) }
  }
}
