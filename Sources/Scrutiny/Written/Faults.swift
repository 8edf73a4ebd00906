/// What is wrong with the rows, how often, and where first.
struct Faults: Sendable {
  enum Kind: CaseIterable, Sendable {
    /// A file or a row that is no JSON of texts and one number.
    case unreadable
    /// A participant before one with a smaller pseudonym, or met again.
    case order
    /// Rows that are not numbered 1, 2, 3… within the participant.
    case numbering
    /// A column that no release has, one that is missing in some rows, one that stands twice.
    case column
    /// A time before the one of the row above.
    case clock
  }

  private(set) var counts: [Kind: Int] = [:]
  private(set) var first: [Kind: String] = [:]

  subscript(kind: Kind) -> Int { counts[kind, default: 0] }

  mutating func note(_ kind: Kind, _ place: @autoclosure () -> String) {
    if counts[kind, default: 0] == 0 { first[kind] = place() }
    counts[kind, default: 0] += 1
  }

  mutating func add(_ other: Faults) {
    for (kind, count) in other.counts {
      if first[kind] == nil { first[kind] = other.first[kind] }
      counts[kind, default: 0] += count
    }
  }
}
