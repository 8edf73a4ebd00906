public import Events

/// All machines of the organisation, folded from the events that admit them and lock them out, in any order.
public struct Fleet: Hashable, Sendable {
  /// A machine by its name, and when it was told of last.
  private struct Told: Hashable {
    var machine: Machine
    var at: Moment
    var by: EventID
  }

  private var told: [String: Told] = [:]
  private var lockedOut: [String: (at: Moment, reason: String)] = [:]

  public init() {}

  /// All that were ever admitted, by name.
  public var machines: [Machine] { told.values.map(\.machine).sorted { $0.name < $1.name } }

  public subscript(name: String) -> Machine? { told[name]?.machine }

  /// A machine that was locked out stays so, whatever is told of its name afterwards.
  public func isLockedOut(_ name: String) -> Bool { lockedOut[name] != nil }

  public mutating func take(_ event: Event) {
    switch event.content {
    case .machineAdmitted(let machine):
      let news = Told(machine: machine, at: event.recorded, by: event.id)
      if let known = told[machine.name], (known.at, known.by) > (news.at, news.by) { return }
      told[machine.name] = news
    case .machineLockedOut(let name, let reason):
      if let known = lockedOut[name], known.at <= event.recorded { return }
      lockedOut[name] = (event.recorded, reason)
    default: return
    }
  }
}

extension Fleet {
  public static func == (a: Fleet, b: Fleet) -> Bool {
    a.told == b.told && a.lockedOut.mapValues(\.at) == b.lockedOut.mapValues(\.at)
  }

  public func hash(into hasher: inout Hasher) {
    hasher.combine(told)
    hasher.combine(lockedOut.mapValues(\.at))
  }
}
