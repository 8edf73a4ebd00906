internal import Events

/// To which region each participant belongs: the one that was told last; else that of the machine on which they
/// first said yes. The same on every machine that holds the same events, in whatever order they came.
///
/// Of somebody who is erased no body can be read, so that only the clear headers count. Who was let go of somewhere
/// is told of there in the organisation's own words.
struct Regions: Sendable {
  fileprivate struct Home {
    var moved: (at: Moment, by: EventID, region: String)?
    /// All to which they were ever said to have moved.
    var regions: Set<String> = []
    /// By the machines that let go of them, the last move that each has heard of.
    var letGo: [UInt64: (at: Moment, by: EventID)] = [:]
    var yes: (at: Moment, by: EventID)?
    /// The first yes and the first move, by the clear headers alone.
    var least: EventID?
    var leastMove: EventID?
  }

  private var homes: [Handle: Home] = [:]
  private var erased: Set<Handle> = []
  /// Grows when somebody who was seen before belongs to another region than they did.
  private(set) var changes = 0

  /// Of a participant's own.
  static let types: EventTypes = [.participantMoved, .consentGiven]

  func hasSeen(_ handle: Handle) -> Bool { homes[handle] != nil }

  /// Any event of a participant, in the order in which they came here; a yes, whether it can be read or not.
  mutating func see(_ header: Header) {
    var home = homes[header.handle] ?? Home()
    if header.type == .consentGiven {
      if homes[header.handle] != nil, home.least.map({ header.id < $0 }) ?? true { changes += 1 }
      home.least = min(home.least ?? header.id, header.id)
    } else if header.type == .participantMoved {
      if home.leastMove.map({ header.id < $0 }) ?? true, erased.contains(header.handle) { changes += 1 }
      home.leastMove = min(home.leastMove ?? header.id, header.id)
    } else if homes[header.handle] != nil {
      return
    }
    homes[header.handle] = home
  }

  mutating func take(_ event: Event) {
    if case .participantLetGo(let departure) = event.content { return take(departure, by: event.id.origin) }
    var home = homes[event.handle] ?? Home()
    let stamp = (event.recorded, event.id)
    switch event.content {
    case .participantMoved(let region):
      home.regions.insert(region)
      if home.move(to: region, by: event.id, at: event.recorded) { changes += 1 }
    case .consentGiven:
      if home.yes.map({ stamp < ($0.at, $0.by) }) ?? true {
        if home.yes != nil || home.least != event.id { changes += 1 }
        home.yes = stamp
      }
    default: return
    }
    homes[event.handle] = home
  }

  private mutating func take(_ departure: Departure, by origin: UInt64) {
    var home = homes[departure.handle] ?? Home()
    let stamp = (departure.told, departure.move)
    if home.letGo[origin].map({ ($0.at, $0.by) < stamp }) ?? true { home.letGo[origin] = stamp }
    if home.move(to: departure.region, by: departure.move, at: departure.told) { changes += 1 }
    homes[departure.handle] = home
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
    guard erased.contains(handle) else {
      if let moved = home.moved { return moved.region }
      return (home.yes?.by ?? home.least).flatMap { fleet.machine(writingAs: $0.origin)?.region } ?? ""
    }
    // A yes by phone is of no machine; the machine told beside it where they belong.
    let machine = [home.least, home.leastMove].lazy.compactMap { $0 }
      .compactMap { fleet.machine(writingAs: $0.origin) }.first
    return machine?.region ?? ""
  }

  /// Those who were told to have moved anywhere but to this region: each with the last move, in the order of handles.
  func elsewhere(than region: String) -> [Departure] {
    homes.compactMap { handle, home in
      guard let moved = home.moved, moved.region != region, !erased.contains(handle) else { return nil }
      return Departure(handle, to: moved.region, move: moved.by, told: moved.at)
    }.sorted { $0.handle < $1.handle }
  }

  /// Whether they once belonged to this region.
  func wasHome(_ region: String, of handle: Handle, _ fleet: Fleet) -> Bool {
    guard let home = homes[handle] else { return false }
    let first = (home.yes?.by ?? home.least).flatMap { fleet.machine(writingAs: $0.origin)?.region }
    return home.regions.contains(region) || first == region
  }

  /// Whether a machine that writes under one of these origins has said that it let go of them after that move.
  func isLetGo(_ departure: Departure, by origins: Set<UInt64>) -> Bool {
    homes[departure.handle]?.letGo.contains {
      origins.contains($0.key) && ($0.value.at, $0.value.by) >= (departure.told, departure.move)
    } ?? false
  }
}

extension Regions.Home {
  /// False where a later word is known.
  fileprivate mutating func move(to region: String, by id: EventID, at told: Moment) -> Bool {
    guard moved.map({ ($0.at, $0.by) < (told, id) }) ?? true else { return false }
    moved = (told, id, region)
    return true
  }
}
