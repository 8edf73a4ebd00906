import Events
@testable import Reading
import TestGround
import Testing

/// What is found by looking at every place of the line for every form of every phrase, one word after the other.
private struct PlainSearch {
  let line: [(word: String, isJoined: Bool)]
  let sets: [String: Set<String>]

  struct Found: Hashable {
    var phrase: Int
    var words: Range<Int>
  }

  func found(_ phrases: [Phrase]) throws -> Set<Found> {
    var found: Set<Found> = []
    for (number, phrase) in phrases.enumerated() {
      for form in try Notation.forms(phrase.text) {
        let words = form.filter { $0 != [.edge] }
        for first in line.indices where matches(first, words[0]) {
          for end in ends(words.dropFirst(), from: first + 1) where hasRoom(first..<end, form) {
            found.insert(Found(phrase: number, words: first..<end))
          }
        }
      }
    }
    return found
  }

  private func hasRoom(_ words: Range<Int>, _ form: [Slot]) -> Bool {
    let isAloneBefore = words.lowerBound == 0 || !line[words.lowerBound].isJoined
    let isAloneBehind = words.upperBound == line.count || !line[words.upperBound].isJoined
    return (form.first != [.edge] || isAloneBefore) && (form.last != [.edge] || isAloneBehind)
  }

  /// Where the rest of a form may end whose words so far end here.
  private func ends(_ rest: ArraySlice<Slot>, from end: Int) -> Set<Int> {
    guard let slot = rest.first else { return [end] }
    if slot == [.gap] { return ends(rest.dropFirst(), from: end, within: 5) { _ in true } }
    return ends(rest, from: end, within: 4) { sets["filler"]?.contains(line[$0].word) ?? false }
  }

  private func ends(
    _ rest: ArraySlice<Slot>, from end: Int, within most: Int, passing mayPass: (Int) -> Bool
  ) -> Set<Int> {
    guard let slot = rest.first else { return [] }
    var all: Set<Int> = []
    var next = end
    while next < line.count, next < end + most, line[next].isJoined {
      if matches(next, slot) { all.formUnion(ends(rest.dropFirst(), from: next + 1)) }
      guard mayPass(next) else { break }
      next += 1
    }
    return all
  }

  private func matches(_ i: Int, _ slot: Slot) -> Bool {
    slot.contains { piece in
      switch piece {
      case .exact(let word): line[i].word == word
      case .set(let name): sets[name]?.contains(line[i].word) ?? false
      default: false
      }
    }
  }
}

@Suite struct `The search` {
  static let words = ["bab", "dod", "fef", "gig", "kuk", "lyl", "mam", "nin", "pop", "rer", "sos", "tit"]
  static let sets = ["filler": ["bab", "dod"], "few": ["fef", "gig", "bab"], "many": Array(words[3...9])]

  /// In every notation, of few words, so that many phrases meet.
  static func phrase(_ random: inout Seeded) -> Phrase {
    let slots = (0..<Int.random(in: 1...4, using: &random)).map { _ in
      switch Int.random(in: 0..<10, using: &random) {
      case 0: "<few>"
      case 1: "<many>"
      case 2...4: "=\(words.pick(&random))/=\(words.pick(&random))"
      default: "=\(words.pick(&random))"
      }
    }
    var text = "=" + words.pick(&random)
    var others = 0
    for slot in slots {
      let joint = others < 2 ? [" ", " ", " ... ", " + "].pick(&random) : [" ", " ... "].pick(&random)
      if joint == " + " { others += 1 }
      let isLoose = joint == " " && Int.random(in: 0..<5, using: &random) == 0
      text += joint + (isLoose ? "(\(slot))" : slot)
    }
    guard others == 0, Int.random(in: 0..<4, using: &random) == 0 else { return Phrase(text, .danish) }
    return Phrase([". \(text)", "\(text) .", ". \(text) ."].pick(&random), .danish)
  }

  static func vocabulary(_ phrases: [Phrase]) -> Vocabulary {
    let kinds = phrases.enumerated().map { number, phrase in
      KindEntry(Kind("kind-\(number)"), group: "a", danish: "a", english: "a", phrases: [phrase])
    }
    let sets = sets.map { name, words in
      WordSet(name, phrases: words.map { Phrase("=" + $0, .danish) })
    }
    return Vocabulary(kinds: kinds, sets: sets)
  }

  static func line(_ count: Int, _ random: inout Seeded) -> [(word: String, isJoined: Bool)] {
    (0..<count).map { i in (words.pick(&random), i > 0 && Int.random(in: 0..<12, using: &random) > 0) }
  }

  @Test(arguments: 0..<20) func `finds what is found by looking everywhere, in short lines and long`(
    seed: UInt64
  ) throws {
    var random = Seeded(100 + seed)
    let phrases = (0..<60).map { _ in Self.phrase(&random) }
    let vocabulary = CompiledVocabulary(Self.vocabulary(phrases))
    var words = Words(vocabulary)
    var search = Phrases()
    var count = 0
    for length in [1, 2, 5, 9, 9, 14, 30, 63, 64, 65, 140] {
      let line = Self.line(length, &random)
      let text = line.map { ($0.isJoined ? " " : ", ") + $0.word }.joined()
      words.read(text.utf8.span)
      search.search(words, vocabulary)
      let found = search.hits.indices.map { place in
        let hit = search.hits[place]
        return PlainSearch.Found(phrase: Int(hit.meaning.phrase), words: hit.first..<hit.end)
      }
      let plain = PlainSearch(line: line, sets: Self.sets.mapValues { Set($0) })
      #expect(try Set(found) == plain.found(phrases), "\(text)")
      #expect(found.map(\.words.lowerBound) == found.map(\.words.lowerBound).sorted())
      count += found.count
    }
    #expect(count > 100)
  }
}
