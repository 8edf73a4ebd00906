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
}

/// Why a phrase cannot be read. Each is the second half of a sentence that names the phrase.
enum NotationError: Error, Equatable, CustomStringConvertible {
  case empty
  case brackets
  case gapAtEnd
  case plusAtEnd
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
    case .onlySet: "is a single set such as <person>: add a word that tells something"
    case .tooManyForms:
      "has more than \(Notation.mostForms) forms: write fewer alternatives, in more phrases"
    case .tooManyWords: "has more than \(Notation.mostWords) words: shorten it"
    case .noWord(let text): "holds “\(text)”, which is no word: use letters and digits"
    }
  }
}

/// The notation of phrases: `/` between alternatives, `( )` around what may be left out, `...` for up to
/// four other words, a hyphen where a word may go on, `=` before a word that must stand exactly so, `< >`
/// around the name of a set, `+` between parts that may stand in any order with up to four words between them.
enum Notation {
  static let mostForms = 256
  static let mostWords = 10
  /// Parts with `+` between them.
  static let mostTogether = 3

  /// Every form of the phrase, folded.
  static func forms(_ text: String) throws(NotationError) -> [[Piece]] {
    var forms: [[Piece]] = []
    for order in try orders(text) {
      forms += try chosen(order)
      guard forms.count <= mostForms else { throw .tooManyForms }
    }
    for form in forms { try check(form) }
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

  private static func chosen(_ parts: [Part]) throws(NotationError) -> [[Piece]] {
    var forms: [[Piece]] = [[]]
    for part in parts {
      var longer = part.isOptional ? forms : []
      for form in forms {
        for choice in part.choices { longer.append(form + choice) }
      }
      guard longer.count <= mostForms else { throw .tooManyForms }
      forms = longer
    }
    return forms
  }

  private struct Part {
    var choices: [[Piece]]
    var isOptional = false
    var isPlus = false

    static let gap = Part(choices: [[.gap]])
  }

  /// The words of the phrase, and what stands in brackets as one.
  private static func parts(_ text: String) throws(NotationError) -> [Part] {
    var parts: [Part] = []
    var inner: [[Piece]]?
    for word in text.split(separator: " ") {
      if word == "+", inner == nil {
        parts.append(Part(choices: [], isPlus: true))
        continue
      }
      let (opens, closes) = (word.hasPrefix("("), word.hasSuffix(")"))
      guard !(opens && inner != nil), !(closes && !opens && inner == nil) else { throw .brackets }
      let choices = try choices(word.dropFirst(opens ? 1 : 0).dropLast(closes ? 1 : 0))
      if opens { inner = [[]] }
      if let begun = inner {
        guard begun.count * choices.count <= mostForms else { throw .tooManyForms }
        inner = begun.flatMap { head in choices.map { head + $0 } }
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

  private static func choices(_ word: Substring) throws(NotationError) -> [[Piece]] {
    if word == "..." || word == "…" { return [[.gap]] }
    var choices: [[Piece]] = []
    for choice in word.split(separator: "/", omittingEmptySubsequences: false) {
      choices.append(try pieces(choice))
    }
    return choices
  }

  private static func pieces(_ word: Substring) throws(NotationError) -> [Piece] {
    if word.hasPrefix("<"), word.hasSuffix(">") { return [.set(String(word.dropFirst().dropLast()))] }
    if word.hasPrefix("=") { return try words(word.dropFirst()).map(Piece.exact) }
    if word.hasPrefix("-") { return try words(word.dropFirst()).map(Piece.suffix) }
    if word.hasSuffix("-") { return try words(word.dropLast()).map(Piece.prefix) }
    return try words(word).map(Piece.stem)
  }

  /// As the reader splits and folds a line, so that both sides meet.
  static func words(_ text: Substring) throws(NotationError) -> [String] {
    var tokens = Tokens()
    let text = String(text)
    tokens.split(text.utf8.span)
    var words: [String] = []
    for i in tokens.all.indices { words.append(tokens.all[i].letters.text(in: tokens.folded)) }
    guard !words.isEmpty, !words.contains("") else { throw text.isEmpty ? .empty : .noWord(text) }
    return words
  }

  private static func check(_ form: [Piece]) throws(NotationError) {
    guard let first = form.first, let last = form.last else { throw .empty }
    guard first != .gap, last != .gap else { throw .gapAtEnd }
    guard form.count <= mostWords else { throw .tooManyWords }
    if form.count == 1, case .set = first { throw .onlySet }
  }
}
