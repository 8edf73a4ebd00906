import Releases

/// The rows of all participants as a check walks over them: one kind of knowledge is one order of rows. Whoever
/// knows a set or a multiset knows a subsequence of the sorted rows, so that one walk serves all four.
struct Cells {
  /// An item, and where in the same trace it stood before, or -1.
  struct Cell {
    var item: Int32
    var before: Int32
  }

  var cells: [Cell] = []
  var starts: [Int32] = [0]
  /// The numbers of the items, as the rows have them.
  var names: [Int32] = []
  /// For each item the sensitive rules that it falls under.
  var rules: [UInt64] = []
  /// For each participant.
  var owners: [UInt64]

  /// Items that fewer than `people` hold are left out, and answered with their holders by `rare`.
  init(
    _ starts: [Int32], _ item: [Int32], rules: [UInt64], owners: [UInt64], _ knowledge: Knowledge,
    least people: UInt32, rare: (_ item: Int32, _ participant: Int32) -> Void
  ) {
    self.owners = owners
    let kept = Self.supported(starts, item, of: rules.count, least: people)
    var number = Array(repeating: Int32(-1), count: rules.count)
    for name in kept.indices where kept[name] {
      number[name] = Int32(names.count)
      names.append(Int32(name))
      self.rules.append(rules[name])
    }
    cells.reserveCapacity(item.count)
    self.starts.reserveCapacity(starts.count)
    var last = Array(repeating: Int32(-1), count: rules.count)
    var trace: [Int32] = []
    for participant in 0..<starts.count - 1 {
      trace.removeAll(keepingCapacity: true)
      for row in Int(starts[participant])..<Int(starts[participant + 1]) {
        if kept[Int(item[row])] {
          trace.append(number[Int(item[row])])
        } else {
          rare(item[row], Int32(participant))
        }
      }
      if knowledge == .set || knowledge == .multiset { trace.sort() }
      let start = Int32(cells.count)
      for item in trace {
        let before = last[Int(item)] >= start ? last[Int(item)] : -1
        if knowledge == .set && before >= 0 { continue }
        last[Int(item)] = Int32(cells.count)
        cells.append(Cell(item: item, before: before))
      }
      self.starts.append(Int32(cells.count))
    }
  }

  private static func supported(_ starts: [Int32], _ item: [Int32], of items: Int, least: UInt32) -> [Bool] {
    var people = Array(repeating: UInt32(0), count: items)
    var last = Array(repeating: Int32(-1), count: items)
    for participant in 0..<starts.count - 1 {
      for row in Int(starts[participant])..<Int(starts[participant + 1]) {
        let item = Int(item[row])
        if last[item] != Int32(participant) { people[item] += 1 }
        last[item] = Int32(participant)
      }
    }
    return people.map { $0 >= least }
  }
}
