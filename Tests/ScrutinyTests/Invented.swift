import Releases
import TestGround

extension EventTable {
  /// From rows of values, case after case.
  init(_ cases: [(String, [[String]])], columns names: [ReleaseColumn]) {
    self.init(cases: cases.map(\.0), columns: names.map { Column($0.rawValue) })
    for (_, rows) in cases {
      for row in rows {
        for (index, value) in row.enumerated() { columns[index].append(value) }
      }
      starts.append((starts.last ?? 0) + rows.count)
    }
  }

  /// Kinds of a small alphabet, in times that only grow, at two places.
  static func invented(people: Int, rows: ClosedRange<Int>, kinds: Int, _ chance: inout Seeded) -> EventTable
  {
    let times = ["0-7", "8-30", "31-91"]
    let cases = (0..<people).map { person in
      let count = Int.random(in: rows, using: &chance)
      let told = (0..<count).map { _ in Int.random(in: 0..<times.count, using: &chance) }.sorted()
      return (
        name(person),
        told.map { time in
          [
            "k\(Int.random(in: 0..<kinds, using: &chance))", times[time],
            Bool.random(using: &chance) ? "Nord" : "Syd",
          ]
        }
      )
    }
    return EventTable(cases, columns: [.kind, .time, .place])
  }

  /// Sixteen letters that sort as the numbers do.
  static func name(_ number: Int) -> String {
    let letters = Array("234567abcdefghijklmnopqrstuvwxyz")
    var (rest, digits) = (number, "")
    for _ in 0..<4 {
      digits = String(letters[rest & 31]) + digits
      rest >>= 5
    }
    return "pseudonymous" + digits
  }
}

extension Column {
  mutating func append(_ value: String) {
    if !words.contains(value) { words.append(value) }
    codes.append(UInt32(words.firstIndex(of: value) ?? 0))
  }
}
