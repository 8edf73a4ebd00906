import Events
import Markup
import StoryTelling
import Testing
import Trust

@Suite struct `The path of trust` {
  private func path(_ seed: UInt64, _ language: Language = .danish, from: Month? = nil) -> Path? {
    let history = History(seed: seed, count: 20 + Int(seed) * 9)
    let today = (history.events.last?.happened.day ?? Day(number: 0)) + Int(seed % 5) * 40
    return Trust(of: history.visible).path(
      language, today: today, from: from, naming: KindNames.name(language))
  }

  private func drawings(_ path: Path) -> [Drawing] { path.whole + [path.part] }

  @Test(arguments: 0..<40 as Range<UInt64>) func `no word stands on another`(seed: UInt64) throws {
    for language in Language.allCases {
      guard let path = path(seed, language) else { continue }
      for drawing in drawings(path) {
        let boxes = drawing.marks.compactMap(\.wordBox)
        for (index, one) in boxes.enumerated() {
          for other in boxes[(index + 1)...] {
            #expect(!one.touches(other), "\(one.text) and \(other.text) in story \(seed)")
          }
        }
      }
    }
  }

  @Test(arguments: 0..<40 as Range<UInt64>) func `says in words as many as it shows`(seed: UInt64) throws {
    guard let path = path(seed) else { return }
    let lanes = [
      "mødtes", "kom selv", "vi kom", "åben dør", "lukket dør", "holdt ord", "brød ord", "rettet op",
    ]
    let said = path.words.reduce(0) { sum, line in lanes.reduce(sum) { $0 + line.number(of: $1) } }
    #expect(path.whole.flatMap(\.marks).reduce(0) { $0 + $1.signCount } == said)
    let years = path.words.map { $0.prefix(5) }
    for one in path.firsts where years.contains("\(one.first.told.day.civil.year):") {
      #expect(path.words.contains { $0.contains("\(one.number) \(one.step)") })
    }
  }

  @Test func `shows a phone a year and a half, and the way to what was before`() throws {
    let all = try #require((0..<40).compactMap { path($0) }.first { $0.whole.count > 1 })
    #expect(all.later == nil)
    let earlier = try #require(all.earlier)
    #expect(all.part.marks != all.whole[0].marks)
    let seed = try #require((0..<40).first { (path($0)?.whole.count ?? 0) > 1 })
    let before = try #require(path(seed, from: earlier))
    #expect(before.later != nil)
    #expect(before.whole == all.whole)
  }

  @Test func `is nothing where nothing is told`() {
    #expect(Trust().path(.danish, today: Day(number: 20_000), naming: \.rawValue) == nil)
  }

  @Test(arguments: 0..<12 as Range<UInt64>) func `has no word of anybody's in a class or an id`(seed: UInt64)
  {
    guard let path = path(seed) else { return }
    for drawing in drawings(path) {
      let svg = drawing.svg("path", 1)
      for match in svg.matches(of: /(class|id|aria-[a-z]+)="([^"]*)"/) {
        let known = Set(Ink.allCases.map(\.rawValue) + ["drawing", "path-1-title", "path-1-words"])
        #expect(known.contains(String(match.2)), "\(match.0)")
      }
      #expect(!svg.contains("style="))
    }
  }

  @Test(arguments: ["<script>alert(1)</script>", "R&B \"Bo\" 'x'", "]]>", "\u{1}ø\u{FFFE}", "</desc>"])
  func `lets no word out of its place`(word: String) {
    var drawing = Drawing(width: 10, height: 10, title: word, words: word)
    drawing.marks = [.text(word, at: Point(1, 2), size: 12, .start, isBold: false, .word)]
    let svg = drawing.svg("path")
    let tags = svg.matches(of: /<(\/?[a-z]+)/).map { String($0.1) }
    #expect(tags == ["svg", "title", "/title", "desc", "/desc", "g", "text", "/text", "/g", "/svg"])
    #expect(svg.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0xFFFE })
    #expect(svg.matches(of: /&(?!amp;|lt;|gt;|quot;|#39;)/).isEmpty)
  }
}

/// Where words stand.
private struct WordBox {
  let text: String
  let x: ClosedRange<Double>
  let y: ClosedRange<Double>

  func touches(_ other: WordBox) -> Bool { x.overlaps(other.x) && y.overlaps(other.y) }
}

extension Mark {
  fileprivate var wordBox: WordBox? {
    guard case .text(let text, let at, let size, let anchor, _, _) = self, !text.isEmpty else { return nil }
    let width = Double(text.count) * size * 0.5
    let start = anchor == .start ? at.x : anchor == .middle ? at.x - width / 2 : at.x - width
    return WordBox(text: text, x: start...(start + width), y: (at.y - size * 0.7)...at.y)
  }

  fileprivate var signCount: Int { if case .signs(_, let points, _) = self { points.count } else { 0 } }
}

extension String {
  /// The sum of the figures behind a lane's name in a line for a year.
  fileprivate func number(of lane: String) -> Int {
    guard let year = firstIndex(of: ":") else { return 0 }
    let parts = self[year...].dropFirst(2).split(separator: "; ").filter { $0.hasPrefix(lane) }
    return parts.flatMap { $0.dropFirst(lane.count).matches(of: /[a-z]{3} ([0-9]+)/) }
      .reduce(0) { $0 + (Int($1.1) ?? 0) }
  }
}
