import Events
import Reading
import TestGround
import Testing

/// A vocabulary that knows where a part begins, and little else.
private enum Words {
  static let text = """
    signs:
      - sign: subject
        da: [=han, =hun, =vi, =hende]
      - sign: and
        da: [=og]
      - sign: turn
        da: [=men, =mens]
      - sign: that
        da: [=at]
      - sign: named
        da: [<name> =drak/=spiste/=græd/=gik/=fik/=fortalte/=hentede, =drak/=græd/=fik/=hentede <name>]
      - sign: everybody
        da: [=alle, =de]
      - sign: stranger
        da: [<name> =er/=fik/=græd]
      - sign: others
        da: [=hans =bror]
    kinds:
      - id: hospital
        group: bridge
        name: {da: sygehus, en: hospital}
        da: [=indlagt]
    """

  /// The line, in which M, L and K are known, with what of it stands with each.
  static func shares(_ line: String) throws -> [Character: String] {
    let names: [Character] = ["M", "L", "K"]
    let bearers = line.filter(names.contains).map { names.firstIndex(of: $0) }
    let text = String(line.map { names.contains($0) ? "\u{FFFC}" : $0 })
    var reader = LineReader(try VocabularyFile(self.text).vocabulary)
    var shares: [Character: String] = [:]
    for part in reader.parts(text, among: bearers) {
      let words = String(decoding: Array(text.utf8)[part.bytes], as: UTF8.self)
      for person in part.people { shares[names[person], default: ""] += words }
    }
    return shares
  }

  static func told(_ line: String) throws -> [String] {
    var reader = LineReader(try VocabularyFile(text).vocabulary)
    return reader.read(line).readings.map { "\($0.kind)" }
  }
}

@Suite struct `A line that names several` {
  /// As the reader sees it: every known name is one character.
  private func hidden(_ line: String) -> String {
    String(line.map { "MLK".contains($0) ? "\u{FFFC}" : $0 })
  }

  @Test(arguments: [
    ("M og L drak kaffe, L græd", "M og L drak kaffe, ", "M og L drak kaffe, L græd"),
    ("M drak kaffe og L græd", "M drak kaffe ", "og L græd"),
    ("M drak kaffe L græd", "M drak kaffe ", "L græd"),
    ("i dag græd L mens M drak kaffe", "mens M drak kaffe", "i dag græd L "),
    ("besøgte M. besøgte L", "besøgte M. ", "besøgte L"),
    ("M fortalte at L fik et barn", "M fortalte at ", "L fik et barn"),
  ])
  func `leaves what has a name for its subject with that one`(line: String, m: String, l: String) throws {
    #expect(try Words.shares(line) == ["M": hidden(m), "L": hidden(l)])
  }

  @Test(arguments: [
    "M og L drak kaffe", "M, L og K spiste", "kaffe med M og L", "kaffe med M, L og K", "M hentede L",
    "regn, M og L", "talte med M og L om festen",
  ])
  func `is one where the names are one list, or stand in one sentence`(line: String) throws {
    for share in try Words.shares(line).values { #expect(share == hidden(line)) }
  }

  @Test(arguments: [
    ("L græd, hun er alene, M spiste", "L græd, hun er alene, "),
    ("M spiste, L græd. helt træt", "L græd. helt træt"),
    ("M spiste. L græd. de gik", "L græd. de gik"),
    ("M spiste og ville bo hos L", "M spiste og ville bo hos L"),
  ])
  func `goes on with the last who was named, until everybody is meant`(line: String, l: String) throws {
    let share = try Words.shares(line)["L"]
    #expect(share == hidden(l) || line == l && share == hidden("og ville bo hos L"))
  }

  @Test(arguments: 0..<200)
  func `loses no word, and leaves out none whom it names`(seed: Int) throws {
    var random = Seeded(UInt64(seed))
    let words = [
      "M", "L", "K", "og", "drak", "græd", "kaffe,", "hun", "de", "men", "at", "hos", "var.", "Bo", "fik",
    ]
    let line = (0..<Int.random(in: 1...14, using: &random)).map { _ in words.pick(&random) }.joined(
      separator: " ")
    let names = Set(line.filter("MLK".contains))
    let shares = try Words.shares(line)
    guard names.count > 1 else { return }
    #expect(Set(shares.keys) == names)
    for word in hidden(line).split(separator: " ") { #expect(shares.values.contains { $0.contains(word) }) }
  }

  @Test(arguments: [
    ("\u{FFFC} er indlagt", true), ("Torben er indlagt", true), ("\u{FFFC} kom, Torben er indlagt", false),
    ("\u{FFFC} og Torben er indlagt", true), ("Torben fik \u{FFFC} indlagt", true),
  ])
  func `tells nothing of the one we know where somebody unknown is the subject`(line: String, isTold: Bool)
    throws
  {
    #expect(try Words.told(line) == (isTold ? ["hospital"] : []))
  }
}
