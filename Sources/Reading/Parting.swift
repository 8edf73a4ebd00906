/// Says of whom each piece of a line tells.
///
/// Strands that are one list of names go together, `Mette, Lone og Kurt spiste`. Such a list, or a strand with a
/// subject, tells of those whom it names; a strand of everybody tells of all; any other goes on with the one before.
struct Parting {
  private(set) var strands: [Strand]
  /// By strand.
  private(set) var people: [Set<Int>]

  init(_ clauses: borrowing Clauses, _ bearers: [Int?]) {
    strands = clauses.strands(bearers)
    people = []
    let everybody = Set(bearers.compactMap(\.self))
    var told = everybody
    var i = 0
    while i < strands.count {
      let list = list(from: i)
      let named = list.reduce(into: Set()) { $0.formUnion(strands[$1].named) }
      if strands[i].isOfEverybody {
        told = everybody
      } else if !named.isEmpty, list.count > 1 || strands[i].hasSubject {
        told = named
      }
      people += list.map { _ in told }
      i = list.upperBound
    }
    leaveNobodyOut(everybody)
  }

  /// The strands that a list of names ties to this one.
  private func list(from first: Int) -> Range<Int> {
    var end = first + 1
    var isBare = strands[first].isBare
    var isClosed = false
    while end < strands.count, isTied(end, isBare: isBare && !isClosed) {
      isBare = isBare && strands[end].isBare
      isClosed = isClosed || strands[end].link == .and
      end += 1
    }
    return first..<end
  }

  /// Whether the list goes on with this strand.
  /// - Parameter isBare: whether it has been names alone until here, without an `og` between them.
  private func isTied(_ i: Int, isBare: Bool) -> Bool {
    let strand = strands[i]
    guard strand.beginsWithName, strands[i - 1].endsWithName else { return false }
    switch strand.link {
    case .and: return isBare || strand.isBare || !strand.hasVerb
    case .comma: return isBare || strand.isBare && goesOn(i + 1)
    case .sentence, .turn, .own: return false
    }
  }

  /// Whether this ends a list: `og Kurt`, or nothing more.
  private func goesOn(_ i: Int) -> Bool {
    i == strands.count || strands[i].link == .and && strands[i].isBare
  }

  private mutating func leaveNobodyOut(_ everybody: Set<Int>) {
    for person in everybody.subtracting(people.reduce(into: []) { $0.formUnion($1) }) {
      for i in strands.indices where strands[i].named.contains(person) { people[i].insert(person) }
    }
  }
}
