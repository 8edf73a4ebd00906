import ArgumentParser
import Events
import Markup
import Notebook
import Reading

struct Note: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Keep one line, as it was said.",
    discussion: """
      A line that names a known participant is kept in their story; else say whom it is about with --about. \
      ‘-’ reads the line from standard input.
      """)

  @Argument(help: "What happened, as you would say it.")
  var line: String

  @Option(name: .long, help: ArgumentHelp("A participant, may be given again.", valueName: "name"))
  var about: [String] = []

  @Option(name: .long, help: ArgumentHelp("A reading of your own: KIND or KIND:MODE.", valueName: "kind"))
  var kind: [String] = []

  @OptionGroup var circumstances: Circumstances
  @OptionGroup var common: Common

  func run() throws {
    var telling = try circumstances.telling(line == "-" ? try StandardInput.whole() : line)
    telling.about = about
    let notebook = try common.open()
    telling.given = try notebook.kinds(kind)
    let kept = try notebook.note(telling)
    guard !common.json else { return try Terminal.json(KeptJSON(kept)) }
    for sentence in kept.sentences(common.lang, try common.naming(notebook)) {
      print(Terminal.wrap(sentence, indent: 0))
    }
  }
}

/// What became of a line, for machines.
struct KeptJSON: Encodable {
  let events: [EventID]
  let about: [String]
  let presenceOnly: [String]
  let masked: [String]
  let readings: [ReadingJSON]
  /// When it happened, where the line itself said so.
  let happened: When?
  let times: [TimeJSON]
  /// The words that stand with each, where it is not the whole line.
  let shares: [ShareJSON]
  /// Names in the line that nobody known bears.
  let unknown: [String]

  init(_ kept: Kept) {
    events = kept.events
    about = kept.about
    presenceOnly = kept.presenceOnly
    masked = kept.masked.map { "\($0)" }.sorted()
    readings = kept.reading.readings.map { ReadingJSON(kind: $0.kind, mode: $0.mode, words: nil) }
    happened = kept.happened?.when
    times = kept.times.map { TimeJSON(words: $0.words, rule: $0.rule, when: $0.when) }
    shares = kept.shares.map { ShareJSON(name: $0.name, line: $0.line) }
    unknown = kept.unknown
  }
}

struct ShareJSON: Encodable {
  let name: String
  let line: String?
}

struct TimeJSON: Encodable {
  let words: String
  let rule: String
  let when: When
}

struct ReadingJSON: Encodable {
  let kind: Kind
  let mode: Mode
  let words: String?
}

extension Kept {
  /// What the helper is told: saved, for whom, what was left out, what it tells.
  func sentences(_ language: Language, _ naming: (Kind) -> String) -> [String] {
    var said = saved(language)
    said += covered(language)
    if shares.isEmpty, !reading.readings.isEmpty {
      said.append(language.say("Læst: ", "Read: ") + reading.told(language, naming))
    }
    said += shares.map { $0.sentence(language, naming) }
    said += corrections(language)
    if let happened { said.append(language.say("Skete: ", "Happened: ") + happened.sentence(language)) }
    let dates = times.map { $0.sentence(language) }.joined(separator: "; ")
    if !dates.isEmpty { said.append(language.say("Tid: ", "Time: ") + dates) }
    if !maybeMeant.isEmpty { said.append(question(language)) }
    if isUnclear { said.append(unclear(language)) }
    if !unknown.isEmpty { said.append(named(language)) }
    if let first = events.first {
      said.append(language.say("Fortryd: tillid retract \(first)", "Undo: tillid retract \(first)"))
    }
    return said
  }

  /// Of a line in other words: what stands with each, and what somebody should know.
  func remarks(_ language: Language, _ naming: (Kind) -> String) -> [String] {
    covered(language) + shares.map { $0.sentence(language, naming) } + (isUnclear ? [unclear(language)] : [])
      + (unknown.isEmpty ? [] : [named(language)])
  }

  private func covered(_ language: Language) -> [String] {
    guard !masked.isEmpty else { return [] }
    return [
      language.say(
        "Et nummer eller en kode blev dækket til og er ikke gemt.",
        "A number or a code was masked and is not kept.")
    ]
  }

  /// How to say that the line does not tell what was read, in the story of each whom it is about.
  private func corrections(_ language: Language) -> [String] {
    let parted = shares.filter { $0.line != nil }.map(\.reading)
    return events.prefix(max(1, about.count)).enumerated().compactMap { place, event in
      let kinds = (parted.isEmpty ? reading : parted[place]).readings.map(\.kind.rawValue)
      guard let first = kinds.first else { return nil }
      let others = Set(kinds).subtracting([first]).sorted().joined(separator: ", ")
      let whose = about.count > 1 ? language.say(" hos ", " with ") + about[place] : ""
      return language.say("Forkert\(whose)? ", "Wrong\(whose)? ") + "tillid correct \(event) --not \(first)"
        + (others.isEmpty ? "" : language.say(" (eller \(others))", " (or \(others))"))
    }
  }

  private func saved(_ language: Language) -> [String] {
    let strangers = presenceOnly.map { stranger($0, language) }
    guard !about.isEmpty else {
      return strangers.isEmpty ? [language.say("Gemt om stoppet.", "Saved about the stop.")] : strangers
    }
    let names = about.joined(separator: language.say(" og ", " and "))
    let each =
      shares.isEmpty
      ? ""
      : language.say(" Hos hver står kun det, der er om dem.", " With each stands only what is about them.")
    return [language.say("Gemt hos \(names).", "Saved with \(names).") + each] + strangers
  }

  /// Somebody who has not agreed: what of them was kept, and what may be done.
  private func stranger(_ name: String, _ language: Language) -> String {
    let kept =
      about.isEmpty
      ? language.say(
        "kun at nogen var der, er gemt, ingen ord og intet navn",
        "only that somebody was there is kept, no words and no name")
      : language.say(
        "i linjen står der ‘en person’, og intet navn er gemt",
        "the line says ‘en person’, and no name is kept")
    return language.say(
      "\(name) har ikke sagt ja til at blive husket: \(kept). Siger de ja: tillid consent \"\(name)\" --give care",
      "\(name) has not agreed to be remembered: \(kept). If they agree: tillid consent \"\(name)\" --give care"
    )
  }

  private func unclear(_ language: Language) -> String {
    language.say(
      "Hvem ‘han’ eller ‘hun’ er, ses ikke af linjen, så det står hos dem alle. Er det kun om én, så tag den ud, og skriv navnet.",
      "Who ‘he’ or ‘she’ is cannot be seen from the line, so it stands with all of them. If it is about one alone, take it out and write the name."
    )
  }

  /// Somebody who is not known, and may not know that their name stands here.
  private func named(_ language: Language) -> String {
    let names = unknown.joined(separator: ", ")
    return language.say(
      "\(names) kendes ikke, men står med navn i linjen. Har de ikke sagt ja til det, så tag den ud, og skriv ‘en ven’ eller ‘naboen’.",
      "\(names): not known, but named in the line. If they have not agreed, take it out and write ‘a friend’ or ‘the neighbour’."
    )
  }

  /// A first name alone is not enough to know whom a line is about.
  private func question(_ language: Language) -> String {
    let names = maybeMeant.map { "‘\($0)’" }.joined(separator: ", ")
    return language.say(
      "Mente du \(names)? Linjen står nu ikke hos nogen: tag den ud, og skriv den igen med --about.",
      "Did you mean \(names)? The line stands with nobody now: take it out and write it again with --about.")
  }
}

extension Kept.Share {
  /// `Hos Rosa: “Kaj og Rosa drak kaffe, …” (måltid)`
  fileprivate func sentence(_ language: Language, _ naming: (Kind) -> String) -> String {
    guard let line else { return language.say("Hos \(name): intet.", "With \(name): nothing.") }
    let told = reading.readings.isEmpty ? "" : " (\(reading.told(language, naming)))"
    return language.say("Hos \(name): “\(line)”", "With \(name): “\(line)”") + told
  }
}

extension LineReading {
  fileprivate func told(_ language: Language, _ naming: (Kind) -> String) -> String {
    readings.map { language.telling(naming($0.kind), $0.mode) }.joined(separator: ", ")
  }
}

extension Kept.Dated {
  fileprivate func sentence(_ language: Language) -> String { language.dated(when, words: words) }
}

extension Language {
  /// `lørdag 21. nov 2026 (i går)`
  func dated(_ when: When, words: String) -> String {
    let weekday = when.isVaguerThanDay ? "" : weekdayName(when.day.weekday) + " "
    let clock = when.clock.map { " \($0.hour):\($0.minute < 10 ? "0" : "")\($0.minute)" } ?? ""
    return "\(weekday)\(date(when))\(clock) (\(words))"
  }
}
