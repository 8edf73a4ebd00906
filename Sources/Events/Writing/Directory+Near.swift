extension Directory {
  /// Who bears this as one word of a longer name, such as a first name alone.
  public func partly(named word: String) -> [String] {
    guard let word = NameWord.words(of: word).first?.text else { return [] }
    return names(beginning: word).filter { $0.words.count > 1 }.flatMap(\.given).sorted()
  }

  /// Names that a line holds with one slip, `Kurth` for Kurt and for Kurt Hansen: only to ask, since a slip may
  /// be somebody else.
  ///
  /// The word must have a capital, and more letters where a sentence begins with it; what is known as an
  /// ordinary word, and what belongs to a name that stands in the line as it is, is nobody's.
  /// - Parameter isOrdinary: whether a word in lower case is one of the language.
  public func nearly(in line: String, isOrdinary: (String) -> Bool) -> [String] {
    let words = NameWord.words(of: line)
    let taken = mentions(in: line).map(\.place)
    var near: Set<String> = []
    for index in words.indices {
      let word = words[index]
      guard word.isCapital, word.text.count >= (word.isFirst ? 5 : 4), !isOrdinary(word.text),
        !taken.contains(where: { $0.overlaps(word.place) })
      else { continue }
      for first in firstWords(like: word) {
        for name in names(beginning: first) where name.isNearly(words[index...]) || name.isPartly(word) {
          near.formUnion(name.given)
        }
      }
    }
    return near.sorted()
  }

  /// Names in a line that nobody known bears: somebody who stands in it without having been asked.
  ///
  /// They are told by their capital alone, so a place behind `i` or `til`, a word in capitals, an ordinary word,
  /// and one that begins a sentence without a verb behind it are none.
  /// - Parameter isOrdinary: whether a word in lower case is one of the language.
  public func strangers(in line: String, isOrdinary: (String) -> Bool) -> [String] {
    let words = NameWord.words(of: line)
    let scalars = Array(line.unicodeScalars)
    let taken = mentions(in: line).map(\.place)
    var strangers: [String] = []
    for (index, word) in words.enumerated()
    where word.isCapital && word.text.count > 1 && !isOrdinary(word.text)
      && !taken.contains(where: { $0.overlaps(word.place) })
    {
      let isPlace = index > 0 && Self.placing.contains(words[index - 1].text)
      let hasVerb = index + 1 < words.count && Self.following.contains(words[index + 1].text)
      let written = String(String.UnicodeScalarView(scalars[word.place]))
      guard !isPlace, !Self.isAnimal(words[..<index]) else { continue }
      guard !word.isFirst || hasVerb, written != written.uppercased() else { continue }
      if !strangers.contains(written) { strangers.append(written) }
    }
    return strangers
  }

  /// Whether these words lead to the name of an animal: `hunden Laika`, `en kat, der hedder Mis`.
  private static func isAnimal(_ words: ArraySlice<NameWord>) -> Bool {
    guard let last = words.last else { return false }
    let before = calling.contains(last.text) ? words.dropLast().suffix(2) : words.suffix(1)
    return before.contains { animals.contains($0.text) }
  }

  private static let calling: Set = ["hedder", "hed", "called", "named"]
  private static let animals: Set = [
    "hund", "hunden", "hvalp", "hvalpen", "kat", "katten", "killing", "killingen", "hest", "hesten", "kanin",
    "kaninen", "dog", "puppy", "cat", "kitten", "horse", "rabbit",
  ]

  /// What stands before a place.
  private static let placing: Set = [
    "i", "på", "fra", "til", "ved", "mod", "nær", "in", "at", "from", "to", "near", "by",
  ]
  /// What may stand behind a name that begins a sentence.
  private static let following: Set = [
    "er", "var", "har", "havde", "fik", "får", "kom", "blev", "bliver", "vil", "ville", "skal", "sagde",
    "siger",
    "og", "gik", "tog", "is", "was", "has", "had", "got", "came", "said", "says", "and", "went", "took",
  ]

  /// At most three known names of which this is nearly the whole, or nearly a word: for a helpful answer,
  /// never for a guess.
  public func similar(to name: String) -> [String] {
    let wanted = Array(name.lowercased().utf8)
    let most = max(1, wanted.count / 4)
    var near: [String: Int] = [:]
    each { bearer in
      let whole = bearer.words.joined(separator: " ")
      for part in bearer.words.count == 1 ? bearer.words : bearer.words + [whole]
      where abs(part.utf8.count - wanted.count) <= most {
        let distance = Self.distance(wanted, Array(part.utf8))
        guard distance <= most else { continue }
        for given in bearer.given { near[given] = min(near[given] ?? .max, distance) }
      }
    }
    return near.sorted { ($0.value, $0.key) < ($1.value, $1.key) }.prefix(3).map(\.key)
  }

  /// How many bytes must be changed, put in or taken out (Levenshtein 1965).
  private static func distance(_ a: [UInt8], _ b: [UInt8]) -> Int {
    var row = Array(0...b.count)
    for (i, letter) in a.enumerated() {
      var diagonal = row[0]
      row[0] = i + 1
      for j in b.indices {
        let change = diagonal + (letter == b[j] ? 0 : 1)
        diagonal = row[j + 1]
        row[j + 1] = min(change, row[j] + 1, row[j + 1] + 1)
      }
    }
    return row[b.count]
  }
}

extension Directory.Name {
  /// Whether the word is the first of this longer name but for one slip.
  fileprivate func isPartly(_ word: NameWord) -> Bool { words.count > 1 && word.isSlip(of: words[0]) }

  /// Whether the line goes on with this name but for one slip, here or in a later word.
  fileprivate func isNearly(_ line: ArraySlice<NameWord>) -> Bool {
    guard line.count >= words.count else { return false }
    var slips = 0
    for (word, part) in zip(line, words) where word.text != part && word.text != part + "s" {
      guard word.isSlip(of: part) else { return false }
      slips += 1
    }
    return slips == 1
  }
}
