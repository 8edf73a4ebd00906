package import Events
internal import Glibc
package import Reading

/// Where a line that was found stands.
package struct Finding: Hashable, Sendable {
  package let person: Handle
  package let event: EventID

  package init(person: Handle, event: EventID) { (self.person, self.event) = (person, event) }
}

/// The best lines, and how many there are.
package struct Findings: Sendable {
  package var best: [Finding] = []
  package var count = 0
}

/// A segment, and who is not to be found in it any more.
package struct Shelf: Sendable {
  package let segment: Segment
  /// Of each person, whether their lines have changed since; empty where nobody's have.
  private var isHidden: [Bool] = []

  package init(_ segment: Segment) { self.segment = segment }

  package mutating func hide(_ person: Int32) {
    if isHidden.isEmpty { isHidden = [Bool](repeating: false, count: segment.persons.count) }
    isHidden[Int(person)] = true
  }

  private func shows(_ line: Int32) -> Bool { !isHidden[Int(segment.owners[Int(line)])] }

  /// In how many lines a term stands.
  func count(of term: Int) -> Int {
    let lines = segment.lines(of: term)
    return isHidden.isEmpty ? lines.count : lines.count(where: shows)
  }

  func holds(_ term: Int) -> Bool { isHidden.isEmpty || segment.lines(of: term).contains(where: shows) }

  var lineCount: Int {
    isHidden.isEmpty ? segment.owners.count : segment.owners.count { !isHidden[Int($0)] }
  }

  /// Of each person.
  func isShown(only: Handle?) -> [Bool] {
    segment.persons.enumerated().map { place, person in
      (isHidden.isEmpty || !isHidden[place]) && (only == nil || person == only)
    }
  }
}

/// Lines of many persons in memory, on shelves of which each is searched by itself.
package struct LineIndex: Sendable {
  package var shelves: [Shelf]

  package init(_ shelves: [Shelf]) { self.shelves = shelves }

  /// A line is worth the rarity of each word that it holds, times how like it is to the one that was asked for;
  /// among equals the newest comes first. Lines worth less than four tenths of the best are left
  /// out.
  /// - Parameters:
  ///   - most: so many at most.
  ///   - only: whose lines; everybody's where nil.
  package func find(
    _ question: Question, _ vocabulary: CompiledVocabulary, most: Int, only: Handle? = nil
  ) -> Findings {
    guard !question.isEmpty else { return Findings() }
    let asked = Understanding(shelves: shelves, forms: WordForms(vocabulary)).asked(question.words)
    let all = shelves.reduce(0) { $0 + $1.lineCount }
    let rarities = asked.map { Rarities($0, shelves, of: all) }
    let scores = shelves.enumerated().map { index, shelf in
      let worth = zip(asked, rarities).map { Worth($0, index, $1) }
      return shelf.segment.scores(worth, naming: question.persons, isShown: shelf.isShown(only: only))
    }
    let least = (scores.compactMap { $0.max() }.max() ?? 0) * Self.leastShare
    var best = Best(most)
    guard least > 0 else { return best.findings }
    for (shelf, scores) in zip(shelves, scores) {
      for (line, score) in scores.enumerated() where score >= least { best.take(shelf.segment, line, score) }
    }
    return best.findings
  }

  private static let leastShare: Float = 0.4
}

/// How much a word that is asked for tells, and each of its halves: the rarer, the more.
private struct Rarities {
  let whole: Float
  let halves: [Float]

  init(_ asked: Asked, _ shelves: [Shelf], of all: Int) {
    whole = Self.rarity(asked.whole.count(in: shelves), of: all)
    halves = asked.halves.map { Self.rarity($0.count(in: shelves), of: all) }
  }

  /// Of what stands in so many of all lines (Robertson and Spärck Jones 1976, as in BM25).
  private static func rarity(_ count: Int, of all: Int) -> Float {
    let (n, count) = (Float(all), Float(min(count, all)))
    return logf(1 + (n - count + 0.5) / (count + 0.5))
  }
}

/// What the terms of one shelf are worth that stand for a word.
private struct Worth {
  typealias Terms = [(term: Int, worth: Float)]

  /// The worthiest first.
  let whole: Terms
  let halves: [Terms]

  init(_ asked: Asked, _ shelf: Int, _ rarities: Rarities) {
    whole = asked.whole.terms[shelf].map { ($0.term, $0.weight * rarities.whole) }
    halves = zip(asked.halves, rarities.halves).map { half, rarity in
      half.terms[shelf].map { ($0.term, $0.weight * rarity * Meaning.Weight.half) }
    }
  }
}

extension Segment {
  /// What each line is worth; nothing where it may not be shown, or does not name whom it must.
  /// - Parameters:
  ///   - worth: of each word that is asked for.
  ///   - isShown: of each person.
  fileprivate func scores(_ worth: [Worth], naming persons: [[Handle]], isShown: [Bool]) -> [Float] {
    var scores = [Float](repeating: worth.isEmpty ? 1 : 0, count: owners.count)
    // Of each line, the last step that counted it: a word counts once, and its halves where it does not stand.
    var counted = [Int32](repeating: -1, count: owners.count)
    var step: Int32 = 0
    for word in worth {
      let whole = step
      for (number, terms) in ([word.whole] + word.halves).enumerated() {
        let isHalf = number > 0
        for (term, worth) in terms {
          for line in lines(of: term) where counted[Int(line)] < step {
            if isHalf, counted[Int(line)] == whole { continue }
            counted[Int(line)] = step
            scores[Int(line)] += worth
          }
        }
        step += 1
      }
    }
    for person in persons { keep(linesNaming: person, &scores) }
    if isShown.contains(false) {
      for line in scores.indices where !isShown[Int(owners[line])] { scores[line] = 0 }
    }
    return scores
  }

  private func keep(linesNaming person: [Handle], _ scores: inout [Float]) {
    var names = [Bool](repeating: false, count: owners.count)
    for term in person.compactMap({ terms.number(of: $0) }) {
      for line in lines(of: term) { names[Int(line)] = true }
    }
    for line in scores.indices where !names[line] { scores[line] = 0 }
  }
}

/// The best of the lines that it takes, in order.
private struct Best {
  private let most: Int
  private var lines: [(score: Float, minute: Int64, finding: Finding)] = []
  private var count = 0

  init(_ most: Int) { self.most = most }

  var findings: Findings { Findings(best: lines.map(\.finding), count: count) }

  mutating func take(_ segment: Segment, _ line: Int, _ score: Float) {
    count += 1
    let minute = segment.minutes[line]
    if lines.count == most, let last = lines.last, (last.score, last.minute) > (score, minute) { return }
    let person = segment.persons[Int(segment.owners[line])]
    let one = (score, minute, Finding(person: person, event: segment.events[line]))
    lines.insert(one, at: lines.firstIndex { Self.isBefore(one, $0) } ?? lines.count)
    if lines.count > most { lines.removeLast() }
  }

  private static func isBefore(
    _ a: (score: Float, minute: Int64, finding: Finding), _ b: (score: Float, minute: Int64, finding: Finding)
  ) -> Bool {
    (a.score, a.minute, a.finding.event) > (b.score, b.minute, b.finding.event)
  }
}
