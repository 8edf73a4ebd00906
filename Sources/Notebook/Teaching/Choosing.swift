internal import Events

/// What is worth showing of all that was heard.
struct Choosing {
  private let heard: Listening.Finding
  private let names: Set<String>
  private let most: Int

  /// Stories in which a word must stand: what stands in one alone may be a name that nobody has told us.
  private static let fewestStories = 2

  init(_ findings: [Listening.Finding], names: Set<String>, most: Int) {
    var heard = Listening.Finding()
    for finding in findings {
      heard.lines += finding.lines
      heard.unread += finding.unread
      heard.words.merge(finding.words) { mine, theirs in
        var both = mine
        both.add(theirs)
        return both
      }
      heard.names.formUnion(finding.names)
      heard.lessons.merge(finding.lessons) { mine, theirs in
        var both = mine
        both.add(theirs)
        return both
      }
    }
    (self.heard, self.names, self.most) = (heard, names.union(heard.names), most)
  }

  var lines: Int { heard.lines }
  var unread: Int { heard.unread }

  private func mayBeShown(_ key: String, _ tally: WordTally) -> Bool {
    tally.stories >= Self.fewestStories && names.isDisjoint(with: key.split(separator: " ").map(String.init))
  }

  // MARK: - Unknown words

  /// The words of most unread lines; two words in place of one that hardly stands without the other.
  var unknown: [(key: String, tally: WordTally)] {
    let all = heard.words.filter { $0.value.isUntold && mayBeShown($0.key, $0.value) }
    let pairs = all.filter { $0.key.contains(" ") && isOne($0.key, $0.value) }
    let within = Set(pairs.keys.flatMap { $0.split(separator: " ").map(String.init) })
    let chosen = all.filter { pairs[$0.key] != nil || !$0.key.contains(" ") && !within.contains($0.key) }
    return chosen.map { (key: $0.key, tally: $0.value) }
      .sorted { ($1.tally.unread, $0.key) < ($0.tally.unread, $1.key) }
      .prefix(most).map(\.self)
  }

  /// Nine of ten lines with either word hold both.
  private func isOne(_ key: String, _ tally: WordTally) -> Bool {
    key.split(separator: " ").allSatisfy { word in
      tally.lines * 10 >= (heard.words[String(word)]?.lines ?? .max / 16) * 9
    }
  }

  // MARK: - Lessons

  /// The corrections that were made most often, and the word that a rule could go by.
  var lessons: [(key: LessonKey, words: LessonWords, word: String?)] {
    heard.lessons.sorted { a, b in
      a.value.lines != b.value.lines ? a.value.lines > b.value.lines : a.key < b.key
    }
    .prefix(most).map { key, words in (key, words, key.holds ? word(of: words) : nil) }
  }

  /// The word that stands in most of the corrected lines and in fewest others: the best rule by its F-measure.
  private func word(of lesson: LessonWords) -> String? {
    let weights = lesson.words.compactMap { key, corrected -> (key: String, weight: Double)? in
      guard let tally = heard.words[key], mayBeShown(key, tally) else { return nil }
      return (key, Double(corrected) / Double(tally.lines + lesson.lines))
    }
    return weights.min { ($1.weight, $0.key) < ($0.weight, $1.key) }?.key
  }

  /// A phrase that would have read the corrected lines; with its mode where they are read as the kind in another.
  func phrase(_ word: String, _ lesson: (key: LessonKey, words: LessonWords, word: String?)) -> Phrase? {
    let tellsMode = lesson.words.otherwise * 2 > lesson.words.lines
    return heard.words[word]?.phrase(mode: tellsMode ? lesson.key.mode : nil)
  }
}

extension LessonKey: Comparable {
  static func < (a: LessonKey, b: LessonKey) -> Bool { a.order < b.order }

  private var order: (String, UInt8, Int, String, String) {
    (kind.rawValue, mode.rawValue, holds ? 1 : 0, phrase?.text ?? "", phrase?.language.rawValue ?? "")
  }
}
