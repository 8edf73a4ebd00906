import Events
import Reading

/// A part of a vocabulary that differs, for machines.
struct PartJSON: Encodable {
  let part: String
  let fate: String
  let added: [String]
  let removed: [String]

  init(_ change: VocabularyChange) {
    (part, fate) = (change.part.name, "\(change.fate)")
    added = change.added.map(\.description)
    removed = change.removed.map(\.description)
  }
}

extension VocabularyChange.Part {
  /// As the file calls it.
  var name: String {
    switch self {
    case .kind(let kind): "\(kind)"
    case .sign(let sign): "sign: \(sign.rawValue)"
    case .set(let name): "set: \(name)"
    case .spellings: "spellings"
    case .forms: "forms"
    }
  }
}

extension VocabularyChange {
  /// Phrases of one part that are shown one by one; of more, the first.
  private static let mostShown = 6

  /// `fodpleje (ny): + fodpleje, fodterapeut`
  func sentence(_ language: Language) -> String {
    let word =
      switch fate {
      case .new: language.say(" (ny)", " (new)")
      case .gone: language.say(" (væk)", " (gone)")
      case .changed: ""
      }
    let lists = [("+", added), ("−", removed)].filter { !$0.1.isEmpty }
    let other = lists.isEmpty ? [language.say("andet end vendinger", "other than phrases")] : []
    return part.name + word + ": "
      + (lists.map { "\($0.0) \(Self.list($0.1))" } + other).joined(separator: "  ")
  }

  private static func list(_ phrases: [Phrase]) -> String {
    let shown = phrases.prefix(mostShown).map(\.description).joined(separator: ", ")
    return phrases.count > mostShown ? "\(shown) … (\(phrases.count))" : shown
  }
}

extension Language {
  /// How many parts and phrases have come and gone.
  func summary(of changes: [VocabularyChange]) -> String {
    let kinds = changes.filter { if case .kind = $0.part { true } else { false } }
    let (new, gone) = (kinds.count { $0.fate == .new }, kinds.count { $0.fate == .gone })
    let (added, removed) = (
      changes.reduce(0) { $0 + $1.added.count }, changes.reduce(0) { $0 + $1.removed.count }
    )
    return say(
      "+\(number(new)) −\(number(gone)) slags, +\(number(added)) −\(number(removed)) vendinger.",
      "+\(number(new)) −\(number(gone)) kinds, +\(number(added)) −\(number(removed)) phrases.")
  }
}
