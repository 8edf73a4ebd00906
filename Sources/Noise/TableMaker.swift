/// Counts participants by cell and adds noise to every cell. The unit is the participant: each adds to at most
/// `contributions` cells of a table, and one to each.
public struct TableMaker: Sendable {
  private let keys: PublicKeys
  private let contributions: Int
  private let mechanism: Mechanism

  public init(keys: PublicKeys, contributions: Int, mechanism: Mechanism) {
    (self.keys, self.contributions, self.mechanism) = (keys, contributions, mechanism)
  }

  /// - Parameters:
  ///   - columns: of `category`, `region`, `quarter`.
  ///   - query: the number of the table in its release, so that each chooses cells anew.
  ///   - bits: the system's generator, unless it is a test.
  public func table(
    _ columns: [String], of steps: Steps, choice: Choice, query: Int,
    bits: inout some RandomNumberGenerator
  ) throws(NoiseRefusal) -> NoisyTable {
    let grid = try Grid(columns, keys)
    let counts = counts(grid, steps, choice, query)
    let cells = counts.indices.map { cell in
      NoisyCell(grid.key(of: cell), counts[cell] + mechanism.draw(&bits))
    }
    return NoisyTable(columns, cells, mechanism, contributions: contributions)
  }

  /// Without noise: for the dossier and the tests, never for a release.
  func counts(_ grid: Grid, _ steps: Steps, _ choice: Choice, _ query: Int) -> [Int] {
    var counts = [Int](repeating: 0, count: grid.count)
    for person in 0..<steps.people {
      let own = Set(steps.events(of: person).map { grid.cell(of: $0, steps) }).sorted()
      for cell in choice.some(own, of: person, bound: contributions, query: query) { counts[cell] += 1 }
    }
    return counts
  }
}

/// The cells of a table: every combination of the values of its columns, the last column fastest.
struct Grid {
  let columns: [String]
  private let values: [[String]]

  init(_ columns: [String], _ keys: PublicKeys) throws(NoiseRefusal) {
    self.columns = columns
    var values: [[String]] = []
    for column in columns {
      guard let known = keys.values(of: column), !known.isEmpty else { throw .unknownColumn(column) }
      values.append(known)
    }
    self.values = values
  }

  var count: Int { values.reduce(1) { $0 * $1.count } }

  func cell(of event: Int, _ steps: Steps) -> Int {
    zip(columns, values).reduce(0) { $0 * $1.1.count + Int(steps[$1.0][event]) }
  }

  func key(of cell: Int) -> [String] {
    var (rest, key) = (cell, [String]())
    for values in values.reversed() {
      key.append(values[rest % values.count])
      rest /= values.count
    }
    return key.reversed()
  }
}
