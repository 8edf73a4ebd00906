public import Releases

/// How near what was drawn is to the truth. It is measured on the data, so it is for the dossier and the benchmarks
/// and never published: what is published is the error that follows from the noise alone.
public struct Nearness: Hashable, Sendable, Codable {
  /// By table: the median, over the cells that anybody stands in, of |count − truth| / truth. Clipping counts too.
  public var tables: [String: Double] = [:]
  /// The total variation between what follows what in the streams and in the truth, with beginnings and ends; nil
  /// without streams.
  public var transitions: Double?

  public init(
    _ tables: [NoisyTable], _ streams: EventTable?, of steps: Steps, keys: PublicKeys
  ) throws(NoiseRefusal) {
    for table in tables {
      let known = table.columns.contains("quarter") ? steps.withQuarter : steps
      self.tables[table.name] = try Nearness.medianError(table, known, keys)
    }
    transitions = streams.map { Nearness.distance($0, steps, categories: keys.categories.count) }
  }

  private static func medianError(
    _ table: NoisyTable, _ steps: Steps, _ keys: PublicKeys
  ) throws(NoiseRefusal) -> Double {
    let grid = try Grid(table.columns, keys)
    let maker = TableMaker(keys: keys, contributions: .max, mechanism: table.mechanism)
    let truth = maker.counts(grid, steps, Choice(seeds: []), 0)
    let errors = zip(table.cells, truth).filter { $0.1 > 0 }.map { cell, truth in
      Double(abs(cell.count - truth)) / Double(truth)
    }
    return errors.isEmpty ? 0 : errors.sorted()[errors.count / 2]
  }

  private static func distance(_ streams: EventTable, _ steps: Steps, categories: Int) -> Double {
    let invented = Steps(
      starts: streams.starts, category: streams.columns[0].codes.map { Int32($0) },
      day: Array(repeating: 0, count: streams.rows))
    let (a, b) = (shares(steps, categories), shares(invented, categories))
    return zip(a, b).reduce(0) { $0 + abs($1.0 - $1.1) } / 2
  }

  private static func shares(_ steps: Steps, _ categories: Int) -> [Double] {
    var all = Transitions(categories: categories, order: 1)
    all.count(steps, Choice(seeds: []), bound: .max, query: 0)
    let sum = Double(max(1, all.next.reduce(0, +)))
    return all.next.map { Double($0) / sum }
  }
}

extension Steps {
  /// Without the events that lie in no quarter of the keys.
  public var withQuarter: Steps {
    var kept = Steps()
    for person in 0..<people {
      for event in events(of: person) where quarter[event] >= 0 {
        kept.category.append(category[event])
        kept.region.append(region[event])
        kept.quarter.append(quarter[event])
        kept.day.append(day[event])
      }
      kept.starts.append(kept.category.count)
    }
    return kept
  }
}
