import Reading
import TestGround

/// What thumbs, keyboards and clipboards do to a line.
struct Mangled {
  var random: Seeded

  init(seed: UInt64) { random = Seeded(seed) }

  mutating func line(_ line: String) -> String {
    var words = line.split(separator: " ", omittingEmptySubsequences: false).map { Array($0) }
    for _ in 0..<Int.random(in: 1...3, using: &random) { change(&words) }
    return words.map { String($0) }.joined(separator: " ")
  }

  private mutating func change(_ words: inout [[Character]]) {
    guard !words.isEmpty else { return words.append(["!"]) }
    let place = Int.random(in: words.indices, using: &random)
    switch Int.random(in: 0..<8, using: &random) {
    case 0: words.remove(at: place)
    case 1: words.insert(words[place], at: place)
    case 2:
      words[place] = words[place].flatMap { Bool.random(using: &random) ? Array($0.uppercased()) : [$0] }
    case 3 where place > 0:
      words[place - 1] += words[place]
      words.remove(at: place)
    case 4, 5: insert(Self.unseen.pick(&random), into: &words[place])
    default: slip(&words[place])
    }
  }

  private mutating func insert(_ text: String, into word: inout [Character]) {
    var scalars = Array(String(word).unicodeScalars)
    let place = Int.random(in: 0...scalars.count, using: &random)
    scalars.insert(contentsOf: text.unicodeScalars, at: place)
    var mended = String.UnicodeScalarView()
    mended.append(contentsOf: scalars)
    word = Array(String(mended))
  }

  /// A letter doubled, left out, wrong, or changed about with the next.
  private mutating func slip(_ word: inout [Character]) {
    guard word.count > 1 else { return }
    let place = Int.random(in: 0..<word.count - 1, using: &random)
    switch Int.random(in: 0..<4, using: &random) {
    case 0: word.insert(word[place], at: place)
    case 1: word.remove(at: place)
    case 2: word[place] = Array("abcdefghijklmnopqrstuvwxyzæøå").pick(&random)
    default: word.swapAt(place, place + 1)
    }
  }

  private static let unseen = [
    "🦭", "👩🏽‍🍳", "\u{0}", "\u{7}", "\u{1B}[31m", "\u{7F}", "\u{200F}", "\u{202E}", "\u{200B}", "\u{200D}",
    "\u{FEFF}",
    "\u{AD}", "\u{A0}", "\u{301}", "\u{30A}", "\u{308}", "\u{2009}", "“", "’", "\u{FFFD}", "\r\n", "ｅ", "…",
    "…?",
  ]
}
