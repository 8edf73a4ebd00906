import Events
@testable import Reading
import TestGround
import Testing

@Suite struct `A mangled line` {
  static let standard = Result { CompiledVocabulary(try VocabularyFile.standard().vocabulary) }

  /// A reading is invented if the line before could not have told it by any of its words: it is gone when each
  /// word that means something which no word of that line means is taken out of the mangled one.
  struct Judge: ~Copyable {
    var reader: LineReader
    var words: Words

    init(_ vocabulary: CompiledVocabulary) {
      reader = LineReader(vocabulary)
      words = Words(vocabulary)
    }

    mutating func told(_ line: String) -> Set<String> {
      Set(reader.read(line).readings.map { "\($0.kind) \($0.mode)" })
    }

    mutating func symbols(_ line: String) -> [(place: Range<Int>, symbols: Set<Symbol>)] {
      words.read(line.utf8.span)
      return (0..<words.count).map { i in
        let token = words.tokens.all[i]
        let range = words.sense(i).symbols.range
        return (token.start..<token.end, Set(range.map { words.cache.symbols[$0] }))
      }
    }

    mutating func invents(_ mangled: String, of line: String) -> Bool {
      let before = told(line)
      let new = told(mangled).subtracting(before)
      guard !new.isEmpty else { return false }
      let meant = symbols(line).reduce(into: Set<Symbol>()) { $0.formUnion($1.symbols) }
      var bytes = Array(mangled.utf8)
      for word in symbols(mangled).reversed() where !word.symbols.isSubset(of: meant) {
        bytes.removeSubrange(word.place)
      }
      return !new.isSubset(of: told(String(decoding: bytes, as: UTF8.self)))
    }
  }

  @Test func `tells something that its words could not tell before in one of a hundred at most`() throws {
    let lines = try Notes.lines().map(\.text)
    var judge = Judge(try Self.standard.get())
    var mangled = Mangled(seed: 11)
    var invented = 0
    for round in 0..<10_000 {
      let line = lines[round % lines.count]
      if judge.invents(mangled.line(line), of: line) { invented += 1 }
    }
    #expect(invented <= 100, "\(invented) of 10000")
  }

  @Test func `of the words of the vocabulary is read, whole characters, and the same by a fresh reader`()
    throws
  {
    let phrases = try VocabularyFile.standard().vocabulary.kinds.flatMap(\.phrases)
    var reader = LineReader(try Self.standard.get())
    var mangled = Mangled(seed: 12)
    for round in 0..<2000 {
      let texts = (0..<Int.random(in: 1...4, using: &mangled.random)).map { _ in
        phrases.pick(&mangled.random).text
      }
      let line = mangled.line(texts.joined(separator: [" ", ", ", " ikke ", ""].pick(&mangled.random)))
      let told = reader.read(line)
      let bytes = Array(line.utf8)
      for reading in told.readings {
        #expect(reading.words.upperBound <= bytes.count && !reading.words.isEmpty)
        #expect(bytes[reading.words.lowerBound] & 0xC0 != 0x80, "\(line.debugDescription)")
      }
      guard round % 100 == 0 else { continue }
      var fresh = LineReader(try Self.standard.get())
      #expect(fresh.read(line) == told, "\(line.debugDescription)")
    }
  }

  @Test func `of broken bytes is read as its mended text`() throws {
    let lines = try Notes.lines().map(\.text)
    var reader = LineReader(try Self.standard.get())
    var random = Seeded(13)
    for line in lines {
      var bytes = Array(line.utf8)
      for _ in 0..<3 {
        bytes[Int.random(in: bytes.indices, using: &random)] = UInt8.random(in: 0x80...0xFF, using: &random)
      }
      let mended = String(decoding: bytes, as: UTF8.self)
      let told = reader.read(mended)
      #expect(told.readings.allSatisfy { $0.words.upperBound <= mended.utf8.count })
    }
  }

  @Test func `made of beginnings, fillers and gaps costs steps as it is long`() throws {
    let vocabulary = try VocabularyFile.standard().vocabulary
    let open = vocabulary.kinds.flatMap(\.phrases).filter {
      $0.text.contains("...") || $0.text.contains(" + ")
    }
    var reader = LineReader(try Self.standard.get())
    var random = Seeded(14)
    for _ in 0..<40 {
      let words = (0..<Int.random(in: 1...3, using: &random)).flatMap { _ in
        open.pick(&random).text.split { " ./()+<>-=…".contains($0) }.prefix(2).map(String.init)
          + [["han", "ikke", "lige", "den"].pick(&random)]
      }
      let repeated = { (count: Int) in (0..<count).map { words[$0 % words.count] }.joined(separator: " ") }
      _ = reader.read(repeated(300))
      let short = reader.steps
      _ = reader.read(repeated(3000))
      #expect(reader.steps <= short * 12 + 100, "\(words) \(short) \(reader.steps)")
    }
  }
}

@Suite struct `What is pasted` {
  @Test(arguments: [
    "tand\u{AD}læge", "tand\u{200B}læge", "tandl\u{E6}ge", "tandla\u{308}ge", "\u{202B}tandlæge\u{202C}",
    "ｔａｎｄｌæｇｅ", "\u{FEFF}tandlæge", "tandlæge\u{301}", "“tandlæge”", "TANDLÆGE", "tandlæge-besøg",
    "var\u{A0}hos\u{2009}tandlæge", "tandlææææge", "tandlaege",
  ])
  func `is read as it looks`(line: String) throws {
    var reader = LineReader(try `A mangled line`.standard.get())
    #expect(reader.read(line).readings.map { "\($0.kind) \($0.mode)" } == ["dentist happened"])
  }
}
