import ArgumentParser
import Events
import Foundation
import Notebook
import Reading
import Rebuild

struct VocabularyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "vocabulary",
    abstract: "The words by which lines are read: show, check, diff, adopt, and what they could learn.",
    subcommands: [Show.self, Check.self, Diff.self, Adopt.self, Suggest.self])

  struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Print the vocabulary that was adopted last, as YAML; before the first, the program's own.")
    @Option(name: .long, help: ArgumentHelp("The one that this event adopted.", valueName: "event"))
    var of: EventID?
    @OptionGroup var common: Common

    func run() throws {
      let adopted =
        if let of {
          try common.open().vocabulary(adoptedBy: of)
        } else {
          common.folder.exists ? try common.folder.open().adoptedVocabulary()?.yaml : nil
        }
      let text = try adopted.map { String(decoding: $0, as: UTF8.self) } ?? VocabularyFile.standard().text
      print(text, terminator: "")
    }
  }

  struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Say what is wrong with a file, line by line, and what is probably not meant.")
    @Argument(help: "The YAML file.", completion: .file()) var file: String
    @Flag(name: .long, help: "Warn also of what stands in the vocabulary that holds now.") var all = false
    @OptionGroup var common: Common

    func run() throws {
      let checked = try VocabularyFile.at(file)
      let old = all ? [] : try Set(held().warnings().map(\.phrase))
      let (size, warnings) = (checked.vocabulary.size, checked.warnings().filter { !old.contains($0.phrase) })
      guard !common.json else { return try Terminal.json(CheckJSON(size, warnings)) }
      for warning in warnings {
        print(
          common.say("advarsel, linje ", "warning, line ") + "\(warning.phrase.line): \(warning.sentence)")
      }
      print(
        common.say(
          "\(file) er i orden: \(common.lang.number(size.kinds)) slags, \(common.lang.number(size.phrases)) vendinger.",
          "\(file) is in order: \(common.lang.number(size.kinds)) kinds, \(common.lang.number(size.phrases)) phrases."
        ))
    }

    private func held() throws -> VocabularyFile {
      try common.folder.exists ? common.open().adopted() : .standard()
    }
  }

  struct Adopt: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Take a file into use: an event in the log. The views say so and wait for a rebuild.",
      discussion: "See first what it would change: tillid vocabulary diff FILE")
    @Argument(help: "The YAML file.", completion: .file()) var file: String?
    @Option(
      name: .long, help: ArgumentHelp("Take back the vocabulary that this event adopted.", valueName: "event")
    )
    var again: EventID?
    @OptionGroup var circumstances: Circumstances
    @OptionGroup var common: Common

    func validate() throws {
      guard (file == nil) != (again == nil) else { throw ValidationError("Give a file, or --again EVENT.") }
    }

    func run() throws {
      let notebook = try common.open()
      let new = try text(notebook)
      let (old, undo) = (try notebook.adopted(), notebook.engine.adoptedVocabulary()?.event)
      guard new.text != old.text else { return try holdsAlready() }
      let event = try notebook.adopt(yaml: new.bytes, try circumstances.telling())
      let changes = VocabularyChange.all(from: old.vocabulary, to: new.vocabulary)
      guard !common.json else { return try Terminal.json(AdoptedJSON(adopted: event, undo: undo, changes)) }
      print(common.say("Taget i brug: ", "Adopted: ") + common.lang.summary(of: changes))
      print(
        common.say(
          "Visningerne er forældede, til de er læst igen: tillid rebuild",
          "The views are stale until they are read anew: tillid rebuild"))
      if let undo {
        print(common.say("Fortryd: ", "Undo: ") + "tillid vocabulary adopt --again \(undo)")
      }
    }

    private func text(_ notebook: Notebook) throws -> VocabularyFile {
      if let file { return try VocabularyFile.at(file) }
      let yaml = try again.map(notebook.vocabulary) ?? []
      return try VocabularyFile(String(decoding: yaml, as: UTF8.self))
    }

    private func holdsAlready() throws {
      try common.answer(
        common.say(
          "Det er det ordforråd, der gælder; intet er ændret.",
          "This is the vocabulary that holds; nothing was changed."),
        json: AdoptedJSON(adopted: nil, undo: nil, []))
    }
  }
}

private struct CheckJSON: Encodable {
  struct Warning: Encodable {
    let line: Int
    let phrase: String
    let text: String
  }

  let kinds: Int
  let phrases: Int
  let warnings: [Warning]

  init(_ size: (kinds: Int, phrases: Int), _ warnings: [VocabularyWarning]) {
    (kinds, phrases) = size
    self.warnings = warnings.map {
      Warning(line: $0.phrase.line, phrase: $0.phrase.description, text: $0.text)
    }
  }
}

private struct AdoptedJSON: Encodable {
  /// Nil where the vocabulary held already.
  let adopted: EventID?
  let undo: EventID?
  let changes: [PartJSON]

  init(adopted: EventID?, undo: EventID?, _ changes: [VocabularyChange]) {
    (self.adopted, self.undo, self.changes) = (adopted, undo, changes.map(PartJSON.init))
  }
}

extension Vocabulary {
  fileprivate var size: (kinds: Int, phrases: Int) {
    (kinds.count, kinds.reduce(0) { $0 + $1.phrases.count })
  }
}
