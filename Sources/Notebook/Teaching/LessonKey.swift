internal import Events
internal import Reading

/// What corrections have in common that say the same.
struct LessonKey: Hashable, Sendable {
  var kind: Kind
  var mode: Mode
  var holds: Bool
  /// The phrase that misled; nil where the helper told what was not read.
  var phrase: Phrase?
}

/// The words of the lines that were corrected alike.
struct LessonWords: Sendable {
  private(set) var lines = 0
  /// Lines that are read as the kind in another mode.
  private(set) var otherwise = 0
  /// By stem.
  private(set) var words: [String: Int] = [:]

  mutating func note(_ stems: Set<String>, _ isOtherwise: Bool) {
    lines += 1
    if isOtherwise { otherwise += 1 }
    for stem in stems { words[stem, default: 0] += 1 }
  }

  mutating func add(_ other: LessonWords) {
    lines += other.lines
    otherwise += other.otherwise
    words.merge(other.words, uniquingKeysWith: +)
  }
}

extension [GivenReading] {
  /// Where these differ from what the words tell: where they agree there is nothing left to learn.
  func lessons(_ explained: [Explained]) -> [LessonKey] {
    guard !isEmpty else { return [] }
    let read = explained.map(\.reading)
    let standing = applied(to: read)
    let lost = explained.filter { told in !standing.contains { $0.says(told.reading) } }
    let gained = standing.filter { told in !read.contains { $0.says(told) } }
    return lost.map {
      LessonKey(kind: $0.reading.kind, mode: $0.reading.mode, holds: false, phrase: $0.phrase)
    } + gained.map { LessonKey(kind: $0.kind, mode: $0.mode, holds: true) }
  }
}

extension Reading {
  func says(_ other: Reading) -> Bool { kind == other.kind && mode == other.mode }
}
