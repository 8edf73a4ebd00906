public import Events

/// An erasure that a machine has not confirmed yet.
public struct Unconfirmed: Hashable, Sendable, Encodable {
  public var erasure: EventID
  /// The names of the machines that have not answered.
  public var machines: [String]
}

/// What the log says of erasures: who was to be forgotten, and which machines say that it is done.
struct Erasures: Sendable {
  private(set) var erased: Set<Handle> = []
  private var told: Set<EventID> = []
  /// By erasure, the origins that have a receipt.
  private var receipts: [EventID: Set<UInt64>] = [:]

  mutating func take(_ event: Event) {
    switch event.content {
    case .erased(let handles):
      let people = handles.filter { !$0.isOrganisation }
      guard !people.isEmpty else { return }
      told.insert(event.id)
      erased.formUnion(people)
    case .keyDestroyed(let destruction):
      receipts[destruction.erasure, default: []].insert(event.id.origin)
    default: return
    }
  }

  /// Of machines that are admitted and not locked out, in the order of the erasures' ids.
  func unconfirmed(_ fleet: Fleet) -> [Unconfirmed] {
    let origins = fleet.active.map { ($0.name, fleet.origins(of: $0.name)) }
    return told.sorted().compactMap { erasure in
      let done = receipts[erasure] ?? []
      let missing = origins.filter { done.isDisjoint(with: $0.1) }.map(\.0)
      return missing.isEmpty ? nil : Unconfirmed(erasure: erasure, machines: missing)
    }
  }
}
