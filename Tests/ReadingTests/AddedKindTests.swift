import Events
@testable import Reading
import TestGround
import Testing

/// The law of teaching: whoever teaches a word changes lines that hold it, and no others.
///
/// A line holds a word of a kind when one of its own words is that word in any form that the phrase asks for, by
/// another spelling, as part of a compound, or one slip of the thumb away: what is taught attracts its own
/// misspellings, too. Words that the vocabulary asked for before in the very same way do not count by
/// themselves; of these, all that a phrase needs must stand in the line.
@Suite struct `A kind that is added` {
  static let consonants = Array("bcdfghjklmnpqrstvwxz")

  /// A word that no language has.
  static func word(_ random: inout Seeded) -> String {
    "xq" + String((0..<8).map { _ in consonants.pick(&random) })
  }

  /// In every notation there is, from two words.
  static func phrase(_ words: [String], _ random: inout Seeded) -> Phrase {
    let (a, b) = (words.pick(&random), words.pick(&random))
    let text = [
      a, "\(a)-", "-\(a)", "=\(a)", "\(a) ... \(b)", "\(a)/\(b)", "(ikke) \(a)", "<name> \(a)", "\(a) + \(b)",
      "=\(a) + ikke", "ikke \(a)", "\(a) (\(b))", "<number> \(a)", "\(a) til \(b)",
    ].pick(&random)
    let mode = Bool.random(using: &random) ? nil : Mode.allCases.pick(&random)
    return Phrase(text, Language.allCases.pick(&random), mode: mode)
  }

  static func kind(_ words: [String], _ random: inout Seeded) -> KindEntry {
    KindEntry(
      "invented", group: "invented", danish: "opdigtet", english: "invented",
      phrases: (0..<6).map { _ in phrase(words, &random) }, isAlwaysHappened: Bool.random(using: &random),
      concernsOthers: Bool.random(using: &random), isHearsay: Bool.random(using: &random))
  }

  /// - Returns: how often a line was left as it was, and how often it held a word.
  @discardableResult
  func expectNothingChanges(
    _ vocabulary: Vocabulary, _ lines: [String], words: [String], kinds: Int, seed: UInt64
  ) throws -> (without: Int, with: Int) {
    var random = Seeded(seed)
    var before = LineReader(vocabulary)
    let readings = lines.map { before.read($0) }
    var (without, with) = (0, 0)
    for _ in 0..<kinds {
      let kind = Self.kind(words, &random)
      var grown = vocabulary
      grown.kinds.insert(kind, at: Int.random(in: 0...vocabulary.kinds.count, using: &random))
      var after = LineReader(grown)
      let held = try HeldWords(kind, beside: vocabulary)
      for (line, reading) in zip(lines, readings) {
        guard try !held.stand(in: line) else {
          with += 1
          continue
        }
        without += 1
        #expect(after.read(line) == reading, "\(line) \(kind.phrases.map(\.text))")
      }
    }
    return (without, with)
  }

  @Test func `changes no reading of a line that holds none of its words`() throws {
    var random = Seeded(4)
    let lines = (0..<300).map { _ in `A line`.random(&random) }
    let words = ["tandlæge", "mad", "bare", "gik", "ukendt", "hund", "tæer", "spurgt", Self.word(&random)]
    let small = try VocabularyFile(Small.text).vocabulary
    let counts = try expectNothingChanges(small, lines, words: words, kinds: 60, seed: 5)
    #expect(counts.without > 5000 && counts.with > 1000)
  }

  @Test(arguments: [true, false]) func `changes none by the standard vocabulary, with spellings or without`(
    isSpelled: Bool
  ) throws {
    var vocabulary = try VocabularyFile.standard().vocabulary
    if !isSpelled { (vocabulary.spellings, vocabulary.forms) = ([], []) }
    let lines = try Notes.lines().filter(\.isOdd).map(\.text)
    var random = Seeded(6)
    // Words of the lines themselves, so that nearly every kind is told by some line and nearly none by most.
    let words = lines.flatMap { $0.split { !$0.isLetter } }.map { $0.lowercased() }.filter { $0.count > 3 }
    let chosen = (0..<30).map { _ in words.pick(&random) } + [Self.word(&random)]
    let counts = try expectNothingChanges(vocabulary, lines, words: chosen, kinds: 3, seed: 7)
    #expect(counts.without > lines.count && counts.with > 0)
  }

  @Test func `is read where its words stand`() throws {
    var vocabulary = try VocabularyFile(Small.text).vocabulary
    vocabulary.kinds.append(
      KindEntry("seal", group: "a", danish: "sæl", english: "seal", phrases: [Phrase("sæl", .danish)]))
    var reader = LineReader(vocabulary)
    #expect(reader.read("så en sæl").readings == [Reading(kind: "seal", mode: .happened, words: 7..<11)])
  }

  @Test func `attracts a misspelling of its own, which held no other word`() throws {
    var vocabulary = try VocabularyFile(Small.text).vocabulary
    var before = LineReader(vocabulary)
    #expect(before.read("fik fodplej").readings.isEmpty)
    vocabulary.kinds.append(
      KindEntry("feet", group: "a", danish: "fod", english: "foot", phrases: [Phrase("fodpleje", .danish)]))
    var after = LineReader(vocabulary)
    #expect(after.read("fik fdopleje").readings.map(\.kind) == ["feet"])
  }
}

/// The words of a kind that is added to a vocabulary, found in lines without the reader.
struct HeldWords {
  private struct Sought: Hashable {
    var piece: Piece
    var language: Language
  }

  /// By slot: the pieces of which one stands there.
  private let forms: [[[Sought]]]
  /// Pieces that no phrase of the vocabulary has.
  private let new: Set<Sought>
  /// By folded variant: the words that it is another way of writing.
  private var meant: [String: [String]] = [:]
  private let stems = Stems()

  init(_ kind: KindEntry, beside vocabulary: Vocabulary) throws {
    forms = try Self.forms(kind.phrases)
    let others =
      vocabulary.kinds.flatMap(\.phrases) + vocabulary.signs.flatMap(\.phrases)
      + vocabulary.sets.flatMap(\.phrases)
    new = Set(forms.joined().joined()).subtracting(try Self.forms(others).joined().joined())
    for spelling in vocabulary.spellings + vocabulary.forms {
      for variant in spelling.variants.flatMap(Self.words) {
        meant[variant, default: []] += Self.words(of: spelling.word)
      }
    }
  }

  private static func forms(_ phrases: [Phrase]) throws -> [[[Sought]]] {
    try phrases.flatMap { phrase in
      try Notation.forms(phrase.text).map { form in
        form.map { slot in slot.map { Sought(piece: $0, language: phrase.language) } }
      }
    }
  }

  func stand(in line: String) throws -> Bool {
    let words = Self.words(of: line).flatMap { [$0] + (meant[$0] ?? []) }
    if new.contains(where: { sought in words.contains { matches($0, sought) } }) { return true }
    return forms.contains { form in
      form.allSatisfy { slot in
        slot.contains { sought in words.contains { matches($0, sought) } || sought.piece.isBuiltIn }
      }
    }
  }

  private static func words(of line: String) -> [String] {
    var tokens = Tokens()
    tokens.split(line.utf8.span)
    return tokens.all.indices.map {
      String(decoding: tokens.all[$0].letters.all(in: tokens.folded), as: UTF8.self)
    }
  }

  private func stem(_ word: String, _ language: Language) -> String {
    stems.withStem(of: word.utf8.span, language) { stem in
      String(decoding: stem.indices.map { stem[$0] }, as: UTF8.self)
    }
  }

  private func matches(_ word: String, _ sought: Sought) -> Bool {
    switch sought.piece {
    case .stem(let own):
      stem(word, sought.language) == stem(own, sought.language) || isNear(word, own)
    case .exact(let own): word == own || isNear(word, own)
    case .prefix(let own): word.hasPrefix(own)
    case .suffix(let own): word.hasSuffix(own)
    case .set, .gap, .edge: false
    }
  }

  /// A slip, another way of writing it, or a part of a longer word.
  private func isNear(_ word: String, _ own: String) -> Bool {
    NearWords.isSlip(word, of: own) || Respelling.others(of: Array(word.utf8)).contains(Array(own.utf8))
      || own.count > 3 && (word.hasPrefix(own) || word.hasSuffix(own))
  }
}

extension Piece {
  /// May stand for words that the phrase does not name.
  fileprivate var isBuiltIn: Bool {
    switch self {
    case .set, .gap: true
    default: false
    }
  }
}
