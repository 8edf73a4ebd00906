public import Events

/// What one part of a vocabulary gains and loses against another vocabulary.
public struct VocabularyChange: Hashable, Sendable {
  public enum Part: Hashable, Sendable {
    case kind(Kind)
    case sign(Sign)
    case set(String)
    case spellings, forms
  }

  public enum Fate: Hashable, Sendable { case new, gone, changed }

  public let part: Part
  public let fate: Fate
  public let added: [Phrase]
  public let removed: [Phrase]

  /// Every part that differs: kinds first, as the newer file has them, then what it has no more.
  public static func all(from old: Vocabulary, to new: Vocabulary) -> [VocabularyChange] {
    let (before, after) = (parts(of: old), parts(of: new))
    let gone = before.filter { part in !after.contains { $0.part == part.part } }
    let earlier = Dictionary(before.map { ($0.part, $0) }) { first, _ in first }
    return after.compactMap { change(from: earlier[$0.part], to: $0) }
      + gone.map { VocabularyChange(part: $0.part, fate: .gone, added: [], removed: $0.phrases) }
  }

  /// A part as it is compared: its phrases, and all else that is said of it.
  private struct Content {
    var part: Part
    var phrases: [Phrase]
    var rest: AnyHashable?
  }

  private static func change(from old: Content?, to new: Content) -> VocabularyChange? {
    guard let old else {
      return VocabularyChange(part: new.part, fate: .new, added: new.phrases, removed: [])
    }
    let (before, after) = (Set(old.phrases), Set(new.phrases))
    guard before != after || old.rest != new.rest else { return nil }
    return VocabularyChange(
      part: new.part, fate: .changed, added: new.phrases.filter { !before.contains($0) },
      removed: old.phrases.filter { !after.contains($0) })
  }

  private static func parts(of vocabulary: Vocabulary) -> [Content] {
    let kinds = vocabulary.kinds.map { kind in
      var bare = kind
      bare.phrases = []
      return Content(part: .kind(kind.kind), phrases: kind.phrases, rest: bare)
    }
    let signs = Dictionary(grouping: vocabulary.signs, by: \.sign)
    return kinds
      + Sign.allCases.compactMap { sign in
        signs[sign].map { Content(part: .sign(sign), phrases: $0.flatMap(\.phrases)) }
      }
      + vocabulary.sets.map { Content(part: .set($0.name), phrases: $0.phrases) }
      + [
        Content(part: .spellings, phrases: vocabulary.spellings.flatMap(\.phrases)),
        Content(part: .forms, phrases: vocabulary.forms.flatMap(\.phrases)),
      ]
  }
}

extension Spelling {
  /// Each way of writing by itself, as `ikke: ik`.
  fileprivate var phrases: [Phrase] { variants.map { Phrase("\(word): \($0)", language) } }
}
