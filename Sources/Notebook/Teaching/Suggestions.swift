public import Events

/// What the log could teach the vocabulary.
public struct Suggestions: Sendable {
  /// Lines that were read, and of these those that tell nothing.
  public let lines: Int
  public let unreadLines: Int
  /// Words that no phrase knows, or only longer ones, by the unread lines that hold them.
  public let unknown: [UnknownWords]
  /// What helpers have said of lines, by how often.
  public let lessons: [Lesson]
}

/// A word, or two side by side, that no phrase asks for by themselves.
public struct UnknownWords: Sendable {
  /// As a phrase of the vocabulary would be written.
  public let phrase: Phrase
  /// Longer phrases ask for it.
  public let isWithinPhrases: Bool
  public let unreadLines: Int
  /// Lines that hold them and tell something.
  public let readLines: Int
  public let examples: Examples<Example>
}

/// Corrections that say the same.
public struct Lesson: Sendable {
  public let kind: Kind
  public let mode: Mode
  /// The lines do tell it; else they do not, though they are read so.
  public let holds: Bool
  public let correctedLines: Int
  /// The phrase that misled, as it stands in the vocabulary; or one that could be added. Nil where no word is
  /// common enough to be nobody's name.
  public let phrase: Phrase?
  /// Lines with the same words that nobody corrected.
  public let otherLines: Int
  public let examples: Examples<Example>
}

extension Suggestions {
  init(
    _ choice: Choosing, _ unknown: [(key: String, tally: WordTally)],
    _ lessons: [(key: LessonKey, words: LessonWords, word: String?)], _ recalled: Recalling.Finding, most: Int
  ) {
    (lines, unreadLines) = (choice.lines, choice.unread)
    self.unknown = unknown.map { key, tally in
      UnknownWords(
        phrase: tally.phrase(), isWithinPhrases: !tally.isUnknown, unreadLines: tally.unread,
        readLines: tally.lines - tally.unread,
        examples: recalled.unknown[key] ?? Examples(most: most))
    }
    self.lessons = lessons.enumerated().map { place, lesson in
      let found = recalled.lessons[place]
      return Lesson(
        kind: lesson.key.kind, mode: lesson.key.mode, holds: lesson.key.holds,
        correctedLines: lesson.words.lines,
        phrase: lesson.key.phrase ?? lesson.word.flatMap { choice.phrase($0, lesson) },
        otherLines: found?.others ?? 0, examples: found?.examples ?? Examples(most: most))
    }
  }
}
