import ArgumentParser
import Events
import Foundation
import Notebook
import Reading
import Rebuild

struct Read: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Show what is read out of a line, and the words that show it. Nothing is kept.",
    discussion:
      "With --jsonl, lines {\"id\",\"text\"} on standard input are answered by {\"id\",\"readings\"}.")

  @Argument(help: "The line.") var line: String?
  @Flag(name: .long, help: "Read JSON lines from standard input.") var jsonl = false
  @Option(
    name: .long, help: ArgumentHelp("Read with this vocabulary instead.", valueName: "file"),
    completion: .file())
  var vocabulary: String?
  @OptionGroup var common: Common

  func validate() throws {
    guard jsonl != (line != nil) else {
      throw ValidationError("Give a line, or --jsonl with lines on standard input.")
    }
  }

  func run() throws {
    var reader = LineReader(try words())
    guard jsonl else { return try show(reader.read(line ?? ""), line ?? "") }
    let decoder = JSONDecoder()
    try StandardInput.eachLine { number, text in
      guard !text.isEmpty else { return }
      let asked: Asked
      do {
        asked = try decoder.decode(Asked.self, from: Data(text.utf8))
      } catch {
        throw CommandError.badJSON(line: number, "\(error)")
      }
      let readings = reader.read(asked.text).readings.map { $0.json(in: asked.text) }
      try Terminal.jsonLine(Answered(id: asked.id, readings: readings))
    }
  }

  /// The file's, else the log's, else the default words.
  private func words() throws -> CompiledVocabulary {
    if let vocabulary { return CompiledVocabulary(try VocabularyFile.at(vocabulary)) }
    guard common.folder.exists else { return CompiledVocabulary(try VocabularyFile.standard().vocabulary) }
    return try common.folder.open().words()
  }

  private func show(_ told: LineReading, _ line: String) throws {
    guard !common.json else {
      return try Terminal.json(Answered(id: "", readings: told.readings.map { $0.json(in: line) }))
    }
    if told.readings.isEmpty {
      print(common.say("Linjen fortæller intet, vi kender.", "The line tells nothing that we know."))
    }
    for reading in told.readings {
      print(
        "\(reading.kind.rawValue.padding(to: 22)) \(reading.mode.description.padding(to: 9)) ‘\(reading.text(in: line))’"
      )
    }
    let counts = [("heads", told.counts.heads), ("meals", told.counts.meals), ("new", told.counts.newFaces)]
    for case (let what, let count?) in counts { print("\(what.padding(to: 22)) \(count)") }
  }
}

private struct Asked: Decodable {
  let id: String
  let text: String
}

private struct Answered: Encodable {
  let id: String
  let readings: [ReadingJSON]
}

extension Reading {
  func text(in line: String) -> String {
    let bytes = line.utf8
    guard words.upperBound <= bytes.count else { return "" }
    let start = bytes.index(bytes.startIndex, offsetBy: words.lowerBound)
    return String(decoding: bytes[start...].prefix(words.count), as: UTF8.self)
  }

  fileprivate func json(in line: String) -> ReadingJSON {
    ReadingJSON(kind: kind, mode: mode, words: text(in: line))
  }
}

extension VocabularyFile {
  /// Reads a file; the error names it.
  static func at(_ path: String) throws -> Vocabulary {
    try VocabularyFile(try text(at: path)).vocabulary
  }

  static func text(at path: String) throws -> String {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw CommandError.unreadableFile(path, "there is no such file, or it may not be read")
    }
    guard let text = String(validating: data, as: UTF8.self) else {
      throw CommandError.unreadableFile(path, "it is not valid UTF-8; convert it with iconv")
    }
    return text
  }
}

struct VocabularyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "vocabulary", abstract: "The words by which lines are read: show, check, adopt.",
    subcommands: [Show.self, Check.self, Adopt.self])

  struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Print the vocabulary that holds now, as YAML.")
    @OptionGroup var common: Common

    func run() throws {
      let adopted = common.folder.exists ? try common.folder.open().adoptedVocabulary() : nil
      let text =
        try adopted.map { String(decoding: $0.yaml, as: UTF8.self) } ?? VocabularyFile.standard().text
      print(text, terminator: "")
    }
  }

  struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Say what is wrong with a file, line by line.")
    @Argument(help: "The YAML file.", completion: .file()) var file: String
    @OptionGroup var common: Common

    func run() throws {
      let vocabulary = try VocabularyFile.at(file)
      let phrases = vocabulary.kinds.reduce(0) { $0 + $1.phrases.count }
      try common.answer(
        common.say(
          "\(file) er i orden: \(vocabulary.kinds.count) slags, \(phrases) vendinger.",
          "\(file) is in order: \(vocabulary.kinds.count) kinds, \(phrases) phrases."),
        json: ["kinds": vocabulary.kinds.count, "phrases": phrases])
    }
  }

  struct Adopt: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Take a file into use: an event in the log. The views say so and wait for a rebuild.")
    @Argument(help: "The YAML file.", completion: .file()) var file: String
    @OptionGroup var circumstances: Circumstances
    @OptionGroup var common: Common

    func run() throws {
      let text = try VocabularyFile.text(at: file)
      _ = try VocabularyFile(text)
      try common.open().adopt(yaml: Array(text.utf8), try circumstances.telling())
      try common.answer(
        common.say(
          "Taget i brug. Visningerne læses med de nye ord efter: tillid rebuild",
          "Adopted. The views are read by the new words after: tillid rebuild"), json: ["adopted": file])
    }
  }
}
