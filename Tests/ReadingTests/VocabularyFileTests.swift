import Events
import Reading
import TestGround
import Testing

@Suite struct `A vocabulary file` {
  /// One kind, complete, on lines 1 to 6.
  static let good = """
    kinds:
      - id: dentist
        group: health
        name: {da: tandlæge, en: dentist}
        da: [tandlæge-]
        en: [dentist]

    """

  func problems(_ text: String) -> [String] {
    do {
      _ = try VocabularyFile(text)
      return []
    } catch { return error.problems.map(\.description) }
  }

  func expect(_ text: String, _ starts: String...) {
    let problems = problems(text)
    #expect(problems.count == starts.count, "\(problems)")
    for (problem, start) in zip(problems, starts) { #expect(problem.hasPrefix(start), "\(problem)") }
  }

  @Test func `that is right reads without a word, and keeps its text`() throws {
    let file = try VocabularyFile(Self.good)
    #expect(file.text == Self.good)
    #expect(file.bytes == Array(Self.good.utf8))
    #expect(file.vocabulary["dentist"]?.phrases.map(\.text) == ["tandlæge-", "dentist"])
  }

  @Test func `names an unknown key and the keys that it may have`() {
    expect(
      Self.good + "    dk: [tand]\n",
      "line 7: unknown key “dk”: write id, group, name, only, ahead, others, hearsay, da or en")
    expect(
      Self.good + "kind: []\n", "line 7: unknown part “kind”: write spellings, forms, sets, signs or kinds")
  }

  @Test func `names the line on which an id stands already`() {
    let second = Self.good.dropFirst("kinds:\n".count).replacing("tandlæge-", with: "tand")
      .replacing("[dentist]", with: "[tooth]")
    expect(Self.good + second, "line 7: the id “dentist” stands on line 2 too")
  }

  @Test func `names an unknown mode and those there are`() {
    expect(
      Self.good + "  - id: a\n    group: g\n    name: {da: a, en: a}\n    da: [tand: maybe]\n",
      "line 10: unknown mode “maybe”: write happened, arranged, declined or failed")
  }

  @Test func `refuses an empty phrase`() {
    expect(Self.good.replacing("[dentist]", with: "[\"\"]"), "line 6: the phrase “” is empty: ")
  }

  @Test func `refuses a phrase under two kinds`() {
    expect(
      Self.good + "  - id: tooth\n    group: health\n    name: {da: tand, en: tooth}\n    en: [dentist]\n",
      "line 10: “dentist” stands under dentist too, in “dentist” on line 6: keep it under one kind")
  }

  /// What may be left out doubles the forms: forty times would fill any memory.
  @Test func `refuses a phrase of endless forms, at once`() {
    let pairs = Array(repeating: "a/b", count: 40).joined(separator: " ")
    let open = Array(repeating: "(a)", count: 40).joined(separator: " ")
    for (phrase, reason) in [
      ("tand (\(pairs))", "10 words"), ("tand \(pairs)", "10 words"), ("tand \(open)", "1024 forms"),
    ] {
      expect(
        Self.good.replacing("dentist]", with: "dentist, \(phrase)]"),
        "line 6: the phrase “\(phrase.prefix(72))…” has more than \(reason)")
    }
  }

  @Test func `refuses a tab`() {
    expect(Self.good + "\n\tda: [tand]\n", "line 8: a tab: write spaces instead")
  }

  @Test func `says where broken YAML breaks`() {
    let problems = problems(Self.good + "  - id: [tand\n    group: health\n")
    #expect(problems.count == 1)
    #expect(problems.allSatisfy { $0.hasPrefix("line 8: ") || $0.hasPrefix("line 7: ") }, "\(problems)")
  }

  @Test func `that is empty says how to begin`() {
    expect("", "line 1: the file is empty: begin with kinds:")
    expect("# only a remark\n", "line 1: the file is empty: begin with kinds:")
  }

  @Test func `refuses a set that is nowhere, a bracket alone and a sign that is none`() {
    expect(
      Self.good
        + "signs:\n  - sign: maybe\n    da: [måske]\n  - sign: plan\n    da: [\"<dag> skal\", (skal]\n",
      "line 8: unknown sign “maybe”: write one of negation, ",
      "line 11: the phrase “(skal” has a bracket without its partner",
      "line 11: unknown set <dag> in “<dag> skal”: write one of count, day, name, number")
  }

  @Test func `lists all that is wrong at once, by line`() {
    let text = """
      kinds:
        - id: Dentist
          group: health
          da: [tand: soon, "( )"]
        - id: doctor
          name: {da: læge}
          only: failed
          en: [doctor, ""]
      """
    expect(
      text,
      "line 2: the entry has no name", "line 2: the id “Dentist” may hold only a–z, digits and hyphens",
      "line 4: the phrase “( )” ", "line 4: unknown mode “soon”",
      "line 5: the entry has no group", "line 6: a name needs both languages",
      "line 7: unknown value “failed”: write only: happened", "line 8: the phrase “” is empty")
  }

  @Test(arguments: [2, 12, 300])
  func `counts lines from 1, whatever stands above`(line: Int) {
    let above = String(repeating: "# ærø 🦭\n", count: line - 2)
    expect(
      above + "kinds:\n  - name: {da: a, en: a}\n    id: a\n    group: a\n    wrong: []\n",
      "line \(line + 3): ")
    expect(above + "\nkind: []\n", "line \(line): unknown part")
  }

  @Test func `never crashes on a file cut or changed anywhere`() throws {
    var random = Seeded(11)
    let bytes = Array(Small.text.utf8)
    for _ in 0..<150 {
      var changed = bytes
      changed[Int.random(in: bytes.indices, using: &random)] = UInt8.random(in: 1...255, using: &random)
      if Bool.random(using: &random) { changed.removeLast(Int.random(in: 0..<bytes.count, using: &random)) }
      let text = String(decoding: changed, as: UTF8.self)
      let problems = problems(text)
      #expect(problems.allSatisfy { $0.hasPrefix("line ") })
      if problems.isEmpty {
        #expect(try VocabularyFile(text).warnings().allSatisfy { $0.description.hasPrefix("line ") })
      }
    }
  }

  @Test func `reads forms and spellings alike, and says how to write them`() throws {
    let part = Self.good + "forms:\n  - da: {tage: [tog, taget]}\nspellings:\n  - da: {ikke: [ik]}\n"
    let vocabulary = try VocabularyFile(part).vocabulary
    #expect(vocabulary.forms == [Spelling("tage", .danish, variants: ["tog", "taget"])])
    #expect(vocabulary.spellings == [Spelling("ikke", .danish, variants: ["ik"])])
    expect(
      Self.good + "forms:\n  - da: {tage: tog}\n  - dk: {}\n",
      "line 8: write the other ways of writing in brackets", "line 9: unknown key “dk”: write da or en")
  }

  @Test func `refuses + at an end, and more than three parts`() {
    for (phrase, reason) in [
      ("+ tand", "begins or ends with +"), ("tand +", "begins or ends with +"),
      ("a + b + c + d", "has more than 1024 forms"),
    ] {
      expect(
        Self.good.replacing("dentist]", with: "dentist, \(phrase)]"),
        "line 6: the phrase “\(phrase)” \(reason)")
    }
  }

  @Test func `refuses a full stop inside a phrase, beside nothing, or here and there`() {
    for (phrase, reason) in [
      ("nej . tak", "has a full stop inside"), (". a + b", "has a full stop inside"),
      ("nej (.)", "has a full stop inside"), (". .", "is empty"), (". <person> .", "is a single set"),
    ] {
      expect(
        Self.good.replacing("dentist]", with: "dentist, \(phrase)]"),
        "line 6: the phrase “\(phrase)” \(reason)")
    }
  }

  @Test func `knows on which line each phrase stands, and that it is the same elsewhere`() throws {
    let phrases = { (text: String) in try VocabularyFile(text).vocabulary["dentist"]?.phrases ?? [] }
    let (here, below) = (try phrases(Self.good), try phrases("# a remark\n\n" + Self.good))
    #expect(here.map(\.line) == [5, 6])
    #expect(below.map(\.line) == [7, 8])
    #expect(here == below && Set(here) == Set(below))
  }
}

@Suite struct `The standard vocabulary` {
  @Test func `reads without problems`() throws {
    _ = try VocabularyFile(VocabularyFile.standard().text)
  }

  @Test func `has every kind with its group and its names`() throws {
    let vocabulary = try VocabularyFile.standard().vocabulary
    let missing = try Notes.kinds().filter { row in
      guard let entry = vocabulary[row.kind] else { return true }
      return (entry.group, entry.danish, entry.english) != (row.group, row.danish, row.english)
    }
    #expect(missing.map(\.kind.rawValue) == [])
  }

  @Test func `has phrases for every kind, in both languages`() throws {
    let wordless = try VocabularyFile.standard().vocabulary.kinds.filter { entry in
      Set(entry.phrases.map(\.language)).count < Language.allCases.count
    }
    #expect(wordless.map(\.kind.rawValue) == [])
  }
}
