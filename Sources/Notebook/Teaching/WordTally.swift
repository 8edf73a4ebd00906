internal import Events

/// In how many lines a word stands, or two words side by side.
struct WordTally: Sendable {
  var lines = 0
  /// Of these, those that tell nothing.
  var unread = 0
  /// Stories that it stands in; each line of the organisation's is one.
  var stories = 0
  /// Lines that are English by their small words.
  var english = 0
  /// No phrase asks for it.
  var isUnknown = true
  /// As it is written, and how often.
  private(set) var forms: [String: Int] = [:]

  /// No phrase asks for it; or only longer ones do, and most lines that hold it tell nothing.
  var isUntold: Bool { unread > 0 && (isUnknown || unread * 4 >= lines * 3) }

  /// More ways of writing a word than these are not counted.
  private static let mostForms = 8

  mutating func note(_ form: String) {
    guard forms[form] != nil || forms.count < Self.mostForms else { return }
    forms[form, default: 0] += 1
  }

  mutating func add(_ other: WordTally) {
    lines += other.lines
    unread += other.unread
    stories += other.stories
    english += other.english
    isUnknown = isUnknown && other.isUnknown
    forms.merge(other.forms, uniquingKeysWith: +)
  }

  /// As it would stand in the vocabulary: as it is mostly written, of equal ones the shortest.
  func phrase(mode: Mode? = nil) -> Phrase {
    let form = forms.min { a, b in
      (-a.value, a.key.count, a.key) < (-b.value, b.key.count, b.key)
    }
    return Phrase(form?.key ?? "", english * 2 > lines ? .english : .danish, mode: mode)
  }
}
