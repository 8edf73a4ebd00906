/// Events in order, case after case, in columns: what a release holds, what an export writes and what an import
/// has read. A row is an event; its number within the case, from 1, is its sequence.
public struct EventTable: Hashable, Sendable {
  /// What a case is called: a participant's pseudonym in a release. In the order in which they stand.
  public var cases: [String]
  /// Where the rows of each case begin, and after the last one how many there are: one more than cases.
  public var starts: [Int]
  /// All of the same length, `rows`.
  public var columns: [Column]

  public init(cases: [String] = [], starts: [Int] = [0], columns: [Column] = []) {
    self.cases = cases
    self.starts = starts
    self.columns = columns
  }

  public var rows: Int { starts.last ?? 0 }

  public func rows(of index: Int) -> Range<Int> { starts[index]..<starts[index + 1] }

  public subscript(name: String) -> Column? { columns.first { $0.name == name } }
}

/// One value for each event, by its number in a list of the different ones. An empty text is no value.
public struct Column: Hashable, Sendable {
  public var name: String
  /// The different values, each once.
  public var words: [String]
  /// For each row the place of its value in `words`.
  public var codes: [UInt32]

  public init(_ name: String, words: [String] = [], codes: [UInt32] = []) {
    self.name = name
    self.words = words
    self.codes = codes
  }

  public subscript(row: Int) -> String { words[Int(codes[row])] }
}

/// The columns of a release. One that is lifted altogether is left out of the table.
public enum ReleaseColumn: String, CaseIterable, Sendable {
  /// What was told: a kind of the vocabulary, a category of the policy, or `contact`.
  case kind
  /// `happened`, `arranged`, `declined`, `failed`.
  case mode
  /// Tier A: a shifted day `2025-03-07` or week `2025-W10`. Tier B: the days since the first released event,
  /// `0-7`, `8-30`, `31-91`, `92-182`, `183-365`, `366-`, or wider; or a quarter, `2025-Q1`.
  case time
  /// A municipality, a region, or nothing.
  case place
  /// Tier A: a pseudonym. Tier B: a role, or nothing.
  case worker
  /// How many of the same kind stood side by side in the same time: `1`, `2-3`, `4-9`, `10-`.
  case count
}
