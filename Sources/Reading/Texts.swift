import Events

/// Texts in one row, by number.
struct Texts: ~Copyable, Sendable {
  private var bytes = Row<UInt8>()
  private var places = Row<Stretch>()

  init() {}

  var count: Int { places.count }

  mutating func append(_ text: String) {
    let first = bytes.count
    for byte in text.utf8 { bytes.append(byte) }
    places.append(Stretch(first..<bytes.count))
  }

  subscript(_ number: Int) -> String {
    String(decoding: places[number].range.map { bytes[$0] }, as: UTF8.self)
  }

  func write(to stored: inout StoredBytes) {
    bytes.write(to: &stored)
    places.write(to: &stored)
  }

  init?(_ stored: inout StoredBytes) {
    guard let bytes = Row<UInt8>(&stored), let places = Row<Stretch>(&stored) else { return nil }
    self.bytes = bytes
    self.places = places
  }
}

/// The phrases of a vocabulary, by number, for those that have told something.
struct PhraseList: ~Copyable, Sendable {
  struct Traits {
    var language: Language
    var mode: Mode?
    var line: Int32
  }

  private var texts = Texts()
  private var traits = Row<Traits>()

  init() {}

  var count: Int { texts.count }

  mutating func append(_ phrase: Phrase) {
    texts.append(phrase.text)
    traits.append(Traits(language: phrase.language, mode: phrase.mode, line: Int32(clamping: phrase.line)))
  }

  subscript(_ number: Int) -> Phrase {
    let traits = traits[number]
    return Phrase(texts[number], traits.language, mode: traits.mode, line: Int(traits.line))
  }

  func write(to stored: inout StoredBytes) {
    texts.write(to: &stored)
    traits.write(to: &stored)
  }

  init?(_ stored: inout StoredBytes) {
    guard let texts = Texts(&stored), let traits = Row<Traits>(&stored) else { return nil }
    self.texts = texts
    self.traits = traits
  }
}
