import Events

/// How one word of a phrase is matched.
enum Piece: Hashable {
  /// `lejlighed`: the word in any inflection.
  case stem(String)
  /// `=bank`: exactly so.
  case exact(String)
  /// `gæld-`: words that begin so.
  case prefix(String)
  /// `-lejlighed`: words that end so.
  case suffix(String)
  /// `<person>`: any word of the set.
  case set(String)
  /// `...`: up to four words of the same clause.
  case gap
  /// `.`: nothing stands there but a sign, or the end of the line.
  case edge

  var isSet: Bool { if case .set = self { true } else { false } }
}

/// Why a phrase cannot be read. Each is the second half of a sentence that names the phrase.
enum NotationError: Error, Equatable, CustomStringConvertible {
  case empty
  case brackets
  case gapAtEnd
  case plusAtEnd
  case edgeInside
  case onlySet
  case tooManyForms
  case tooManyWords
  case noWord(String)

  var description: String {
    switch self {
    case .empty: "is empty: write a word or take the phrase out"
    case .brackets: "has a bracket without its partner: write (…) around what may be left out"
    case .gapAtEnd: "begins or ends with ...: put a word there, or take ... away"
    case .plusAtEnd: "begins or ends with +: put a word there, or take + away"
    case .edgeInside: "has a full stop inside: write it before the first word, behind the last, or at both"
    case .onlySet: "is a single set such as <person>: add a word that tells something"
    case .tooManyForms:
      "has more than \(Notation.mostForms) forms: write fewer alternatives, in more phrases"
    case .tooManyWords: "has more than \(Notation.mostWords) words: shorten it"
    case .noWord(let text): "holds “\(text)”, which is no word: use letters and digits"
    }
  }
}

/// What stands at one place of a phrase: one of these, all sets or none, each in one word.
typealias Slot = [Piece]

/// The notation of phrases: `/` between alternatives, `( )` around what may be left out, `...` for up to
/// four other words, a hyphen where a word may go on, `=` before a word that must stand exactly so, `< >`
/// around the name of a set, `+` between parts that may stand in any order with up to four words between them, `.`
/// before the first word or behind the last where no other word may stand: `. nej tak .` says nothing else.
enum Notation {
  static let mostForms = 1024
  static let mostWords = 10
  /// Parts with `+` between them.
  static let mostTogether = 3

  /// Every form of the phrase, folded: by its first word, by the order of its parts and by what is left out.
  static func forms(_ text: String) throws(NotationError) -> [[Slot]] {
    narrow(try wideForms(text))
  }

  /// A form for each alternative of the first word.
  static func narrow(_ forms: [[Slot]]) -> [[Slot]] {
    forms.flatMap { form in form[0].map { [[$0]] + form.dropFirst() } }
  }

  /// The same with the alternatives of the first word in one slot, as those of all others are, so that they add up
  /// and never multiply.
  static func wideForms(_ text: String) throws(NotationError) -> [[Slot]] {
    var forms: [[Slot]] = []
    for order in try orders(text) { forms += try chosen(order) }
    guard !forms.contains(where: \.isEmpty) else { throw .empty }
    guard forms.reduce(0, { $0 + $1[0].count }) <= mostForms else { throw .tooManyForms }
    for form in forms { try check(form) }
    guard Set(forms.map(Edges.init)).count == 1 else { throw .edgeInside }
    return forms
  }

  /// The phrase with what stands between `+` in every order, a gap between.
  private static func orders(_ text: String) throws(NotationError) -> [[Part]] {
    var groups: [[Part]] = [[]]
    for part in try parts(text) {
      if part.isPlus { groups.append([]) } else { groups[groups.count - 1].append(part) }
    }
    guard groups.count <= mostTogether else { throw .tooManyForms }
    if groups.count > 1, groups.contains(where: \.isEmpty) { throw .plusAtEnd }
    return permutations(groups).map { Array($0.joined(separator: [Part.gap])) }
  }

  private static func permutations(_ groups: [[Part]]) -> [[[Part]]] {
    guard groups.count > 1 else { return [groups] }
    return groups.indices.flatMap { first in
      var others = groups
      let group = others.remove(at: first)
      return permutations(others).map { [group] + $0 }
    }
  }

  private static func chosen(_ parts: [Part]) throws(NotationError) -> [[Slot]] {
    var forms: [[Slot]] = [[]]
    for part in parts {
      let choices = part.isOptional ? [[]] + part.choices : part.choices
      forms = try product(forms, choices)
    }
    return forms
  }

  private static func product(_ heads: [[Slot]], _ tails: [[Slot]]) throws(NotationError) -> [[Slot]] {
    guard heads.count * tails.count <= mostForms else { throw .tooManyForms }
    return heads.flatMap { head in tails.map { head + $0 } }
  }

  private struct Part {
    var choices: [[Slot]]
    var isOptional = false
    var isPlus = false

    static let gap = Part(choices: [[[.gap]]])
  }

  /// The words of the phrase, and what stands in brackets as one.
  private static func parts(_ text: String) throws(NotationError) -> [Part] {
    var parts: [Part] = []
    var inner: [[Slot]]?
    for word in text.utf8.split(separator: 0x20).map(Substring.init) {
      if word == "+", inner == nil {
        parts.append(Part(choices: [], isPlus: true))
        continue
      }
      let (opens, closes) = (word.utf8.first == 0x28, word.utf8.last == 0x29)
      guard !(opens && inner != nil), !(closes && !opens && inner == nil) else { throw .brackets }
      let choices = try choices(word.dropFirst(opens ? 1 : 0).dropLast(closes ? 1 : 0))
      if opens { inner = [[]] }
      if let begun = inner {
        inner = try product(begun, choices)
      } else {
        parts.append(Part(choices: choices))
      }
      if closes, let whole = inner {
        parts.append(Part(choices: whole, isOptional: true))
        inner = nil
      }
    }
    guard inner == nil else { throw .brackets }
    return parts
  }

  /// The single words as one slot, the sets as another, since they claim no word, and what is more than a word
  /// by itself.
  private static func choices(_ word: Substring) throws(NotationError) -> [[Slot]] {
    if word == "..." || word == "…" { return [[[.gap]]] }
    if word == "." { return [[[.edge]]] }
    var (words, sets): (Slot, Slot) = ([], [])
    var others: [[Slot]] = []
    for choice in word.utf8.split(separator: 0x2F, omittingEmptySubsequences: false) {
      let pieces = try pieces(Substring(choice))
      if pieces.count > 1 {
        others.append(pieces.map { [$0] })
      } else if let piece = pieces.first {
        if piece.isSet { sets.append(piece) } else { words.append(piece) }
      }
    }
    return [words, sets].filter { !$0.isEmpty }.map { [$0] } + others
  }

  private static func pieces(_ word: Substring) throws(NotationError) -> [Piece] {
    let (first, last) = (word.utf8.first, word.utf8.last)
    if first == 0x3C, last == 0x3E { return [.set(String(word.dropFirst().dropLast()))] }
    if first == 0x3D { return try words(word.dropFirst()).map(Piece.exact) }
    if first == 0x2D { return try words(word.dropFirst()).map(Piece.suffix) }
    if last == 0x2D { return try words(word.dropLast()).map(Piece.prefix) }
    return try words(word).map(Piece.stem)
  }

  /// As the reader splits and folds a line, so that both sides meet.
  static func words(_ text: Substring) throws(NotationError) -> [String] {
    var tokens = Tokens()
    let text = String(text)
    tokens.split(text.utf8.span)
    var words: [String] = []
    for i in tokens.all.indices {
      words.append(String(decoding: tokens.all[i].letters.all(in: tokens.folded), as: UTF8.self))
    }
    guard !words.isEmpty, !words.contains("") else { throw text.isEmpty ? .empty : .noWord(text) }
    return words
  }

  private static func check(_ form: [Slot]) throws(NotationError) {
    guard form.first != [.gap], form.last != [.gap] else { throw .gapAtEnd }
    guard form.count <= mostWords else { throw .tooManyWords }
    guard !form.dropFirst().dropLast().contains([.edge]) else { throw .edgeInside }
    let words = form.filter { $0 != [.edge] }
    guard let first = words.first else { throw .empty }
    // A day tells by itself when; a person or a number tells nothing.
    if words.count == 1, first.contains(where: { $0.isSet && $0 != .set("day") }) { throw .onlySet }
  }
}
