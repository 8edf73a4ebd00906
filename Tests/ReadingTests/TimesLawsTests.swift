import Events
import Reading
import TestGround
import Testing

@Suite struct `Times in lines` {
  static let weekly = [
    "i går", "i forgårs", "i dag", "i morgen", "i overmorgen", "i nat", "i mandags", "sidste tirsdag",
    "på fredag",
    "næste onsdag", "tirsdag", "tirsdag i næste uge", "om 3 dage", "om 14 dage", "for to uger siden",
    "i sidste uge",
    "næste uge", "yesterday", "tomorrow", "last Tuesday", "next Friday", "in two weeks", "3 days ago",
    "last week",
    "i weekenden", "på mandag kl 9", "kl 13.30", "halv to",
  ]
  static let yearly = [
    "d. 14", "14/3", "14. marts", "3/12-26", "uge 42", "til foråret", "i vinter", "efter jul", "inden påske",
    "sidst på måneden", "i november", "næste måned", "om tre mdr", "om et år", "the 31st", "end of the month",
    "hver torsdag", "i 3 uger", "d. 29/2", "uge 53", "til pinse", "efter nytår",
  ]
  static let others = [
    "han", "fik", "en", "kop", "kaffe", "vi", "lovede", "ad", "ringe", "ikke", "men", "og", ",", ".", "18",
    "3", "han",
    "hjalp", "med", "posten", "she", "was", "glad", "of", "the", "tea", "🙂", "\u{FFFC}", "12", "kr", "på",
    "til",
  ]

  static func event(_ random: inout Seeded) -> When {
    When(minute: Int64.random(in: -1_000_000...60_000_000, using: &random))
  }

  @Test func `are the same for the same line and event, whoever reads and whatever was read before`() throws {
    var random = Seeded(21)
    let used = `A time in a line`.times()
    for _ in 0..<300 {
      let line = (0..<8).map { _ in (Self.weekly + Self.yearly + Self.others).pick(&random) }.joined(
        separator: " ")
      let fresh = Times(`A time in a line`.vocabulary)
      #expect(used.read(line) == fresh.read(line))
    }
  }

  @Test func `are times of EDTF, stand where they say, and follow one another`() throws {
    var random = Seeded(22)
    let times = `A time in a line`.times()
    for _ in 0..<3000 {
      let line = (0..<8).map { _ in (Self.weekly + Self.yearly + Self.others).pick(&random) }.joined(
        separator: " ")
      let event = Self.event(&random)
      var end = 0
      for told in times.read(line) {
        #expect(told.words.lowerBound >= end && told.words.upperBound <= line.utf8.count)
        end = told.words.upperBound
        guard let when = told.said.resolved(at: event) else { continue }
        #expect(try When(edtf: when.description) == when, "\(line) at \(event)")
        #expect(when.lastDay.map { $0 >= when.day } ?? true)
      }
    }
  }

  @Test func `that lean on the event move with it by whole weeks`() throws {
    var random = Seeded(23)
    let times = `A time in a line`.times()
    for _ in 0..<2000 {
      let line = Self.weekly.pick(&random)
      let (event, weeks) = (Self.event(&random), Int64.random(in: -200...200, using: &random))
      let later = When(minute: event.minute + weeks * 7 * 1440)
      for told in times.read(line) {
        let (first, second) = (told.said.resolved(at: event), told.said.resolved(at: later))
        #expect(first.map { $0.minute + weeks * 7 * 1440 } == second?.minute, "\(line) at \(event)")
      }
    }
  }

  @Test func `are none where no word tells of time`() throws {
    var random = Seeded(24)
    let times = `A time in a line`.times()
    for _ in 0..<2000 {
      let line = (0..<10).map { _ in Self.others.pick(&random) }.joined(separator: " ")
      #expect(times.read(line).isEmpty, "\(line)")
    }
  }

  @Test func `that lean on a vague event are no dates`() throws {
    let vague = try When(edtf: "2026-03")
    let times = `A time in a line`.times()
    #expect(times.read("i går, på tirsdag, d. 14, 14/3", at: vague).isEmpty)
    #expect(times.read("retten 3/12-26", at: vague).map(\.when.description) == ["2026-12-03"])
  }

  @Test func `are read from lines of any shape`() throws {
    var random = Seeded(25)
    let times = `A time in a line`.times()
    let odd = [
      "\u{202E}", "\u{0}", "a\u{30A}", "9999999999", "0", "kl", "d.", "14.", "/", "-", ":", "\n", "i", "om",
      "uge",
    ]
    for _ in 0..<2000 {
      let line = (0..<12).map { _ in (odd + Self.weekly + Self.yearly).pick(&random) }.joined(
        separator: random.next() % 2 == 0 ? "" : " ")
      for edge in [Int64.min, -4_733_000_000, 0, 4_733_000_000] {
        for told in times.read(line) { _ = told.said.resolved(at: When(minute: edge)) }
      }
    }
  }
}
