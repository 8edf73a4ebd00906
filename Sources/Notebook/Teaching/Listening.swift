internal import Events
internal import Reading
internal import Rebuild

/// Counts the words of all lines, and hears what helpers have corrected.
final class Listening: Surveyor {
  struct Finding: Sendable {
    var lines = 0
    var unread = 0
    var words: [String: WordTally] = [:]
    /// Words that somebody is called, or that are written like a name.
    var names: Set<String> = []
    var lessons: [LessonKey: LessonWords] = [:]
  }

  /// More words than these are not kept: those that stand in one line alone go first.
  private static let mostWords = 400_000

  private var reader: LineReader
  private var plain: PlainWords
  private(set) var finding = Finding()
  /// Words of the story that is looked at.
  private var met: Set<String> = []

  init(_ vocabulary: CompiledVocabulary) {
    reader = LineReader(vocabulary)
    plain = PlainWords(vocabulary)
  }

  func look(at story: [Entry], of keeper: Handle) {
    met.removeAll(keepingCapacity: true)
    for entry in story {
      if let line = entry.line { listen(to: line.text, entry.event) }
    }
    for word in met { finding.words[word]?.stories += 1 }
    if finding.words.count > Self.mostWords { finding.words = finding.words.filter { $0.value.lines > 1 } }
  }

  private func listen(to line: String, _ event: Event) {
    let words = plain.words(of: line)
    let isUnread = event.given.isEmpty && reader.read(line).readings.isEmpty
    finding.lines += 1
    if isUnread { finding.unread += 1 }
    for name in [event.by, event.at] { finding.names.formUnion(plain.stems(ofName: name)) }
    for word in words where word.isName { finding.names.insert(word.stem) }
    let telling = words.telling
    for (key, word) in telling { count(key, word, isUnread) }
    if !event.given.isEmpty { learn(event.given, reader.explain(line), Set(telling.keys)) }
  }

  private func count(_ key: String, _ word: (form: String, isKnown: Bool), _ isUnread: Bool) {
    var tally = finding.words.removeValue(forKey: key) ?? WordTally()
    tally.lines += 1
    if isUnread { tally.unread += 1 }
    if plain.language == .english { tally.english += 1 }
    if word.isKnown { tally.isUnknown = false }
    tally.note(word.form)
    finding.words[key] = tally
    met.insert(key)
  }

  /// What the line tells by its words against what a helper says that it tells.
  private func learn(_ given: [GivenReading], _ explained: [Explained], _ words: Set<String>) {
    for lesson in given.lessons(explained) {
      let isOtherwise = explained.contains { $0.reading.kind == lesson.kind }
      finding.lessons[lesson, default: LessonWords()].note(lesson.holds ? words : [], isOtherwise)
    }
  }
}

extension [PlainWord] {
  /// By stem, each word that may tell something, and each two of them side by side that no phrase knows.
  var telling: [String: (form: String, isKnown: Bool)] {
    var found: [String: (form: String, isKnown: Bool)] = [:]
    for (i, word) in enumerated() where word.isTelling {
      found[word.stem] = (word.text, word.isKnown)
      guard i > 0, word.isJoined, !word.isKnown, self[i - 1].isTelling, !self[i - 1].isKnown else { continue }
      found["\(self[i - 1].stem) \(word.stem)"] = ("\(self[i - 1].text) \(word.text)", false)
    }
    return found
  }
}
