internal import Events
internal import Journal
internal import Names
public import Reading
public import Rebuild

/// Teaching the program a word: what a change would do, and what it should be.
extension Notebook {
  /// What lines would tell by these words against what they tell by those that were adopted last. Nothing is
  /// adopted. Whose line is among the examples has it in their story that it was read.
  public func compare(
    _ new: CompiledVocabulary, examples: Int, jobs: Int, progress: Progress, _ telling: Telling = Telling("")
  ) throws -> ReadingDiff {
    let old = try engine.wordsAdopted()
    var diff = ReadingDiff()
    for part in try engine.survey(
      jobs: jobs, progress: progress, { Comparing(old, new, examples: examples) })
    { diff.add(part) }
    try recordShown(diff.changes.values.flatMap(\.examples.all).map(\.shown), telling)
    return diff
  }

  /// What unread lines and corrections could teach, most frequent first. Whose line is among the examples has it
  /// in their story that it was read. No name of anybody is proposed as a word.
  /// - Parameter progress: told events done; all of them are gone through twice.
  public func suggest(
    most: Int, examples: Int, jobs: Int, progress: Progress, _ telling: Telling = Telling("")
  ) throws -> Suggestions {
    let words = try engine.wordsAdopted()
    let choice = Choosing(
      try engine.survey(jobs: jobs, progress: progress) { Listening(words) }, names: try nameStems(words),
      most: most)
    let (unknown, lessons) = (choice.unknown, choice.lessons)
    let keys = Set(unknown.map(\.key))
    let asked = lessons.map { (key: $0.key, word: $0.word) }
    var recalled = Recalling.Finding()
    for part in try engine.survey(
      jobs: jobs, progress: progress, { Recalling(words, keys, asked, examples: examples) })
    { recalled.add(part) }
    try recordShown(recalled.examples, telling)
    return Suggestions(choice, unknown, lessons, recalled, most: examples)
  }

  /// The words of all names and aliases, as stems.
  private func nameStems(_ vocabulary: CompiledVocabulary) throws -> Set<String> {
    let plain = NameWords(vocabulary)
    try engine.each(Names.self) { _, view in
      for name in view.all { plain.add(name) }
    }
    return plain.stems
  }

  /// The vocabulary that was adopted last, by which the views are read after the next rebuild.
  public func adopted() throws -> VocabularyFile {
    guard let adopted = engine.adoptedVocabulary() else { throw RebuildError.noVocabulary }
    do throws(VocabularyError) {
      return try VocabularyFile(checked: String(decoding: adopted.yaml, as: UTF8.self))
    } catch {
      throw RebuildError.badVocabulary(adopted.event, error.description)
    }
  }

  /// Lines are shown to whoever teaches the words: each participant among them can see that theirs was. Written
  /// before anything is shown; those whose lines were only counted have not been read by anybody.
  func recordShown(_ examples: [Example], _ telling: Telling) throws {
    try recordReading(of: examples.map(\.handle), view: "lines", purpose: "vocabulary", telling)
  }
}

/// The words that names are made of.
private final class NameWords {
  private var plain: PlainWords
  private(set) var stems: Set<String> = []

  init(_ vocabulary: CompiledVocabulary) { plain = PlainWords(vocabulary) }

  func add(_ name: String) { stems.formUnion(plain.stems(ofName: name)) }
}
