import Events
import Markup
import Notebook

/// Shows lines and kinds to whoever teaches the words, with names only where they may be seen.
struct LineShowing {
  private let names: (Handle) -> String?
  private let language: Language

  init(names: @escaping (Handle) -> String?, _ language: Language) {
    (self.names, self.language) = (names, language)
  }

  func callAsFunction(_ line: Line) -> String {
    line.shown(unnamed: language.say("en person", "a person"), name: names)
  }

  func show(_ example: Example) {
    print(
      "    “\(self(example.line))”  "
        + Terminal.quiet("\(language.date(example.happened)) · \(example.event)"))
  }
}

/// What kinds are called by one vocabulary, or by another where that has them no more.
struct Naming {
  private let names: [Kind: String]
  private let language: Language

  init(_ vocabularies: Vocabulary..., language: Language) {
    let all = vocabularies.flatMap(\.kinds).map { ($0.kind, language.say($0.danish, $0.english)) }
    names = Dictionary(all) { $1 }
    self.language = language
  }

  init(_ old: Vocabulary, _ new: Vocabulary, _ language: Language) { self.init(old, new, language: language) }

  /// `aftalt: tandlæge (dentist:arranged)`: in words, and as a command takes it.
  func callAsFunction(_ kind: Kind, _ mode: Mode) -> String {
    "\(language.telling(names[kind] ?? kind.rawValue, mode)) (\(kind):\(mode))"
  }

  func callAsFunction(_ readings: [GivenReading]) -> String {
    readings.isEmpty
      ? language.say("intet", "nothing")
      : readings.map { language.telling(names[$0.kind] ?? $0.kind.rawValue, $0.mode) }.joined(separator: ", ")
  }
}
