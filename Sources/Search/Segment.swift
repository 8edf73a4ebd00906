package import Events
package import Reading

/// The lines of some persons, ready to be searched: made once, then only read. It holds their words, and of the
/// lines no more than whose they are and when they happened.
package final class Segment: Sendable {
  /// Whose lines these are.
  let persons: [Handle]
  /// Of each line, its place in `persons`.
  let owners: [Int32]
  let minutes: [Int64]
  let events: [EventID]
  let terms: Terms
  /// The lines of each term, in order, each once; where those of a term begin.
  private let lines: [Int32]
  private let firsts: [Int32]

  fileprivate init(_ maker: SegmentMaker) {
    (persons, owners, minutes, events) = (maker.persons, maker.owners, maker.minutes, maker.events)
    (lines, firsts) = maker.inverted()
    terms = maker.takeTerms()
  }

  func lines(of term: Int) -> ArraySlice<Int32> { lines[Int(firsts[term])..<Int(firsts[term + 1])] }
}

/// Takes one person's lines after another.
package final class SegmentMaker {
  fileprivate private(set) var persons: [Handle] = []
  fileprivate private(set) var owners: [Int32] = []
  fileprivate private(set) var minutes: [Int64] = []
  fileprivate private(set) var events: [EventID] = []
  private var terms = Terms()
  /// The terms of all lines, one line behind the other, and where each line ends.
  private var told: [Int32] = []
  private var ends: [Int32] = []
  private var words = LineWords()
  private var word: [UInt8] = []
  private let forms: WordForms

  package init(_ vocabulary: CompiledVocabulary) { forms = WordForms(vocabulary) }

  package func add(_ person: Handle, _ lines: [Told]) {
    let owner = Int32(persons.count)
    persons.append(person)
    for line in lines {
      owners.append(owner)
      minutes.append(line.when.minute)
      events.append(line.event)
      take(line.line, of: person)
      ends.append(Int32(told.count))
    }
  }

  /// Whom the line is about is found by name as if the line named them.
  private func take(_ line: Line, of person: Handle) {
    told.append(terms.add(person))
    for mention in line.mentions { told.append(terms.add(mention)) }
    words.split(line.text)
    for i in 0..<words.count where words.copy(i, into: &word) { told.append(terms.add(word, forms)) }
  }

  /// The lines of each term, by counting how many there are.
  fileprivate func inverted() -> (lines: [Int32], firsts: [Int32]) {
    var firsts = [Int32](repeating: 0, count: terms.count + 1)
    eachOnce { term, _ in firsts[Int(term) + 1] += 1 }
    for term in 0..<terms.count { firsts[term + 1] += firsts[term] }
    var (next, lines) = (firsts, [Int32](repeating: 0, count: Int(firsts[terms.count])))
    eachOnce { term, line in
      lines[Int(next[Int(term)])] = line
      next[Int(term)] += 1
    }
    return (lines, firsts)
  }

  private func eachOnce(_ body: (_ term: Int32, _ line: Int32) -> Void) {
    var last = [Int32](repeating: -1, count: terms.count)
    var place = 0
    for (line, end) in ends.enumerated() {
      while place < Int(end) {
        let term = told[place]
        if last[Int(term)] != Int32(line) { body(term, Int32(line)) }
        last[Int(term)] = Int32(line)
        place += 1
      }
    }
  }

  fileprivate func takeTerms() -> Terms {
    var taken = Terms()
    swap(&taken, &terms)
    return taken
  }

  /// To be called once, at the end.
  package func finished() -> Segment { Segment(self) }
}
