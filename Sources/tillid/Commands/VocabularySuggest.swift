import ArgumentParser
import Events
import Notebook
import Reading
import Rebuild

extension VocabularyCommand {
  struct Suggest: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "List what the vocabulary could learn from lines that it cannot read and from corrections.",
      discussion: """
        Words that no phrase knows by themselves, by how many unread lines hold them; and corrections that say the same, with the \
        phrase that misled or one that could be added. No name is proposed: no word of a known name or alias, none \
        that is written with a capital inside a sentence, and none that stands in the lines of one person alone.
        """)

    @Option(name: .long, help: "How many of each.") var most = 20
    @OptionGroup var surveying: Surveying
    @OptionGroup var common: Common

    func validate() throws {
      guard (1...10_000).contains(most) else {
        throw ValidationError("--most takes a number from 1 to 10000.")
      }
    }

    func run() throws {
      let notebook = try surveying.notebook(common)
      let found = try surveying.run(notebook.engine, common, times: 2) {
        try notebook.suggest(
          most: most, examples: surveying.examples, jobs: surveying.jobs, progress: $0, surveying.telling)
      }
      let lines = LineShowing(names: try notebook.namesMentioned(), common.lang)
      guard !common.json else { return try Terminal.json(SuggestionsJSON(found, lines)) }
      showUnknown(found, lines)
      showLessons(found, Naming(try notebook.adopted().vocabulary, language: common.lang), lines)
    }

    private func showUnknown(_ found: Suggestions, _ lines: LineShowing) {
      let lang = common.lang
      print(
        Terminal.bold(common.say("Ulæste linjer: ", "Unread lines: "))
          + common.say(
            "\(lang.number(found.unreadLines)) af \(lang.number(found.lines)). Ord i dem, som ingen vending kender for sig:",
            "\(lang.number(found.unreadLines)) of \(lang.number(found.lines)). Words in them that no phrase knows by themselves:"
          ))
      for words in found.unknown {
        let also = common.say(
          "; også i \(common.lines(words.readLines)), der læses",
          "; also in \(common.lines(words.readLines)) that are read")
        print(
          "\n  \(words.phrase.language.rawValue): [\(words.phrase)]   \(common.lines(words.unreadLines))"
            + (words.readLines > 0 ? also : "")
            + (words.isWithinPhrases
              ? common.say("; kun længere vendinger har det", "; only longer phrases hold it") : ""))
        for example in words.examples.all { lines.show(example) }
      }
    }

    private func showLessons(_ found: Suggestions, _ naming: Naming, _ lines: LineShowing) {
      print(
        "\n"
          + Terminal.bold(
            common.say("Rettelser, en regel kunne lære af:", "Corrections that a rule could learn from:"))
      )
      if found.lessons.isEmpty { print("  " + common.say("ingen", "none")) }
      for lesson in found.lessons {
        print(
          "\n  \(said(lesson)) \(naming(lesson.kind, lesson.mode)): \(common.lines(lesson.correctedLines))")
        print("    " + advice(lesson))
        for example in lesson.examples.all { lines.show(example) }
      }
    }

    private func said(_ lesson: Lesson) -> String {
      lesson.holds ? common.say("fortæller", "tells") : common.say("fortæller ikke", "does not tell")
    }

    private func advice(_ lesson: Lesson) -> String {
      let others = common.lines(lesson.otherLines)
      guard let phrase = lesson.phrase else {
        return common.say(
          "intet ord i dem står hos flere: læs linjerne",
          "no word of theirs stands with several people: read the lines")
      }
      if lesson.holds {
        return common.say(
          "skriv under \(lesson.kind): \(phrase.language.rawValue): [\(phrase)]   (\(others) med det ord læses ikke sådan)",
          "write under \(lesson.kind): \(phrase.language.rawValue): [\(phrase)]   (\(others) with that word are not read so)"
        )
      }
      return common.say(
        "“\(phrase)” på linje \(phrase.line) vildledte   (\(others) med den er ikke rettet)",
        "“\(phrase)” on line \(phrase.line) misled   (\(others) with it were not corrected)")
    }
  }
}

private struct SuggestionsJSON: Encodable {
  struct Shown: Encodable {
    let event: EventID
    let line: String
  }

  struct Unknown: Encodable {
    let phrase: String
    let language: String
    let withinPhrases: Bool
    let unreadLines: Int
    let readLines: Int
    let examples: [Shown]
  }

  struct Correction: Encodable {
    let kind: Kind
    let mode: Mode
    let tells: Bool
    let correctedLines: Int
    let otherLines: Int
    let phrase: String?
    let language: String?
    /// Of the phrase that misled, in the vocabulary that ‘tillid vocabulary show’ prints.
    let line: Int?
    let examples: [Shown]
  }

  let lines: Int
  let unreadLines: Int
  let unknown: [Unknown]
  let corrections: [Correction]

  init(_ found: Suggestions, _ showing: LineShowing) {
    let shown = { (examples: Examples<Example>) in
      examples.all.map { Shown(event: $0.event, line: showing($0.line)) }
    }
    (lines, unreadLines) = (found.lines, found.unreadLines)
    unknown = found.unknown.map {
      Unknown(
        phrase: $0.phrase.description, language: $0.phrase.language.rawValue,
        withinPhrases: $0.isWithinPhrases, unreadLines: $0.unreadLines, readLines: $0.readLines,
        examples: shown($0.examples))
    }
    corrections = found.lessons.map {
      Correction(
        kind: $0.kind, mode: $0.mode, tells: $0.holds, correctedLines: $0.correctedLines,
        otherLines: $0.otherLines, phrase: $0.phrase?.description, language: $0.phrase?.language.rawValue,
        line: $0.holds ? nil : $0.phrase?.line, examples: shown($0.examples))
    }
  }
}
