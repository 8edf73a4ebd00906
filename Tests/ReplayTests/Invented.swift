import Events
import Releases

/// Releases that are told by hand or drawn from a seed; nobody's.
enum Invented {
  /// A word for each event, its parts with bars between: `kind|time|mode|place|worker`, what is left out being empty.
  static func table(_ stories: [(String, [String])]) -> EventTable {
    var rows: [[String]] = []
    var table = EventTable(cases: stories.map(\.0))
    for (_, events) in stories {
      rows += events.map { event in
        let parts = event.split(separator: "|", omittingEmptySubsequences: false).map(String.init)
        return parts + Array(repeating: "", count: 5 - parts.count)
      }
      table.starts.append(rows.count)
    }
    let columns: [ReleaseColumn] = [.kind, .time, .mode, .place, .worker]
    for (index, column) in columns.enumerated() where rows.contains(where: { !$0[index].isEmpty }) {
      table.columns.append(Column(column.rawValue, rows.map { $0[index] }))
    }
    return table
  }

  static let spans = ["0-7", "8-30", "31-91", "92-182", "183-365", "366-"]
  static let kinds = ["bridge", "contact", "door-opened", "granted", "help", "thing", "trust", "rare"]

  /// Stories of up to twenty events, the first in the first span.
  static func release(_ seed: UInt64, people: Int = 300) -> EventTable {
    var chance = Seeded(seed)
    let stories = (0..<people).map { number in
      var span = 0
      let events = (0..<chance.next(20) + 1).map { index in
        if index > 0, chance.next(4) == 0 { span = min(5, span + 1) }
        let kind = chance.next(60) == 0 ? "rare" : kinds[chance.next(chance.next(7) + 1)]
        let mode = kind == "bridge" ? ["happened", "arranged", "declined"][chance.next(3)] : "happened"
        return "\(kind)|\(spans[span])|\(mode)|\(["Nord", "Syd", ""][chance.next(3)])"
      }
      return ("p\(String(1000 + number))", events)
    }
    return table(stories)
  }
}

/// SplitMix64.
struct Seeded {
  private var state: UInt64

  init(_ seed: UInt64) { state = seed }

  mutating func next(_ below: Int) -> Int {
    state &+= 0x9e37_79b9_7f4a_7c15
    var z = state
    z = (z ^ z >> 30) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ z >> 27) &* 0x94d0_49bb_1331_11eb
    return Int((z ^ z >> 31) % UInt64(below))
  }
}

extension Column {
  init(_ name: String, _ values: [String]) {
    let words = Array(Set(values)).sorted()
    let numbers = Dictionary(uniqueKeysWithValues: words.enumerated().map { ($1, UInt32($0)) })
    self.init(name, words: words, codes: values.map { numbers[$0] ?? 0 })
  }
}
