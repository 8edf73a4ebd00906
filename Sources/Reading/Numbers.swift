/// Numbers in words, Danish and English, as far as helpers write them out.
enum Numbers {
  static var words: [String] { named.map(\.word) }

  /// -1 for a word that is none.
  static func value(of word: Span<UInt8>) -> Int32 { table.number(of: word, .word) }

  static func value(ofWord word: String) -> Int? {
    let value = value(of: word.utf8.span)
    return value < 0 ? nil : Int(value)
  }

  private static let danish = [
    "nul", "en", "to", "tre", "fire", "fem", "seks", "syv", "otte", "ni", "ti", "elleve", "tolv", "tretten",
    "fjorten", "femten", "seksten", "sytten", "atten", "nitten", "tyve",
  ]
  private static let english = [
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
    "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty",
  ]
  private static let danishTens = [
    "tyve", "tredive", "fyrre", "halvtreds", "tres", "halvfjerds", "firs", "halvfems",
  ]
  private static let englishTens = [
    "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety",
  ]
  private static let others: [(word: String, value: Int)] = [
    ("et", 1), ("een", 1), ("tow", 2), ("fir", 4), ("a", 1), ("snes", 20), ("dusin", 12), ("dozen", 12),
  ]

  private static let named: [(word: String, value: Int)] = {
    var named = others
    for words in [danish, english] {
      for (value, word) in words.enumerated() { named.append((word, value)) }
    }
    for (place, (tens, englishTens)) in zip(danishTens, englishTens).enumerated() {
      let value = 20 + 10 * place
      if place > 0 { named += [(tens, value), (englishTens, value)] }
      for ones in 1...9 {
        named.append((danish[ones] + "og" + tens, value + ones))
        named.append((englishTens + english[ones], value + ones))
      }
    }
    return named
  }()

  private static let table: WordTable = {
    var table = WordTable()
    for (word, value) in named {
      table.add(word.utf8.span, .word, Int32(value))
    }
    return table
  }()
}
