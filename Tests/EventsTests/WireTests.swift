import Events
import Testing

@Suite struct `A message within a message` {
  /// Its length takes one byte, two or three.
  @Test(arguments: [0, 1, 127, 128, 129, 16_383, 16_384, 70_000])
  func `is read as it was written, whatever its length`(count: Int) throws {
    let text = String(repeating: "x", count: count)
    var writer = WireWriter()
    writer.text(1, "before")
    writer.message(2) { outer in
      outer.element(1, text: text)
      outer.message(2) { $0.element(3, text: text) }
      outer.signed(4, -7)
    }
    writer.text(3, "after")
    let bytes = writer.bytes
    let span = bytes.span.bytes
    var reader = WireReader(0..<bytes.count)
    #expect(span.text(try #require(try reader.next(in: span)).bytes) == "before")
    var outer = WireReader(try #require(try reader.next(in: span)).bytes)
    #expect(span.text(try #require(try outer.next(in: span)).bytes) == text)
    var inner = WireReader(try #require(try outer.next(in: span)).bytes)
    #expect(span.text(try #require(try inner.next(in: span)).bytes) == text)
    #expect(try outer.next(in: span)?.signed == -7)
    #expect(span.text(try #require(try reader.next(in: span)).bytes) == "after")
    #expect(try reader.next(in: span) == nil && inner.next(in: span) == nil)
  }
}

@Suite struct `A period` {
  @Test func `is told by its first day and its length`() {
    let day = Day(year: 2026, month: 3, day: 7)
    #expect(Period(day).description == "2026-03-07" && Period(day.week).description == "2026-W10")
    #expect(Period(day.month).description == "2026-03" && Period.whole.description.isEmpty)
    #expect(Period(day.week).firstDay == Day(year: 2026, month: 3, day: 2))
    #expect(Period(number: Period(day.month).number) == Period(day.month))
    let old = Day(year: -44, month: 3, day: 15)
    #expect(Period(old).firstDay == old && Period(old) < Period(day))
  }
}
