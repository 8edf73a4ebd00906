import Events
import Reading
import TestGround
import Testing

@Suite struct `A head count` {
  static let vocabulary = """
    sets:
      - set: heads
        da: [gæst, mennesker, mødte, kom, mand, person, -gæster]
        en: [guest, people, came, visitors]
      - set: meals
        da: [mad, spiste, suppe, portion]
        en: [plate, meal, ate]
      - set: coffee
        da: [kaffe]
        en: [coffee]
      - set: new
        da: [nye, ny]
        en: [new]
      - set: everyone
        da: [alle]
        en: [everybody, everyone]
      - set: nobody
        da: [ingen]
        en: [nobody]
      - set: before-number
        da: [kl, d, den, uge, tlf, kr, halv]
        en: [at]
      - set: unit
        da: [år, kr, timer, grader, dage, liter]
        en: [years, hours, degrees]
    kinds:
      - id: headcount
        group: stop
        name: {da: antal, en: head count}
        da: [stop, tal, <count> <new>]
        en: [head count]
    """

  /// Counts the line after a word that makes it a head count.
  func counts(_ line: String) throws -> Counts {
    var reader = LineReader(try VocabularyFile(Self.vocabulary).vocabulary)
    return reader.read("stop! " + line).counts
  }

  @Test(arguments: [
    ("18 kaffe, 7 mad, 2 nye. regn. hyggeligt", Counts(heads: 18, meals: 7, newFaces: 2)),
    ("18 kom, 7 fik mad, 2 nye", Counts(heads: 18, meals: 7, newFaces: 2)),
    ("mad: 7, kaffe: 18", Counts(heads: 18, meals: 7)),
    ("twenty-two people, twenty-one meals", Counts(heads: 22, meals: 21)),
    ("kaffe 18 mad 7 nye 2", Counts(heads: 18, meals: 7, newFaces: 2)),
    ("kaffe: 18 mad: 7", Counts(heads: 18, meals: 7)),
    ("12 gæster, 12 spiste", Counts(heads: 12, meals: 12)),
    ("12 gæster spiste", Counts(heads: 12, meals: 12)),
    ("ni mennesker i dag", Counts(heads: 9)),
    ("der kom 14", Counts(heads: 14)),
    ("2 nye", Counts(newFaces: 2)),
    ("7 kaffe, 9 mad", Counts(heads: 9, meals: 9)),
    ("seks i dag, det var alt", Counts(heads: 6)),
    ("14 i Hune, kaffe og regn", Counts(heads: 14)),
    ("18 people came, 7 plates, 2 new", Counts(heads: 18, meals: 7, newFaces: 2)),
    ("20 mødte, så 4 mødte", Counts(heads: 20)),
  ])
  func `gives each number to the word that it stands with, the first of each`(line: String, told: Counts)
    throws
  {
    #expect(try counts(line) == told)
  }

  @Test(arguments: [
    ("to nye", false), ("2 nye", true), ("to nye gæster", true),
    ("18 kaffe, to nye", true), ("fire nye", true),
  ])
  func `is told by a few in words only beside people or another number`(line: String, isTold: Bool) throws {
    var reader = LineReader(try VocabularyFile(Self.vocabulary).vocabulary)
    #expect(reader.read(line).readings.isEmpty != isTold)
  }

  @Test(arguments: [
    ("18 mennesker, alle spiste", Counts(heads: 18, meals: 18)),
    ("18 i dag, alle fik mad", Counts(heads: 18, meals: 18)),
    ("14 people, everybody ate", Counts(heads: 14, meals: 14)),
    ("18 mennesker, næsten alle spiste", Counts(heads: 18)),
    ("18 mennesker, ikke alle spiste", Counts(heads: 18)),
    ("alle spiste", Counts()),
    ("ingen kom", Counts(heads: 0)),
    ("nobody came", Counts(heads: 0)),
    ("18 kom, ingen spiste, ingen nye", Counts(heads: 18, meals: 0, newFaces: 0)),
    ("3 i dag, ingen andre kom", Counts(heads: 3)),
    ("ingen mad i dag, 14 i Hune", Counts(heads: 14, meals: 0)),
  ])
  func `takes all and none at their word`(line: String, told: Counts) throws {
    #expect(try counts(line) == told)
  }

  @Test(arguments: [
    "kl 13.30", "5 grader", "kl. 18", "d. 14 kom han", "tlf 12 34 56 78", "50 kr", "kr 50", "8 timer",
    "2026", "13.30-15.30", "8 år", "seks timer", "uge 14", "1500 gæster", "kl 13-15", "regn",
  ])
  func `never takes a time, a date, an age, a phone number or a price for people`(line: String) throws {
    #expect(try counts(line).isEmpty)
  }

  @Test(arguments: [
    ("18 gæster, 7 spiste ikke", Counts(heads: 18)),
    ("18 gæster, 7 uden mad", Counts(heads: 18)),
    ("ikke 18 gæster", Counts()),
    ("7 af de 18 gæster spiste", Counts(heads: 18)),
    ("7 af 18 spiste", Counts(heads: 18)),
    ("18 gæster, god mad, 14 grader", Counts(heads: 18)),
    ("god mad, 14 i alt", Counts(heads: 14)),
    ("18 kaffe, 7", Counts(heads: 18)),
    ("12-15 i dag", Counts()),
  ])
  func `leaves out what is not plainly said`(line: String, told: Counts) throws {
    #expect(try counts(line) == told)
  }

  @Test(arguments: [
    ("18 kaffe, 7 mad og en ny", Counts(heads: 18, meals: 7, newFaces: 1)),
    ("18 kom, en spiste", Counts(heads: 18, meals: 1)),
    ("en spiste, 7 fik mad, 18 kom", Counts(heads: 18, meals: 7)),
    ("18 fik en portion", Counts(heads: 18)),
    ("18 came to eat a meal", Counts(heads: 18)),
    ("18 kaffe, to nye", Counts(heads: 18, newFaces: 2)),
    ("der var fire gæster", Counts(heads: 4)),
    ("coffee round the fire, 14 in all", Counts(heads: 14)),
    ("nitten gæster, tyve mad", Counts(heads: 19, meals: 20)),
  ])
  func `knows numbers in words from articles and from the other language`(line: String, told: Counts) throws {
    #expect(try counts(line) == told)
  }

  @Test(arguments: [
    ("12-15 gæster", Counts(heads: 12)),
    ("7-8 gæster, 5 mad", Counts(heads: 7, meals: 5)),
    ("en halv snes gæster", Counts(heads: 10)),
    ("en snes mennesker", Counts(heads: 20)),
    ("half a dozen people", Counts(heads: 6)),
    ("two dozen people came", Counts(heads: 24)),
    ("toogtyve gæster, tredive mad", Counts(heads: 22, meals: 30)),
    ("ca 20", Counts(heads: 20)),
    ("vi var 14", Counts(heads: 14)),
    ("ca. 20 gæster, kl 18-20", Counts(heads: 20)),
    ("12-15 år", Counts()),
    ("værelse 12-15", Counts()),
  ])
  func `takes a range at its lower end and a score as twenty`(line: String, told: Counts) throws {
    #expect(try counts(line) == told)
  }

  @Test func `is read only where the line tells one`() throws {
    var reader = LineReader(try VocabularyFile(Self.vocabulary).vocabulary)
    #expect(reader.read("18 kaffe, 7 mad").counts.isEmpty)
    #expect(reader.read("18 kaffe, 7 mad, tal").counts == Counts(heads: 18, meals: 7))
  }

  @Test func `of what was counted never exceeds what stands in the line`() throws {
    let pieces = [
      "gæster", "mad", "kaffe", "nye", "alle", "ingen", "ikke", "af", "og", ",", ".", ":", "kl", "år", "fik",
      "en", "to", "fire", "tolv", "spiste", "7", "12", "18", "0", "3000", "13.30",
    ]
    let possible: Set<Int> = [0, 1, 2, 4, 7, 12, 18]
    var reader = LineReader(try VocabularyFile(Self.vocabulary).vocabulary)
    var random = Seeded(7)
    for _ in 0..<2000 {
      let line = (0..<Int.random(in: 1...12, using: &random)).map { _ in pieces.pick(&random) }
      let counts = reader.read("stop! " + line.joined(separator: " ")).counts
      let told = Set([counts.heads, counts.meals, counts.newFaces].compactMap(\.self))
      #expect(told.isSubset(of: possible), "\(line)")
    }
  }
}
