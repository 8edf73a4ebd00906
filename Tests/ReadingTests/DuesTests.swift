import Events
import Reading
import Testing

@Suite struct `What is due` {
  static let vocabulary = """
    spellings:
      - da: {ikke: [ik, ikk]}
    signs:
      - sign: negation
        da: [ikke]
        en: [not, don't]
    kinds:
      - id: promised
        group: promise
        name: {da: vi lovede, en: we promised}
        da: [=lovede, =lover]
        en: [promised]
      - id: deadline
        group: help
        name: {da: frist, en: deadline}
        da: [frist]
        en: [deadline]
      - id: eviction-threat
        group: housing
        name: {da: truet af udsættelse, en: threatened with eviction}
        da: [sættes ud]
        en: [evicted]
      - id: mother
        group: life
        name: {da: mor, en: mother}
        da: [mor]
        en: [mother]
    """

  func read(_ line: String) throws -> LineReading {
    var reader = LineReader(try VocabularyFile(Self.vocabulary).vocabulary)
    return reader.read(line)
  }

  @Test(arguments: [
    ("lovede at ringe på fredag", "2026-11-20"),
    ("vi lover at komme næste tirsdag kl 10", "2026-11-24T10:00"),
    ("lovede i går at ringe fredag", "2026-11-20"),
    ("lovede at finde en cykel inden jul", "2026-12-23~"),
    ("i dag lovede vi at skrive til ham", nil),
    ("promised to call by Friday", "2026-11-20"),
    ("promised him a coat", nil),
    ("på mandag er der stop. lovede at tage foder med", nil),
    ("brev, frist fredag den 27.", "2026-11-27"),
    ("brev, frist 10/11", "2026-11-10"),
    ("brev, frist 1/2", "2027-02-01"),
    ("deadline is the 30th of November", "2026-11-30"),
    ("var der i går. frist om 14 dage", "2026-12-02~"),
    ("sættes ud den 30.", "2026-11-30"),
    ("will be evicted on Friday", "2026-11-20"),
  ]) func `is the time in the sentence that promises, against the event's own`(line: String, due: String?)
    throws
  {
    let told = try read(line)
    #expect(told.dues.first?.time.said.resolved(at: `A time in a line`.event)?.description == due)
    #expect(told.dues.count <= 1)
  }

  @Test func `is nothing in a line that promises nothing`() throws {
    #expect(try read("mor kom på fredag").dues.isEmpty)
  }

  @Test(arguments: [
    ("lad være med at nævne moren", "moren"),
    ("spørg ik til børnene mere", "børnene"),
    ("kaffe. nævn ikke hans far, han bliver ked af det", "hans far"),
    ("hun vil ikke tale om sin mor", "sin mor"),
    ("han ønsker ikke at høre mere om gælden", "gælden"),
    ("vil ikke snakke om det", "vil ikke snakke om det"),
    ("nej tak til tandlæge 3. gang, lader den ligge", "tandlæge"),
    ("nej til herberg for tredje gang", "herberg"),
    ("don't bring up his mother", "his mother"),
    ("please don't ask him about the flat", "the flat"),
    ("she doesn't want to talk about the accident", "the accident"),
    ("spørg ikke til \u{FFFC}, de er uvenner", "\u{FFFC}"),
  ]) func `not to ask about is told by what follows the no`(line: String, words: String) throws {
    // The reader looks only at lines that say something.
    let told = try read(line + ". ikke")
    let said = told.unasked.map {
      String(decoding: Array(line.utf8)[$0.clamped(to: 0..<line.utf8.count)], as: UTF8.self)
    }
    #expect(said == [words])
  }

  @Test(arguments: [
    "spurgte ikke om tandlægen", "vi spørger ikke efter navn", "han vil ikke have mad",
    "we don't ask for names",
    "første gang han kom", "nej tak til suppe denne gang", "snakkede ikke meget", "hørte ikke noget",
    "3. gang i år",
    "hun ville gerne tale om sin mor", "he did not talk", "katten vil ikke ligge",
  ]) func `not to ask about is not heard where nobody said so`(line: String) throws {
    #expect(try read(line + ". ikke").unasked.isEmpty)
  }
}
