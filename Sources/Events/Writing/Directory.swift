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

  struct Name: Sendable {
    let words: [String]
    /// As it was given, each way once.
    var given: Set<String> = []
    var handles: [Handle] = []
  }

  /// Names by their first word, the longest first.
  private var byFirstWord: [String: [Name]] = [:]
  /// First words by their first letter and their length.
  private var byLetter: [Character: [Int: [String]]] = [:]

  public init(_ names: some Sequence<(name: String, handle: Handle)>) {
    var known: [[String]: (given: Set<String>, handles: Set<Handle>)] = [:]
    for (name, handle) in names {
      let words = NameWord.words(of: name).map(\.text)
      guard !words.isEmpty else { continue }
      known[words, default: ([], [])].given.insert(name)
      known[words, default: ([], [])].handles.insert(handle)
    }
    for (words, bearers) in known {
      byFirstWord[words[0], default: []].append(
        Name(words: words, given: bearers.given, handles: bearers.handles.sorted()))
    }
    for word in byFirstWord.keys {
      byFirstWord[word]?.sort { a, b in
        a.words.count == b.words.count
          ? a.words.lexicographicallyPrecedes(b.words) : a.words.count > b.words.count
      }
      if let letter = word.first { byLetter[letter, default: [:]][word.count, default: []].append(word) }
    }
  }

  /// Who bears exactly this name, whatever its case.
  public func bearers(of name: String) -> [Handle] {
    let words = NameWord.words(of: name).map(\.text)
    return words.first.flatMap { byFirstWord[$0] }?.first { $0.words == words }?.handles ?? []
  }

  func names(beginning word: String) -> [Name] { byFirstWord[word] ?? [] }

  func each(_ body: (Name) -> Void) {
    for names in byFirstWord.values { names.forEach(body) }
  }

  /// The first words of names that this is, or is one slip away from.
  func firstWords(like word: NameWord) -> [String] {
    guard let letter = word.text.first, let byLength = byLetter[letter] else { return [] }
    let count = word.text.count
    let near = (count - 1...count + 1).flatMap { byLength[$0] ?? [] }
    return near.filter { $0 == word.text || word.isSlip(of: $0) }
  }

  /// The known names in a line, from left to right, the longest where several fit; a Danish or English
  /// possessive s belongs to no name.
  public func mentions(in line: String) -> [Mention] {
    let words = NameWord.words(of: line)
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

  private func mention(in words: ArraySlice<NameWord>) -> (Mention, Int)? {
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
