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

  static let types: EventTypes = [.participantMoved, .consentGiven]

  /// A yes, whether it can be read or not.
  mutating func see(_ header: Header) {
    guard header.type == .consentGiven else { return }
    homes[header.handle, default: Home()].least = min(homes[header.handle]?.least ?? header.id, header.id)
  }

  mutating func take(_ event: Event) {
    var home = homes[event.handle] ?? Home()
    let stamp = (event.recorded, event.id)
    switch event.content {
    case .participantMoved(let region):
      if home.moved.map({ ($0.at, $0.by) < stamp }) ?? true {
        home.moved = (event.recorded, event.id, region)
      }
    case .consentGiven:
      if home.yes.map({ stamp < ($0.at, $0.by) }) ?? true { home.yes = stamp }
    default: return
    }
    homes[event.handle] = home
  }

  mutating func erase(_ handles: [Handle]) { erased.formUnion(handles) }

  /// Empty for a participant of no region, whom hubs and machines of no region keep.
  func region(of handle: Handle, _ fleet: Fleet) -> String {
    guard let home = homes[handle] else { return "" }
    if !erased.contains(handle), let moved = home.moved { return moved.region }
    let first = erased.contains(handle) ? home.least : home.yes?.by ?? home.least
    return first.flatMap { fleet.machine(writingAs: $0.origin)?.region } ?? ""
  }
}
