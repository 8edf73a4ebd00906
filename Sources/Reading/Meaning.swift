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
  /// Where no other word may stand beside it.
  var edges: Edges = []

  var isKind: Bool { kind >= 0 }

  /// The sign of a language, which is no hit.
  var isLanguage: Bool { sign == .danish || sign == .english }

  func says(_ other: Meaning) -> Bool {
    kind == other.kind && sign == other.sign && mode == other.mode && language == other.language
      && edges == other.edges
  }
}

/// The sides of a phrase on which nothing stands but a sign, or the end of the line.
struct Edges: OptionSet, Hashable {
  let rawValue: UInt8

  static let before = Edges(rawValue: 1 << 0)
  static let behind = Edges(rawValue: 1 << 1)

  init(rawValue: UInt8) { self.rawValue = rawValue }

  init(_ form: [Slot]) {
    self = []
    if form.first == [.edge] { insert(.before) }
    if form.last == [.edge] { insert(.behind) }
  }
}
