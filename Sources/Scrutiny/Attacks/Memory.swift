internal import Releases

/// Finds what was really there in what was released: an event that somebody remembers as an item, or as the items
/// that it may be.
struct Memory: Sendable {
  private let scale: TimeScale?
  private let hasTime: Bool
  private let columns: [ReleaseColumn]
  /// By all that is released but the time, for each time the item; -1 where nobody has it.
  private var items: [[String]: [Int]] = [:]

  init(_ intruder: Intruder) {
    let names = intruder.items.columns.compactMap { ReleaseColumn(rawValue: $0.name) }
    columns = names.filter { $0 != .time }
    let time = intruder.items.columns.first { $0.name == ReleaseColumn.time.rawValue }
    hasTime = time != nil
    scale = time.flatMap { TimeScale($0.words) }
    let places = max(1, scale?.words.count ?? 1)
    for item in 0..<intruder.items.count {
      let key = columns.map { intruder.items.value(item, $0) }
      let place = scale?.words.firstIndex(of: intruder.items.value(item, .time)) ?? 0
      items[key, default: [Int](repeating: -1, count: places)][place] = item
    }
  }

  /// Whether times can be compared at all.
  var isUsable: Bool { !hasTime || scale != nil }

  private func key(_ event: Truth.Event) -> [String] {
    columns.map { column in
      switch column {
      case .kind: event.kind
      case .mode: event.mode
      case .place: event.place
      case .worker: event.worker
      case .time, .count: ""
      }
    }
  }

  /// Nil where nobody in the release has such an event.
  func item(_ event: Truth.Event, of person: Truth.Person) -> UInt32? {
    guard let byTime = items[key(event)] else { return nil }
    guard let scale else { return byTime[0] < 0 ? nil : UInt32(byTime[0]) }
    guard let place = scale.place(day: event.day, first: person.firstDay), byTime[place] >= 0 else {
      return nil
    }
    return UInt32(byTime[place])
  }

  /// What an event may be for somebody who is `error` times off and allows for one.
  func items(_ event: Truth.Event, of person: Truth.Person, error: Int) -> [Int] {
    guard let byTime = items[key(event)] else { return [] }
    guard let scale else { return byTime.filter { $0 >= 0 } }
    guard let place = scale.place(day: event.day, first: person.firstDay) else { return [] }
    let off = min(max(0, place + error), byTime.count - 1)
    return byTime[max(0, off - 1)...min(byTime.count - 1, off + 1)].filter { $0 >= 0 }
  }
}
