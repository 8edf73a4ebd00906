/// What a word says of a number beside it; most words say nothing.
struct CountRole: OptionSet {
  let rawValue: UInt16

  /// ikke, no: undoes the count beside it.
  static let no = CountRole(rawValue: 1 << 0)
  /// Not all.
  static let nearly = CountRole(rawValue: 1 << 1)
  /// A number that is an article as well.
  static let one = CountRole(rawValue: 1 << 2)
  /// Numbers in Danish that are other words in English: to eat, the fire.
  static let ambiguous = CountRole(rawValue: 1 << 3)
  static let and = CountRole(rawValue: 1 << 4)
  static let beforeDanishNumber = CountRole(rawValue: 1 << 5)
  /// The af of `7 af de 18`.
  static let of = CountRole(rawValue: 1 << 6)
  /// The de of `7 af de 18`.
  static let the = CountRole(rawValue: 1 << 7)
  /// A word for one that counts nobody.
  static let article = CountRole(rawValue: 1 << 8)

  /// nævne, ask
  static let asking = CountRole(rawValue: 1 << 9)
  /// lad være, avoid
  static let refraining = CountRole(rawValue: 1 << 12)
  /// nej tak 3. gang, lader den ligge
  static let again = CountRole(rawValue: 1 << 13)
  static let refusing = CountRole(rawValue: 1 << 14)

  /// A time may begin with it, or with a part of it.
  static let time = CountRole(rawValue: 1 << 15)

  /// The halv of `en halv snes`.
  static let half = CountRole(rawValue: 1 << 10)
  /// snes, dozen: a number that may be halved or be several.
  static let heap = CountRole(rawValue: 1 << 11)

  /// All that a folded word is.
  static func of(_ word: String) -> CountRole {
    CountRole(words.lazy.filter { $0.words.contains(word) }.map(\.role))
  }

  private static let words: [(role: CountRole, words: Set<String>)] = [
    (
      no,
      [
        "ikke", "ikk", "ik", "itt", "ett", "aldrig", "ingen", "intet", "uden", "hverken", "no", "not",
        "never",
        "without", "neither", "didnt", "dont", "doesnt", "wouldnt", "couldnt",
      ]
    ),
    (nearly, ["næsten", "almost", "nearly"]),
    (one, ["en", "et", "een", "one"]),
    (ambiguous, ["to", "fire"]),
    (and, ["og", "and"]),
    (
      beforeDanishNumber,
      ["og", "der", "var", "kun", "kom", "med", "plus", "heraf", "hvoraf", "havde", "ca", "alle", "de"]
    ),
    (of, ["af", "of"]),
    (the, ["de", "the"]),
    (article, ["a"]),
    (half, ["halv", "half"]),
    (heap, ["snes", "dusin", "dozen"]),
    (asking, Unasked.asking),
    (refraining, Unasked.refraining),
    (again, ["gang", "time", "ligge"]),
    (refusing, Unasked.refusals),
  ]
}
