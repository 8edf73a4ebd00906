/// A place where a middle begins, and the first place at which it can then end.
struct Window {
  var person: Int32
  var from: Int32
  var to: Int32
}

/// All places of a middle, participant by participant and in order.
struct Windows {
  private var all: [Window] = []
  private var starts: [Int] = [0]

  /// Of a middle of one item.
  init(_ item: Int, _ sequences: Sequences) {
    let places = sequences.occurrences(item)
    all.reserveCapacity(places.count)
    for place in places { add(Window(person: sequences.owner[Int(place)], from: place, to: place)) }
    if !all.isEmpty { starts.append(all.count) }
  }

  private init() {}

  var isEmpty: Bool { all.isEmpty }
  var runs: some Sequence<ArraySlice<Window>> {
    (0..<starts.count - 1).lazy.map { all[starts[$0]..<starts[$0 + 1]] }
  }
  var firsts: some Sequence<Window> { starts.dropLast().lazy.map { all[$0] } }

  private mutating func add(_ window: Window) {
    if let last = all.last, last.person != window.person { starts.append(all.count) }
    all.append(window)
  }

  /// The same middle with each item behind it.
  mutating func followed(by sequences: Sequences) -> [(Int32, Windows)] {
    var wider: [Int32: Windows] = [:]
    for run in runs {
      guard let first = run.first else { continue }
      let end = Int(sequences.starts[Int(first.person) + 1])
      var next: [Int32: Int32] = [:]
      var found: [(Int32, Window)] = []
      var place = end
      for window in run.reversed() {
        while place > Int(window.to) + 1 {
          place -= 1
          next[sequences.items[place]] = Int32(place)
        }
        for (item, to) in next {
          found.append((item, Window(person: window.person, from: window.from, to: to)))
        }
      }
      for (item, window) in found.reversed() { wider[item, default: Windows()].add(window) }
    }
    return wider.sorted { $0.key < $1.key }.map { ($0.key, $0.value.closed) }
  }

  private var closed: Windows {
    var closed = self
    closed.starts.append(all.count)
    return closed
  }
}
