/// What a participant has agreed to: the last word told counts, whenever it is said to have been.
public struct Standing: Sendable {
  public private(set) var purposes: Set<Purpose> = []
  /// With whom may be shared.
  public private(set) var with: String = ""
  /// When `care` was last withdrawn: what was told before it may never be shown again.
  public private(set) var closedAt: (recorded: Moment, id: EventID)?

  public init() {}

  public init(_ entries: [Entry]) {
    let consents = entries.filter { $0.type == .consentGiven || $0.type == .consentWithdrawn }
    let told = consents.map(\.event).sorted { ($0.recorded, $0.id) < ($1.recorded, $1.id) }
    for event in told { take(event) }
  }

  public func allows(_ purpose: Purpose) -> Bool { purposes.contains(purpose) }

  mutating func take(_ event: Event) {
    switch event.content {
    case .consentGiven(let agreement):
      purposes.formUnion(agreement.purposes)
      if agreement.purposes.contains(.share) { with = agreement.with }
    case .consentWithdrawn(let withdrawn):
      purposes.subtract(withdrawn)
      if withdrawn.contains(.care) {
        purposes = []
        closedAt = (event.recorded, event.id)
      }
      if !purposes.contains(.share) { with = "" }
    default:
      break
    }
  }
}

extension Standing {
  /// Whether an event may be shown: not without consent to care, and not when it was told before that was last
  /// withdrawn, even when it has been given again.
  public func shows(_ event: Event) -> Bool {
    guard allows(.care) else { return false }
    return closedAt.map { (event.recorded, event.id) > $0 } ?? true
  }
}

extension [Entry] {
  /// What the views may see of a story.
  public func visible(under standing: Standing) -> [Entry] {
    guard standing.allows(.care) else { return [] }
    return standing.closedAt == nil ? self : filter { standing.shows($0.event) }
  }
}
