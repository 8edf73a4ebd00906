internal import Events

/// To which region each participant belongs: the one that was told last; else that of the machine on which they
/// first said yes. The same on every machine that holds the same events, in whatever order they came.
///
/// Of somebody who is erased no body can be read, so that only the clear headers count.
struct Regions: Sendable {
  private struct Home {
    var moved: (at: Moment, by: EventID, region: String)?
    var yes: (at: Moment, by: EventID)?
    /// By the clear headers alone.
    var least: EventID?
  }

  private var homes: [Handle: Home] = [:]
  private var erased: Set<Handle> = []
  /// Grows when somebody who was seen before belongs to another region than they did.
  private(set) var changes = 0

  static let types: EventTypes = [.participantMoved, .consentGiven]

  func hasSeen(_ handle: Handle) -> Bool { homes[handle] != nil }

  /// Any event of a participant, in the order in which they came here; a yes, whether it can be read or not.
  mutating func see(_ header: Header) {
    var home = homes[header.handle] ?? Home()
    if header.type == .consentGiven {
      if homes[header.handle] != nil, home.least.map({ header.id < $0 }) ?? true { changes += 1 }
      home.least = min(home.least ?? header.id, header.id)
    } else if homes[header.handle] != nil {
      return
    }
    homes[header.handle] = home
  }

  mutating func take(_ event: Event) {
    var home = homes[event.handle] ?? Home()
    let stamp = (event.recorded, event.id)
    switch event.content {
    case .participantMoved(let region):
      if home.moved.map({ ($0.at, $0.by) < stamp }) ?? true {
        home.moved = (event.recorded, event.id, region)
        changes += 1
      }
    case .consentGiven:
      if home.yes.map({ stamp < ($0.at, $0.by) }) ?? true {
        if home.yes != nil || home.least != event.id { changes += 1 }
        home.yes = stamp
      }
    default: return
    }
    homes[event.handle] = home
  }

  mutating func erase(_ handles: [Handle]) {
    erased.formUnion(handles)
    changes += 1
  }

  /// A machine's region or origin was told.
  mutating func takeFleet() { changes += 1 }

  /// Empty for a participant of no region, whom hubs and machines of no region keep.
  func region(of handle: Handle, _ fleet: Fleet) -> String {
    guard let home = homes[handle] else { return "" }
    if !erased.contains(handle), let moved = home.moved { return moved.region }
    let first = erased.contains(handle) ? home.least : home.yes?.by ?? home.least
    return first.flatMap { fleet.machine(writingAs: $0.origin)?.region } ?? ""
  }
}
