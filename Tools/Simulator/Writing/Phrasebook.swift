import Events

/// A grammar for lines: named sections of alternatives, which hold words, slots and other sections.
///
/// ```
/// # doorOpened = home-visit door-opened
/// {P} lukkede op, {vejr}
/// ```
///
/// After `=` stand the kinds that every alternative tells. `{name}` is a slot or another section, `{=name}` is a
/// section from which one person always gets the same alternative, `{!name}` the same for one promise.
final class Phrasebook: Sendable {
  enum Piece {
    case words(Range<Int>)
    case slot(Slot)
    case section(Int)
    /// The same alternative for the same person.
    case own(Int)
    /// The same alternative for the same promise.
    case promised(Int)
  }

  let style: Style
  let words: [UInt8]
  let pieces: [Piece]
  /// Each alternative's pieces.
  let alternatives: [Range<Int>]
  /// Each section's alternatives; the first are those of `Beat`, in its order.
  let sections: [Range<Int>]
  /// What each section tells.
  let kinds: [[Kind]]
  /// Names that no section and no slot bears, and beats without words. A test keeps it empty.
  let missing: [String]

  init(_ texts: [String], in style: Style) {
    var source = Source(texts, style)
    source.compile()
    self.style = style
    words = source.words
    pieces = source.pieces
    alternatives = source.alternatives
    sections = source.ranges
    kinds = source.sections.map(\.kinds)
    missing = source.missing
  }

  static let plain = Phrasebook(Phrases.danish, in: .plain)
  static let brief = Phrasebook(Phrases.danish, in: .brief)
  static let dialect = Phrasebook(Phrases.danish, in: .dialect)
  static let english = Phrasebook(Phrases.english, in: .english)

  static func of(_ style: Style) -> Phrasebook {
    switch style {
    case .plain: plain
    case .brief: brief
    case .dialect: dialect
    case .english: english
    }
  }
}

/// A phrasebook while it is read.
private struct Source {
  struct Section {
    var lines: [String] = []
    var kinds: [Kind] = []
  }

  let style: Style
  var sections: [Section]
  var places: [String: Int] = [:]
  var words: [UInt8] = []
  var pieces: [Phrasebook.Piece] = []
  var alternatives: [Range<Int>] = []
  var ranges: [Range<Int>] = []
  var missing: [String] = []

  init(_ texts: [String], _ style: Style) {
    self.style = style
    sections = Beat.allCases.map { _ in Section() }
    for beat in Beat.allCases { places["\(beat)"] = beat.section }
    for text in texts { read(text) }
  }

  private mutating func read(_ text: String) {
    var place = 0
    for line in text.split(separator: "\n") {
      if line.hasPrefix("#") {
        place = open(line.dropFirst())
      } else {
        sections[place].lines.append(String(line))
      }
    }
  }

  /// The section that a heading opens: `# name = kind kind`.
  private mutating func open(_ heading: Substring) -> Int {
    let parts = heading.split(separator: " ").map(String.init)
    let name = parts.first ?? ""
    let place = places[name] ?? sections.count
    if place == sections.count { sections.append(Section()) }
    places[name] = place
    sections[place].kinds += parts.dropFirst(2).map { Kind($0) }
    return place
  }

  mutating func compile() {
    for (place, section) in sections.enumerated() {
      let first = alternatives.count
      for line in section.lines { compile(line[...]) }
      ranges.append(first..<alternatives.count)
      if section.lines.isEmpty { missing.append(places.first { $0.value == place }?.key ?? "?") }
    }
  }

  private mutating func compile(_ line: Substring) {
    let first = pieces.count
    for (index, part) in line.split(separator: "{", omittingEmptySubsequences: false).enumerated() {
      guard index > 0, let end = part.firstIndex(of: "}") else {
        append(part)
        continue
      }
      pieces.append(piece(part[..<end]))
      append(part[part.index(after: end)...])
    }
    alternatives.append(first..<pieces.count)
  }

  private mutating func append(_ text: Substring) {
    guard !text.isEmpty else { return }
    let start = words.count
    words.append(contentsOf: style.spell(text).utf8)
    pieces.append(.words(start..<words.count))
  }

  private mutating func piece(_ name: Substring) -> Phrasebook.Piece {
    if let slot = Slot(rawValue: String(name)) { return .slot(slot) }
    let bare = name.hasPrefix("=") || name.hasPrefix("!") ? name.dropFirst() : name
    guard let place = places[String(bare)] else {
      missing.append(String(name))
      return .words(0..<0)
    }
    return name.hasPrefix("=") ? .own(place) : name.hasPrefix("!") ? .promised(place) : .section(place)
  }
}
