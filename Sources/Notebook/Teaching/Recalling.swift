internal import Events
internal import Reading
internal import Rebuild

/// Goes once more through all lines for those that show what was chosen.
final class Recalling: Surveyor {
  struct Finding: Sendable {
    /// By the words, and by the lesson's place.
    var unknown: [String: Examples<Example>] = [:]
    var lessons: [Int: (others: Int, examples: Examples<Example>)] = [:]

    var examples: [Example] { unknown.values.flatMap(\.all) + lessons.values.flatMap(\.examples.all) }

    mutating func add(_ other: Finding) {
      for (word, examples) in other.unknown { unknown[word, default: examples].add(examples) }
      for (place, found) in other.lessons {
        guard var mine = lessons[place] else {
          lessons[place] = found
          continue
        }
        mine.others += found.others
        mine.examples.add(found.examples)
        lessons[place] = mine
      }
    }
  }

  private var reader: LineReader
  private var plain: PlainWords
  private let unknown: Set<String>
  private let lessons: [(key: LessonKey, word: String?)]
  /// Kinds that were taken off some line.
  private let misread: Set<Kind>
  private let most: Int
  private(set) var finding = Finding()

  init(
    _ vocabulary: CompiledVocabulary, _ unknown: Set<String>, _ lessons: [(key: LessonKey, word: String?)],
    examples: Int
  ) {
    reader = LineReader(vocabulary)
    plain = PlainWords(vocabulary)
    (self.unknown, self.lessons, most) = (unknown, lessons, examples)
    misread = Set(lessons.filter { !$0.key.holds }.map(\.key.kind))
  }

  func look(at story: [Entry], of keeper: Handle) {
    for entry in story {
      if let line = entry.line { recall(line, entry, keeper) }
    }
  }

  private func recall(_ line: Line, _ entry: Entry, _ keeper: Handle) {
    let readings = reader.read(line.text).readings
    let given = entry.event.given
    let words = Set(plain.words(of: line.text).telling.keys)
    let example = Example(entry, keeper)
    if readings.isEmpty, given.isEmpty {
      for word in words.intersection(unknown) {
        finding.unknown[word, default: Examples(most: most)].add(example)
      }
    }
    // Few lines are corrected or read as what was corrected, and only they need be explained.
    let explained =
      given.isEmpty && !readings.contains { misread.contains($0.kind) } ? [] : reader.explain(line.text)
    recall(given.lessons(explained), explained, words, example)
  }

  private func recall(
    _ taught: [LessonKey], _ explained: [Explained], _ words: Set<String>, _ example: Example
  ) {
    for (place, lesson) in lessons.enumerated() {
      if taught.contains(lesson.key) {
        finding.lessons[place, default: (0, Examples(most: most))].examples.add(example)
      } else if shows(explained, words, lesson) {
        finding.lessons[place, default: (0, Examples(most: most))].others += 1
      }
    }
  }

  /// Whether the line holds what the lesson is about.
  private func shows(
    _ explained: [Explained], _ words: Set<String>, _ lesson: (key: LessonKey, word: String?)
  ) -> Bool {
    guard let phrase = lesson.key.phrase else { return lesson.word.map(words.contains) ?? false }
    return explained.contains {
      $0.reading.kind == lesson.key.kind && $0.reading.mode == lesson.key.mode && $0.phrase == phrase
    }
  }
}
