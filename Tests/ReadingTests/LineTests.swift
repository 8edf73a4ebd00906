import Events
@testable import Reading
import TestGround
import Testing

@Suite struct `A line` {
  static let pieces = [
    "han", "Hun", "tandlæge", "tandlægetid", "TANDLÆGE", "tandlæege", "sko", "støvlerne", "gik", "i", "bare",
    "tæer",
    "mad", "ikke", "itt", "nej tak", "kom ikke", "skal", "fik", "hans bror", "hørte at", "død", "og", "men",
    "dentist",
    "didn't", "went", "boots", " ", "  ", "\n", "\r\n", "\t", ".", ",", "?", "!", "...", "-", "'", "’", "/",
    "(", "\"",
    "14", "13.30", "12 34", "3:", "\u{FFFC}", "👩‍👩‍👧", "🦭", "🇩🇰", "a\u{30A}", "\u{30A}", "e\u{301}", "é", "ø", "Å",
    "\u{200F}", "\u{202E}", "\u{200D}", "\u{FEFF}", "\u{0}", "\u{7}", "\u{1B}[31m", "\u{85}", "\u{2028}", "ש",
    "م",
    "漢字", "\u{A0}", "½", "ß", "İ", "ﬁ", "\u{10FFFF}", "\u{FFFD}", "€", "—",
  ]

  /// Glued pieces, or random bytes mended to UTF-8.
  static func random(_ random: inout Seeded) -> String {
    let count = Int.random(in: 0...24, using: &random)
    if Int.random(in: 0..<4, using: &random) > 0 {
      let space = Bool.random(using: &random) ? " " : ""
      return (0..<count).map { _ in pieces.pick(&random) }.joined(separator: space)
    }
    let bytes = (0..<count * 4).map { _ in UInt8.random(in: 0...255, using: &random) }
    return String(decoding: bytes, as: UTF8.self)
  }

  @Test func `read twice, by one reader or by two, gives the same`() throws {
    var random = Seeded(1)
    var reader = try Small.reader()
    for _ in 0..<1500 {
      let line = Self.random(&random)
      let first = reader.read(line)
      #expect(reader.read(line) == first)
    }
    for _ in 0..<20 {
      let line = Self.random(&random)
      var fresh = try Small.reader()
      #expect(fresh.read(line) == reader.read(line))
    }
  }

  @Test func `holds the words of its readings, whole characters, in their order, each kind and mode once`()
    throws
  {
    var random = Seeded(2)
    var reader = try Small.reader()
    for _ in 0..<3000 {
      let line = Self.random(&random)
      let readings = reader.read(line).readings
      for reading in readings {
        #expect(Self.holds(line, reading.words), "\(line.debugDescription) \(reading)")
      }
      #expect(Set(readings.map { "\($0.kind) \($0.mode)" }).count == readings.count)
      #expect(readings.map(\.words.lowerBound) == readings.map(\.words.lowerBound).sorted())
    }
  }

  private static func holds(_ line: String, _ words: Range<Int>) -> Bool {
    let bytes = Array(line.utf8)
    guard !words.isEmpty, words.lowerBound >= 0, words.upperBound <= bytes.count else { return false }
    return [words.lowerBound, words.upperBound].allSatisfy { $0 == bytes.count || bytes[$0] & 0xC0 != 0x80 }
  }

  @Test func `costs steps as it is long, for random words and for the worst of them`() throws {
    var reader = try Small.reader()
    var random = Seeded(3)
    let mixed = (0..<200).map { _ in Self.pieces.prefix(28).map(\.self).pick(&random) }
    for words in [mixed, ["gik"], ["gik", "bare"], ["tandlæge"], ["kom", "ikke"], ["ukendt"]] {
      let repeated = { (count: Int) in (0..<count).map { words[$0 % words.count] }.joined(separator: " ") }
      _ = reader.read(repeated(1000))
      let short = reader.steps
      _ = reader.read(repeated(10_000))
      #expect(reader.steps <= short * 12, "\(words.prefix(2)) \(short) \(reader.steps)")
    }
  }

  @Test(arguments: [
    "a", "gik ", "1", "12 ", "🦭", "\u{30A}", "\u{FFFC}", "-", "tandlæge, ", "ikke sko? ", "\n",
    "hørte at han ikke ",
    "xyzzy\u{0}", "ø-",
  ])
  func `of a megabyte is read`(piece: String) throws {
    var reader = try Small.reader()
    let line = String(repeating: piece, count: 1_000_000 / piece.utf8.count)
    let readings = reader.read(line).readings
    #expect(readings.count <= 20)
    #expect(readings.allSatisfy { Self.holds(line, $0.words) })
  }
}
