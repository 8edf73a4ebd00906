import ArgumentParser
import Events
import Foundation
import Journal
import Markup
import Notebook
import Reading
import Rebuild

/// What a look at all lines takes.
struct Surveying: ParsableArguments {
  @Option(name: .long, help: "Lines shown of each; their participants can see that they were read.")
  var examples = 3
  @Option(name: .long, help: "Threads that read.")
  var jobs = ProcessInfo.processInfo.activeProcessorCount
  @Option(name: .long, help: ArgumentHelp("Who looks.", valueName: "helper"))
  var by = ProcessInfo.processInfo.environment["TILLID_HELPER"] ?? ""

  func validate() throws {
    guard (1...256).contains(jobs) else { throw ValidationError("--jobs takes a number from 1 to 256.") }
    guard (0...1000).contains(examples) else {
      throw ValidationError("--examples takes a number from 0 to 1000.")
    }
  }

  var telling: Telling {
    var telling = Telling("")
    telling.by = by
    return telling
  }

  /// Where no line is shown nobody's look is written down, so that it is done beside whoever writes.
  func notebook(_ common: Common) throws -> Notebook {
    guard examples == 0 else { return try common.open() }
    let engine = try common.folder.openForReading()
    return try engine.needsBuilding() ? common.open() : Notebook(engine)
  }

  /// - Parameter times: how often each event is looked at.
  func run<Found>(
    _ engine: Engine, _ common: Common, times: Int = 1, _ look: (Rebuild::Progress) throws -> Found
  ) throws -> Found {
    let line = ProgressLine(common.say("læser linjerne", "reading the lines"), common.lang)
    defer { line.clear() }
    return try look(Rebuild::Progress(total: Int(try engine.journal.end) * times) { line.tell($0, of: $1) })
  }
}

extension VocabularyCommand {
  struct Diff: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Say what a vocabulary would change in the readings of all lines. Nothing is adopted.",
      discussion: """
        Compares the file with the vocabulary that was adopted last; without a file, the words that this version \
        of the program was built with. Lines of the erased, and of those who do not agree to be remembered, are \
        not read. What a helper has corrected stands by either vocabulary.
        """)

    @Argument(help: "The YAML file.", completion: .file()) var file: String?
    @OptionGroup var surveying: Surveying
    @OptionGroup var common: Common

    func run() throws {
      let new = try file.map(VocabularyFile.at) ?? VocabularyFile.standard()
      let notebook = try surveying.notebook(common)
      let old = try notebook.adopted()
      let diff = try surveying.run(notebook.engine, common) {
        try notebook.compare(
          CompiledVocabulary(new), examples: surveying.examples, jobs: surveying.jobs,
          progress: $0, surveying.telling)
      }
      let changes = VocabularyChange.all(from: old.vocabulary, to: new.vocabulary)
      let naming = Naming(old.vocabulary, new.vocabulary, common.lang)
      let lines = LineShowing(names: try notebook.namesMentioned(), common.lang)
      guard !common.json else { return try Terminal.json(DiffJSON(changes, diff, lines)) }
      show(changes)
      show(diff, naming, lines)
    }

    private func show(_ changes: [VocabularyChange]) {
      let heading = Terminal.bold(common.say("I ordforrådet: ", "In the vocabulary: "))
      print(heading + common.lang.summary(of: changes))
      for change in changes { print("  " + change.sentence(common.lang)) }
    }

    private func show(_ diff: ReadingDiff, _ naming: Naming, _ lines: LineShowing) {
      print("\n" + Terminal.bold(common.say("I linjerne: ", "In the lines: ")) + summary(of: diff))
      for (change, extent) in diff.ordered {
        let people = extent.people > 0 ? ", " + common.participants(extent.people) : ""
        let sign = change.isGain ? "+" : "−"
        print("\n\(sign) \(naming(change.kind, change.mode)): \(common.lines(extent.lines))\(people)")
        for example in extent.examples.all { show(example, naming, lines) }
      }
    }

    private func summary(of diff: ReadingDiff) -> String {
      let (changed, all) = (common.lang.number(diff.changedLines), common.lines(diff.lines))
      let (people, reworded) = (common.participants(diff.people), common.lang.number(diff.rewordedLines))
      return common.say(
        "\(changed) af \(all) læses anderledes, hos \(people); \(reworded) fortæller det samme ved andre ord.",
        "\(changed) of \(all) are read otherwise, of \(people); \(reworded) tell the same by other words.")
    }

    private func show(_ example: ChangedLine, _ naming: Naming, _ lines: LineShowing) {
      lines.show(example.shown)
      let change = "\(naming(example.before)) → \(naming(example.after))"
      print(Terminal.quiet("      ‘\(lines(example.words))’ · \(change)"))
    }
  }
}

extension Common {
  func participants(_ count: Int) -> String {
    lang.number(count)
      + say(count == 1 ? " deltager" : " deltagere", count == 1 ? " participant" : " participants")
  }

  func lines(_ count: Int) -> String {
    lang.number(count) + say(count == 1 ? " linje" : " linjer", count == 1 ? " line" : " lines")
  }
}

private struct DiffJSON: Encodable {
  struct Change: Encodable {
    let kind: Kind
    let mode: Mode
    let change: String
    let lines: Int
    let participants: Int
    let examples: [Shown]
  }

  struct Shown: Encodable {
    let event: EventID
    let line: String
    let words: String
    let before: [ReadingJSON]
    let after: [ReadingJSON]
  }

  let vocabulary: [PartJSON]
  let lines: Int
  let changedLines: Int
  let rewordedLines: Int
  let participants: Int
  let changes: [Change]

  init(_ parts: [VocabularyChange], _ diff: ReadingDiff, _ showing: LineShowing) {
    vocabulary = parts.map(PartJSON.init)
    (lines, changedLines, rewordedLines) = (diff.lines, diff.changedLines, diff.rewordedLines)
    participants = diff.people
    changes = diff.ordered.map { change, extent in
      Change(
        kind: change.kind, mode: change.mode, change: change.isGain ? "gained" : "lost", lines: extent.lines,
        participants: extent.people,
        examples: extent.examples.all.map {
          Shown(
            event: $0.shown.event, line: showing($0.shown.line), words: showing($0.words),
            before: $0.before.map(ReadingJSON.init), after: $0.after.map(ReadingJSON.init))
        })
    }
  }
}

extension ReadingJSON {
  init(_ given: GivenReading) { self.init(kind: given.kind, mode: given.mode, words: nil) }
}
