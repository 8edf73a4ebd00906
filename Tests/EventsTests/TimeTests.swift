import Events
import Testing

@Suite struct `A time` {
  @Test(arguments: [
    ("2026-03-07T14:30", "2026-03-07"), ("2026-03-07", "2026-03-07"), ("2026-03", "2026-03-01"),
    ("2026", "2026-01-01"), ("2026-21", "2026-03-01"), ("2026-24", "2026-12-01"),
    ("2026-03-07~", "2026-03-07"),
    ("2026?", "2026-01-01"), ("2026-03-01/2026-03-07", "2026-03-01"), ("2026-03/..", "2026-03-01"),
    ("2024-02-29", "2024-02-29"),
  ]) func `in EDTF is kept as given and sorts by its earliest day`(text: String, earliest: String) throws {
    let when = try When(edtf: text)
    #expect(when.description == text)
    #expect(when.day.description == earliest)
  }

  @Test(arguments: [
    "", "i går", "2026-13", "2026-02-30", "2026-3-7", "2026-03-07T25:00", "/2026", "26",
  ])
  func `that is none says what to write`(text: String) throws {
    #expect(throws: EDTFError.self) { try When(edtf: text) }
  }

  @Test func `is the civil calendar's for four hundred years`() {
    var day = Day(year: 1900, month: 1, day: 1)
    #expect(day.weekday == 0)
    for _ in 0..<146_097 {
      let (year, month, number) = day.civil
      #expect(Day(year: year, month: month, day: number) == day)
      day = day + 1
    }
    #expect(day.description == "2300-01-01")
  }

  @Test(arguments: [
    ("2026-01-01", "2026-W01"), ("2027-01-01", "2026-W53"), ("2024-12-30", "2025-W01"),
    ("2026-11-22", "2026-W47"),
  ]) func `has the week of ISO 8601`(day: String, week: String) throws {
    #expect(try When(edtf: day).day.week.description == week)
  }
}
