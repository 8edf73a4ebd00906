import Events

/// What a phrase tells when it is found: a kind or a sign.
struct Meaning: Sendable {
  /// The kind's place in the vocabulary; -1 for a sign.
  var kind: Int32 = -1
  /// In `CompiledVocabulary.phrases`.
  var phrase: Int32 = -1
  /// Empty for a kind.
  var sign: SignSet = []
  /// Of the kind.
  var traits: KindTraits = []
  var mode: Mode?
  var language: Language

  var isKind: Bool { kind >= 0 }

  /// The sign of a language, which is no hit.
  var isLanguage: Bool { sign == .danish || sign == .english }

  func says(_ other: Meaning) -> Bool {
    kind == other.kind && sign == other.sign && mode == other.mode && language == other.language
  }
}
