import ArgumentParser
import Events
import Foundation
import Notebook
import Reading
import Rebuild

struct Read: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Show what is read out of a line, and why. Nothing is kept.",
    discussion: """
      Under each reading stand the phrase of the vocabulary that showed it, its line in the file that ‘tillid \
      vocabulary show’ prints, and the words around it that gave the mode. With --jsonl, lines {"id","text"} on \
      standard input are answered by {"id","readings"}.
      """)

  @Argument(help: "The line.") var line: String?
  @Flag(name: .long, help: "Read JSON lines from standard input.") var jsonl = false
  @Flag(name: .long, help: "With --jsonl, give the phrase and the signs of each reading as well.") var why =
    false
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
    let words = try words()
    var reader = LineReader(words)
    if let line { return try explain(line, words, &reader) }
    let decoder = JSONDecoder()
    try StandardInput.eachLine { number, text in
      guard !text.isEmpty else { return }
      let asked: Asked
      do {
        asked = try decoder.decode(Asked.self, from: Data(text.utf8))
      } catch {
        throw CommandError.badJSON(line: number, "\(error)")
      }
      try answer(asked, &reader)
    }
  }

  private func answer(_ asked: Asked, _ reader: inout LineReader) throws {
    if why {
      let readings = reader.explain(asked.text).map { ExplainedJSON($0, in: asked.text) }
      return try Terminal.jsonLine(Answered(id: asked.id, readings: readings))
    }
    let readings = reader.read(asked.text).readings.map { $0.json(in: asked.text) }
    try Terminal.jsonLine(Answered(id: asked.id, readings: readings))
  }

  /// The file's, else the log's, else the default words.
  private func words() throws -> CompiledVocabulary {
    if let vocabulary { return CompiledVocabulary(try VocabularyFile.at(vocabulary)) }
    guard common.folder.exists else { return CompiledVocabulary(try VocabularyFile.standard()) }
    return try common.folder.open().words()
  }

  private func explain(_ line: String, _ words: CompiledVocabulary, _ reader: inout LineReader) throws {
    let explained = reader.explain(line)
    guard !common.json else {
      return try Terminal.json(Answered(id: "", readings: explained.map { ExplainedJSON($0, in: line) }))
    }
    if explained.isEmpty {
      print(common.say("Linjen fortæller intet, vi kender.", "The line tells nothing that we know."))
    }
    for told in explained { show(told, line) }
    let reading = reader.read(line)
    let counts = reading.counts
    for case (let what, let count?) in [
      ("heads", counts.heads), ("meals", counts.meals), ("new", counts.newFaces),
    ] { show(what, "\(count)") }
    for time in words.times.read(line, at: Now.read().civil) {
      show(
        common.say("tid", "time"), common.lang.dated(time.when, words: line.text(at: time.told.words)))
    }
    for place in reading.unasked {
      show(common.say("spørg ikke om", "do not ask about"), "‘\(line.text(at: place))’")
    }
  }

  private func show(_ what: String, _ told: String) { print("\(what.padding(to: 22)) \(told)") }

  private func show(_ told: Explained, _ line: String) {
    let reading = told.reading
    print(
      "\(reading.kind.rawValue.padding(to: 22)) \(reading.mode.description.padding(to: 9)) ‘\(line.text(at: reading.words))’"
    )
    let rule =
      common.say("linje \(told.phrase.line): ", "line \(told.phrase.line): ")
      + told.phrase.short
    let signs = told.because.map { " · ‘\(line.text(at: $0.words))’ → \($0.sign.rawValue)" }
    print(Terminal.quiet("  " + rule + signs.joined()))
  }
}

private struct Asked: Decodable {
  let id: String
  let text: String
}

private struct Answered<Readings: Encodable>: Encodable {
  let id: String
  let readings: Readings
}

/// A reading with its reasons.
private struct ExplainedJSON: Encodable {
  struct Because: Encodable {
    let sign: String
    let words: String
  }

  let kind: Kind
  let mode: Mode
  let words: String
  let phrase: String
  let line: Int
  let because: [Because]

  init(_ told: Explained, in text: String) {
    (kind, mode) = (told.reading.kind, told.reading.mode)
    words = text.text(at: told.reading.words)
    phrase = told.phrase.description
    line = told.phrase.line
    because = told.because.map { Because(sign: $0.sign.rawValue, words: text.text(at: $0.words)) }
  }
}

extension String {
  /// The words of a reading, by their place in the UTF-8.
  fileprivate func text(at words: Range<Int>) -> String {
    guard words.upperBound <= utf8.count else { return "" }
    let start = utf8.index(utf8.startIndex, offsetBy: words.lowerBound)
    return String(decoding: utf8[start...].prefix(words.count), as: UTF8.self)
  }
}

extension Reading {
  fileprivate func json(in line: String) -> ReadingJSON {
    ReadingJSON(kind: kind, mode: mode, words: line.text(at: words))
  }
}
