import Events
import Notebook
import Rebuild
import Testing

@Suite struct `What the log could teach` {
  let machine: Machine
  let notebook: Notebook

  init() throws {
    machine = try Machine()
    notebook = try machine.notebook
    for name in ["Kaj", "Rosa", "Bent Ole"] { _ = try notebook.giveConsent(name, Agreement([.care])) }
  }

  @discardableResult
  func note(_ line: String, about: String = "", by: String = "") throws -> EventID {
    var telling = NoteTelling(line)
    telling.about = about.isEmpty ? [] : [about]
    telling.by = by
    return try notebook.note(telling).events[0]
  }

  func suggest(jobs: Int = 2, most: Int = 20) throws -> Suggestions {
    try notebook.suggest(most: most, examples: 2, jobs: jobs, progress: Rebuild::Progress(total: 1))
  }

  @Test func `are the words of most unread lines that no phrase knows, in all their forms`() throws {
    for line in [
      "Kaj var til fodpleje", "Rosa har fodplejen på fredag", "Rosa: fodpleje igen", "Kaj fik mad",
    ] {
      try note(line)
    }
    try note("Kaj klagede over varmen")
    try note("Rosa klagede over kulden")
    try note("klagede over mad")
    let found = try suggest()
    #expect((found.lines, found.unreadLines) == (7, 5))
    #expect(found.unknown.map(\.phrase) == [Phrase("fodpleje", .danish), Phrase("klagede", .danish)])
    #expect(found.unknown.map(\.unreadLines) == [3, 2])
    #expect(found.unknown.map(\.readLines) == [0, 1])
    #expect(found.unknown.map(\.examples.all.count) == [2, 2])
    #expect(try suggest(most: 1).unknown.count == 1)
  }

  @Test func `are also words that only longer phrases hold, where most of their lines tell nothing`() throws {
    let words = """
      kinds:
        - id: tournament
          group: everyday
          name: {da: turnering, en: tournament}
          da: [vandt + xylofonturnering]
      """
    _ = try notebook.adopt(yaml: Array(words.utf8), Telling(""))
    for line in ["Kaj så en xylofonturnering", "Rosa gik forbi en xylofonturnering"] { try note(line) }
    let found = try #require(try suggest().unknown.first { $0.phrase.text == "xylofonturnering" })
    #expect(found.isWithinPhrases && found.unreadLines == 2)
    for _ in 1...3 { try note("Kaj vandt en xylofonturnering") }
    #expect(try !suggest().unknown.map(\.phrase.text).contains("xylofonturnering"))
  }

  @Test func `are two words where one never stands without the other`() throws {
    try note("Kaj spillede bordtennis længe")
    try note("Rosa spillede bordtennis hurtigt")
    #expect(try suggest().unknown.map(\.phrase.text) == ["spillede bordtennis"])
  }

  @Test func `are in the language of their lines`() throws {
    try note("Kaj went to the chiropodist with us", about: "Kaj")
    try note("she had seen the chiropodist", about: "Rosa")
    #expect(try suggest().unknown.map(\.phrase) == [Phrase("chiropodist", .english)])
  }

  /// A name that is known, one word of one, one that a helper bears, one with a capital, one in one story alone.
  @Test func `are never the name of anybody`() throws {
    try note("Rosa talte med jytte om ole og pernille", by: "Jytte")
    try note("Kaj talte med jytte om ole og Pernille", by: "Jytte")
    try note("Rosa savner bodil", about: "Rosa")
    try note("bodil kom ikke", about: "Rosa")
    for name in ["jytte", "ole", "pernille", "bodil"] {
      let proposed = try suggest().unknown.flatMap { $0.phrase.text.split(separator: " ") }
      #expect(!proposed.contains(Substring(name)), "\(proposed)")
    }
  }

  @Test func `are no words of a line in capitals, where names cannot be told`() throws {
    try note("KAJ OG PERNILLE GIK", about: "Kaj")
    try note("ROSA OG PERNILLE GIK", about: "Rosa")
    #expect(try suggest().unknown.isEmpty)
  }

  @Test func `are the phrase that misled, with its line and those it did not mislead`() throws {
    let wrong = try note("Kaj fik mad på ærmet")
    try note("Rosa fik mad")
    try notebook.correct(
      wrong, line: nil, happened: nil, given: notebook.kinds(not: ["meal"]), NoteTelling(""))
    let lesson = try #require(try suggest().lessons.first)
    #expect((lesson.kind, lesson.mode, lesson.holds) == ("meal", .happened, false))
    #expect((lesson.correctedLines, lesson.otherLines) == (1, 1))
    #expect(lesson.phrase == Phrase("mad", .danish) && lesson.phrase?.line == 9)
    #expect(lesson.examples.all.map(\.event) == [wrong])
  }

  @Test func `are the word that corrected lines have in common, to be written under their kind`() throws {
    let told = try [
      note("Kaj viste sin bideskinne"), note("Rosa mistede bideskinnen"), note("Kaj ledte længe"),
    ]
    for event in told.prefix(2) {
      try notebook.correct(
        event, line: nil, happened: nil, given: notebook.kinds(["dentist"]), NoteTelling(""))
    }
    try note("Rosa fandt en bideskinne")
    let lesson = try #require(try suggest().lessons.first)
    #expect((lesson.kind, lesson.holds, lesson.correctedLines, lesson.otherLines) == ("dentist", true, 2, 1))
    #expect(lesson.phrase == Phrase("bideskinne", .danish))
  }

  @Test func `is nothing where the words agree with the helper by now`() throws {
    let event = try note("Kaj fik mad")
    try notebook.correct(event, line: nil, happened: nil, given: notebook.kinds(["meal"]), NoteTelling(""))
    #expect(try suggest().lessons.isEmpty)
  }

  @Test func `comes out the same on one core and on many`() throws {
    try machine.take(World(seed: 3, events: 300).events)
    for line in ["Kaj ser fjernsyn", "Rosa ser fjernsyn", "solen skinner", "solen er væk"] { try note(line) }
    let one = try suggest(jobs: 1)
    for jobs in [2, 5] {
      let many = try suggest(jobs: jobs)
      #expect(many.unknown.map(\.phrase) == one.unknown.map(\.phrase))
      #expect(many.unknown.map(\.unreadLines) == one.unknown.map(\.unreadLines))
      #expect(
        many.unknown.map { $0.examples.all.map(\.event) } == one.unknown.map { $0.examples.all.map(\.event) })
    }
  }
}
