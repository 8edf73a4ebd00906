internal import Events
internal import Synchronization

/// Numbers for the places and for what is counted, the same for all threads of one rebuild: sums that are kept
/// by numbers take a third of the room.
final class Labels: Sendable {
  /// What is counted, without place and period.
  struct What: Hashable {
    let what: UInt8
    let kind: Kind?
  }

  struct Lists {
    fileprivate(set) var places: [String] = []
    fileprivate(set) var whats: [What] = []
    fileprivate var placeNumbers: [String: UInt32] = [:]
    fileprivate var whatNumbers: [What: UInt32] = [:]

    func key(of sum: PackedSum) -> Tally.Key {
      let what = whats[sum.what]
      return Tally.Key(place: places[sum.place], period: sum.period, what: what.what, kind: what.kind)
    }
  }

  private let lists = Mutex(Lists())

  func place(_ name: String) -> UInt32 {
    lists.withLock { lists in
      if let number = lists.placeNumbers[name] { return number }
      lists.places.append(name)
      lists.placeNumbers[name] = UInt32(lists.places.count - 1)
      return UInt32(lists.places.count - 1)
    }
  }

  func what(_ what: What) -> UInt32 {
    lists.withLock { lists in
      if let number = lists.whatNumbers[what] { return number }
      lists.whats.append(what)
      lists.whatNumbers[what] = UInt32(lists.whats.count - 1)
      return UInt32(lists.whats.count - 1)
    }
  }

  /// All that were given a number, by their numbers.
  var all: Lists { lists.withLock { $0 } }
}

/// The numbers that one thread has asked for.
struct KnownLabels: Sendable {
  private let labels: Labels
  private var places: [String: UInt32] = [:]
  private var last: (name: String, number: UInt32)
  /// By what, then by the kind's number from 1; none stands at 0.
  private var whats: [[UInt32]] = []

  private static let unknown = UInt32.max

  init(_ labels: Labels) {
    self.labels = labels
    last = ("", labels.place(""))
  }

  mutating func place(_ name: String) -> UInt32 {
    if last.name == name { return last.number }
    last = (name, places[name] ?? learn(name))
    return last.number
  }

  private mutating func learn(_ name: String) -> UInt32 {
    let number = labels.place(name)
    places[name] = number
    return number
  }

  mutating func what(_ what: UInt8, _ kind: Kind?) -> UInt32 {
    let (row, column) = (Int(what), kind.map { $0.number + 1 } ?? 0)
    while whats.count <= row { whats.append([]) }
    while whats[row].count <= column { whats[row].append(Self.unknown) }
    if whats[row][column] == Self.unknown {
      whats[row][column] = labels.what(Labels.What(what: what, kind: kind))
    }
    return whats[row][column]
  }
}
