/// How a helper writes.
enum Style: UInt8, Sendable, CaseIterable {
  case plain, brief, dialect, english

  /// Words as this helper spells them; all else as it stands.
  func spell(_ text: Substring) -> String {
    let spellings: [String: String] =
      switch self {
      case .plain, .english: [:]
      case .brief: Self.abbreviations
      case .dialect: Self.dialectWords
      }
    guard !spellings.isEmpty else { return String(text) }
    return text.split(separator: " ", omittingEmptySubsequences: false).map { word in
      let bare = word.prefix { $0.isLetter }
      return (spellings[String(bare)] ?? String(bare)) + word.dropFirst(bare.count)
    }.joined(separator: " ")
  }

  private static let abbreviations = [
    "ikke": "ik", "med": "m", "til": "t", "ved": "v", "meget": "mgt", "telefon": "tlf", "telefonen": "tlf'en",
    "sagsbehandler": "sagsb", "sagsbehandleren": "sagsb", "kommunen": "kommunen", "kunne": "ku",
    "skulle": "sku",
    "også": "os", "hvad": "hva", "havde": "havde", "var": "va", "måneder": "mdr",
    "gældsrådgiver": "gældsrådg",
  ]

  /// A little of what is spoken north of the Limfjord.
  private static let dialectWords = [
    "jeg": "a", "ikke": "ett", "vi": "wi", "med": "mæ", "til": "te", "og": "å", "på": "å", "har": "hår",
    "dag": "daw", "ved": "ve", "var": "wa", "noget": "nøj", "meget": "møj", "det": "de", "igen": "igjen",
    "også": "osse", "sagde": "sååe", "fik": "fæk", "mad": "madd", "morgen": "mårn", "kom": "kam",
    "skal": "ska",
    "lille": "bette", "godt": "godt", "nu": "no", "kaffe": "kaff'", "selv": "sjæl", "uger": "uwer",
  ]
}
