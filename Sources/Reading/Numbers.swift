/// Numbers in words, Danish and English, as far as helpers write them out.
enum Numbers {
  static func value(ofWord word: String) -> Int? { table[word] }

  private static let danish = [
    "nul", "en", "to", "tre", "fire", "fem", "seks", "syv", "otte", "ni", "ti", "elleve", "tolv", "tretten",
    "fjorten", "femten", "seksten", "sytten", "atten", "nitten", "tyve",
  ]
  private static let english = [
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
    "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty",
  ]
  private static let table: [String: Int] = {
    var table = ["et": 1, "een": 1, "tow": 2, "fir": 4, "a": 1]
    for (value, word) in danish.enumerated() { table[word] = value }
    for (value, word) in english.enumerated() { table[word] = value }
    return table
  }()
}
