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

  init(_ kept: Kept) {
    events = kept.events
    about = kept.about
    presenceOnly = kept.presenceOnly
    masked = kept.masked.map { "\($0)" }.sorted()
    readings = kept.reading.readings.map { ReadingJSON(kind: $0.kind, mode: $0.mode, words: nil) }
  }
}

struct ReadingJSON: Encodable {
  let kind: Kind
  let mode: Mode
  let words: String?
}

extension Kept {
  /// What the helper is told: saved, for whom, what was left out, what it tells.
  func sentences(_ language: Language, _ naming: (Kind) -> String) -> [String] {
    var said: [String] = []
    if !about.isEmpty {
      said.append(
        language.say(
          "Gemt hos \(about.joined(separator: " og ")).", "Saved with \(about.joined(separator: " and "))."))
    } else if presenceOnly.isEmpty {
      said.append(language.say("Gemt om stoppet.", "Saved about the stop."))
    }
    for name in presenceOnly {
      said.append(stranger(name, language))
    }
    if !masked.isEmpty {
      said.append(
        language.say(
          "Et nummer eller en kode blev dækket til og er ikke gemt.",
          "A number or a code was masked and is not kept."))
    }
    if !reading.readings.isEmpty {
      let kinds = reading.readings.map { language.telling(naming($0.kind), $0.mode) }
      said.append(language.say("Læst: ", "Read: ") + kinds.joined(separator: ", "))
    }
    if !maybeMeant.isEmpty { said.append(question(language)) }
    if let first = events.first {
      said.append(language.say("Fortryd: tillid retract \(first)", "Undo: tillid retract \(first)"))
    }
    return said
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

  /// A first name alone is not enough to know whom a line is about.
  private func question(_ language: Language) -> String {
    let names = maybeMeant.map { "‘\($0)’" }.joined(separator: ", ")
    return language.say(
      "Mente du \(names)? Linjen står nu ikke hos nogen: tag den ud, og skriv den igen med --about.",
      "Did you mean \(names)? The line stands with nobody now: take it out and write it again with --about.")
  }
}
