public import Events

/// Something that may stand in a vocabulary, and is probably not meant.
public struct VocabularyWarning: Hashable, Sendable, CustomStringConvertible {
  public let phrase: Phrase
  /// What is odd about it and what to do.
  public let text: String

  /// Without its line.
  public var sentence: String { "“\(phrase.short)” \(text)" }
  public var description: String { "line \(phrase.line): \(sentence)" }
}

/// Finds phrases of a kind that add nothing, or that tell too much. They are no faults: what they say is read.
///
/// A phrase adds nothing where each of its forms holds a form of another phrase. Where only several others
/// together find what stands in the slots of one form, nothing is said.
struct PhraseCover {
  private struct Word: Hashable {
    var piece: Piece
    var language: Language
    var mode: Mode?
  }

  private struct Known {
    var number: Int
    var rest: ArraySlice<Set<Piece>>

    /// Whether each slot of what others begin with is within its own.
    func holds(_ others: ArraySlice<Set<Piece>>) -> Bool {
      rest.count <= others.count && zip(rest, others).allSatisfy { $0.isSuperset(of: $1) }
    }
  }

  /// Forms of the phrases by their first word, in the order of the file.
  private var known: [Word: [Known]] = [:]
  private let phrases: [(phrase: Phrase, forms: [[Set<Piece>]])]

  /// In the order of their lines.
  static func warnings(_ vocabulary: Vocabulary, _ forms: PhraseForms) -> [VocabularyWarning] {
    let fillers = fillers(vocabulary, forms)
    return vocabulary.kinds.flatMap { kind in
      let cover = PhraseCover(kind, forms)
      return cover.covered() + cover.idle(fillers)
    }.sorted { ($0.phrase.line, $0.description) < ($1.phrase.line, $1.description) }
  }

  private init(_ kind: KindEntry, _ parsed: PhraseForms) {
    phrases = kind.phrases.map { phrase in (phrase, Self.forms(phrase, parsed).map { $0.map { Set($0) } }) }
    for (number, (phrase, forms)) in phrases.enumerated() {
      for form in forms {
        for piece in form[0] {
          known[Word(piece: piece, language: phrase.language, mode: phrase.mode), default: []]
            .append(Known(number: number, rest: form.dropFirst()))
        }
      }
    }
  }

  /// A phrase that cannot be read is refused elsewhere, with its reason.
  private static func forms(_ phrase: Phrase, _ parsed: PhraseForms) -> [[Slot]] {
    do { return try parsed.forms(phrase.text) } catch { return [] }
  }

  // MARK: - Covered

  private func covered() -> [VocabularyWarning] {
    phrases.indices.compactMap { number in
      guard let other = cover(of: number) else { return nil }
      let shorter = phrases[other].phrase
      return VocabularyWarning(
        phrase: phrases[number].phrase,
        text:
          "is found by “\(shorter.short)” on line \(shorter.line) already: take it out, unless it keeps its words "
          + "from another kind")
    }
  }

  /// The phrase by which each form of this one is found anyhow; nil where one needs it.
  private func cover(of number: Int) -> Int? {
    var first: Int?
    for form in phrases[number].forms {
      guard let cover = form.indices.compactMap({ cover(form[$0...], number) }).min() else { return nil }
      first = first ?? cover
    }
    return first
  }

  /// The phrase that finds the words from here on, whichever of them stands first.
  private func cover(_ form: ArraySlice<Set<Piece>>, _ number: Int) -> Int? {
    guard let first = form.first else { return nil }
    var cover: Int?
    for piece in first {
      let found = [shorter(piece, form.dropFirst(), number)] + piece.wider.map { shorter($0, [], number) }
      guard let other = found.compactMap(\.self).min() else { return nil }
      cover = min(cover ?? other, other)
    }
    return cover
  }

  /// Another phrase with a form that these words begin with: an earlier one where this phrase has it, too.
  private func shorter(_ piece: Piece, _ rest: ArraySlice<Set<Piece>>, _ number: Int) -> Int? {
    let phrase = phrases[number].phrase
    let known = known[Word(piece: piece, language: phrase.language, mode: phrase.mode)] ?? []
    let holding = known.filter { $0.holds(rest) }
    let own = Set(holding.filter { $0.number == number }.map(\.rest.count))
    return holding.first {
      $0.number < number || ($0.number > number && !own.contains($0.rest.count))
    }?.number
  }

  // MARK: - Idle

  private struct Filler: Hashable {
    var piece: Piece
    var language: Language
  }

  private static func fillers(_ vocabulary: Vocabulary, _ parsed: PhraseForms) -> Set<Filler> {
    let sets = vocabulary.sets.filter { $0.name == "filler" }
    return Set(
      sets.flatMap(\.phrases).flatMap { phrase in
        forms(phrase, parsed).filter { $0.count == 1 }.joined().joined().map {
          Filler(piece: $0, language: phrase.language)
        }
      })
  }

  private func idle(_ fillers: Set<Filler>) -> [VocabularyWarning] {
    let idle = phrases.filter { phrase, forms in
      forms.contains { form in
        form.allSatisfy { slot in slot.contains { Self.mayBeFiller($0, phrase.language, fillers) } }
      }
    }
    return idle.map { phrase, _ in
      VocabularyWarning(
        phrase: phrase,
        text: "may be found by words of the set filler alone, which stand in lines of every kind: add a word "
          + "that tells this one")
    }
  }

  private static func mayBeFiller(_ piece: Piece, _ language: Language, _ fillers: Set<Filler>) -> Bool {
    piece == .gap || piece == .edge
      || [piece, piece.exactly].contains { fillers.contains(Filler(piece: $0, language: language)) }
  }
}

extension Piece {
  /// Other pieces that match the words that this one does.
  fileprivate var wider: [Piece] {
    switch self {
    case .stem(let word): Self.beginnings(of: word)
    case .exact(let word): [.stem(word)] + Self.beginnings(of: word) + Self.endings(of: word)
    case .prefix(let word): Self.beginnings(of: String(word.dropLast()))
    case .suffix(let word): Self.endings(of: String(word.dropFirst()))
    case .set, .gap, .edge: []
    }
  }

  private static func beginnings(of word: String) -> [Piece] {
    word.indices.map { .prefix(String(word[...$0])) }
  }

  private static func endings(of word: String) -> [Piece] {
    word.indices.map { .suffix(String(word[$0...])) }
  }

  /// A word as it is written.
  fileprivate var exactly: Piece { if case .stem(let word) = self { .exact(word) } else { self } }
}
