/// A count with noise, as it is published.
public struct NoisyCell: Hashable, Sendable {
  /// A value for each column of the table.
  public var key: [String]
  /// May be below zero: to cut it off would bend sums.
  public var count: Int

  public init(_ key: [String], _ count: Int) { (self.key, self.count) = (key, count) }
}

/// How many participants stand in each cell, with noise. Every cell of the public keys is there, empty ones too.
public struct NoisyTable: Hashable, Sendable {
  /// Its columns joined by hyphens: `category-region`.
  public var name: String { columns.joined(separator: "-") }
  public var columns: [String]
  public var cells: [NoisyCell]
  public var mechanism: Mechanism
  /// To how many cells one participant adds at most.
  public var contributions: Int

  public init(_ columns: [String], _ cells: [NoisyCell], _ mechanism: Mechanism, contributions: Int) {
    (self.columns, self.cells, self.mechanism) = (columns, cells, mechanism)
    self.contributions = contributions
  }
}

/// The values that cells can have: of the policy and the vocabulary, never of what happened. A value that nobody
/// has stands here all the same.
public struct PublicKeys: Hashable, Sendable {
  public var categories: [String]
  public var regions: [String]
  public var quarters: [String]

  public init(categories: [String], regions: [String] = [], quarters: [String] = []) {
    (self.categories, self.regions, self.quarters) = (categories, regions, quarters)
  }

  /// The values of a column of `NoiseRule.tables`; nil for a column that no table can have.
  public func values(of column: String) -> [String]? {
    switch column {
    case "category": categories
    case "region": regions
    case "quarter": quarters
    default: nil
    }
  }
}

/// What happened to each participant, in order, by the places of its values in the public keys. An event with a
/// value outside them is left out before.
public struct Steps: Sendable {
  /// Where the events of each begin, and after the last one how many there are.
  public var starts: [Int]
  /// For each event: its places in the public keys, and its day.
  public var category: [Int32]
  public var region: [Int32]
  public var quarter: [Int32]
  public var day: [Int32]

  public init(
    starts: [Int] = [0], category: [Int32] = [], region: [Int32] = [], quarter: [Int32] = [],
    day: [Int32] = []
  ) {
    (self.starts, self.category, self.region) = (starts, category, region)
    (self.quarter, self.day) = (quarter, day)
  }

  public var people: Int { starts.count - 1 }
  public func events(of person: Int) -> Range<Int> { starts[person]..<starts[person + 1] }

  subscript(column: String) -> [Int32] {
    switch column {
    case "region": region
    case "quarter": quarter
    default: category
    }
  }
}
