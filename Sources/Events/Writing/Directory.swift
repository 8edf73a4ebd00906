/// The names and aliases by which participants are known, for finding whom a line is about. It never guesses:
/// a name that two people bear is told as such.
public struct Directory: Sendable {
  /// A known name in a line.
  public struct Mention: Hashable, Sendable {
    /// Where, in Unicode scalars.
    public let place: Range<Int>
    /// All who bear the name, in order.
    public let handles: [Handle]
  }

  private struct Name {
    let words: [String]
    let handles: [Handle]
  }

  /// Names by their first word, the longest first.
  private var byFirstWord: [String: [Name]] = [:]
  /// Every name as it was given.
  private var known: Set<String> = []

  public init(_ names: some Sequence<(name: String, handle: Handle)>) {
    var bearers: [[String]: Set<Handle>] = [:]
    for (name, handle) in names {
      let words = Self.words(of: name).map(\.text)
      guard !words.isEmpty else { continue }
      known.insert(name)
      bearers[words, default: []].insert(handle)
    }
    for (words, handles) in bearers {
      byFirstWord[words[0], default: []].append(Name(words: words, handles: handles.sorted()))
    }
    for key in byFirstWord.keys {
      byFirstWord[key]?.sort { a, b in
        a.words.count == b.words.count
          ? a.words.lexicographicallyPrecedes(b.words) : a.words.count > b.words.count
      }
    }
  }

  /// Who bears exactly this name, whatever its case.
  public func bearers(of name: String) -> [Handle] {
    let words = Self.words(of: name).map(\.text)
    return words.first.flatMap { byFirstWord[$0] }?.first { $0.words == words }?.handles ?? []
  }

  /// Who bears this as one word of a longer name, such as a first name alone.
  public func partly(named word: String) -> [String] {
    known.filter { name in
      let words = Self.words(of: name).map(\.text)
      return words.count > 1 && words.first == word.lowercased()
    }.sorted()
  }

  /// At most three known names of which this is nearly the whole, or nearly a word: for a helpful answer, never for a guess.
  public func similar(to name: String) -> [String] {
    let wanted = Array(name.lowercased())
    let near = known.compactMap { known -> (String, Int)? in
      let parts = Self.words(of: known).map(\.text) + [known.lowercased()]
      let distance = parts.map { Self.distance(wanted, Array($0)) }.min() ?? .max
      return distance <= max(1, wanted.count / 4) ? (known, distance) : nil
    }
    return near.sorted { ($0.1, $0.0) < ($1.1, $1.0) }.prefix(3).map(\.0)
  }

  /// How many letters must be changed, put in or taken out (Levenshtein 1965).
  private static func distance(_ a: [Character], _ b: [Character]) -> Int {
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

  /// The known names in a line, from left to right, the longest where several fit; a Danish or English
  /// possessive s belongs to no name.
  public func mentions(in line: String) -> [Mention] {
    let words = Self.words(of: line)
    var mentions: [Mention] = []
    var index = 0
    while index < words.count {
      if let (mention, count) = mention(in: words[index...]) {
        mentions.append(mention)
        index += count
      } else {
        index += 1
      }
    }
    return mentions
  }

  private func mention(in words: ArraySlice<Word>) -> (Mention, Int)? {
    guard let first = words.first else { return nil }
    for key in first.text.hasSuffix("s") ? [first.text, String(first.text.dropLast())] : [first.text] {
      for name in byFirstWord[key] ?? [] where name.words.count <= words.count {
        let found = words.prefix(name.words.count)
        let possessive = zip(found, name.words).allSatisfy { word, part in
          word.text == part
            || word.place.upperBound == found.last?.place.upperBound && word.text == part + "s"
        }
        guard possessive, let last = found.last, let lastPart = name.words.last else { continue }
        let end = last.place.upperBound - (last.text == lastPart ? 0 : 1)
        return (Mention(place: first.place.lowerBound..<end, handles: name.handles), found.count)
      }
    }
    return nil
  }

  private struct Word {
    let place: Range<Int>
    let text: String
  }

  /// Words in lower case; apart from letters and digits only an inner hyphen belongs to a word.
  private static func words(of text: String) -> [Word] {
    var words: [Word] = []
    var word = String.UnicodeScalarView()
    var index = 0
    func close() {
      guard !word.isEmpty else { return }
      words.append(Word(place: (index - word.count)..<index, text: String(word).lowercased()))
      word = String.UnicodeScalarView()
    }
    for scalar in text.unicodeScalars {
      if scalar.belongsToWord || scalar == "-" && !word.isEmpty { word.append(scalar) } else { close() }
      index += 1
    }
    close()
    return words
  }
}

extension Unicode.Scalar {
  /// Letters and digits; the Latin ones at a glance.
  fileprivate var belongsToWord: Bool {
    switch value {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
    case 0..<0xC0: false
    case 0xC0...0x24F: value != 0xD7 && value != 0xF7
    default:
      properties.isAlphabetic || properties.numericType != nil
        || properties.generalCategory == .nonspacingMark
    }
  }
}

extension Line {
  /// The line with these mentions taken out of the text and put into the list.
  public init(_ text: String, replacing mentions: [(place: Range<Int>, handle: Handle)]) {
    var scalars = Array(text.unicodeScalars)
    for mention in mentions.sorted(by: { $0.place.lowerBound > $1.place.lowerBound }) {
      scalars.replaceSubrange(mention.place, with: Line.mark.unicodeScalars)
    }
    self.init(
      String(String.UnicodeScalarView(scalars)),
      mentions: mentions.sorted { $0.place.lowerBound < $1.place.lowerBound }.map(\.handle))
  }
}
