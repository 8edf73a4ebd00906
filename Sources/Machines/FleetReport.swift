public import Events

/// How the machines stand, as this one knows it: from the log, and from what its carrier last saw. Times are
/// milliseconds since 1970.
public struct FleetReport: Sendable, Encodable {
  public struct Row: Sendable, Encodable {
    public let name: String
    public let role: String
    public let region: String
    public let isHere: Bool
    public let lockedOut: Moment?
    public let reason: String
    /// Nil of this machine, of one locked out, and where no carrier has run.
    public let seen: CarrierState.Peer?
  }

  /// An event of an erased person that was written elsewhere and came afterwards.
  public struct Stray: Sendable, Encodable {
    public let event: EventID
    public let machine: String?
    /// nil where it came before the carrier kept account of it.
    public let came: Int64?
  }

  public let machine: String
  public let now: Int64
  public let rows: [Row]
  public let unconfirmed: [Unconfirmed]
  /// Who has not let go yet of participants who moved away.
  public let stillHeld: [StillHeld]
  public let refused: [Stray]
  /// Participants in the log whose key has not come; nil where nobody looked.
  public let keyless: Int?
  /// Of the carrier; nil where none has run.
  public let carrierAt: Int64?
  public let isConnected: Bool
  /// When the broker of this machine was last asked to end, so that it begins anew.
  public let brokerEnded: Int64?
  public let unsent: Int
  public let unsentSince: Int64?
}

extension Membership {
  /// - Parameter state: what the carrier sees now; what it wrote last, if not given.
  /// - Parameter keyless: participants in the log whose key has not come.
  public func report(
    at now: Moment, state given: CarrierState? = nil, keyless: Int? = nil
  ) -> FleetReport {
    let (fleet, state) = (fleet, given ?? folder.state())
    let rows = fleet.machines.map { machine in
      let out = fleet.lockOut(of: machine.name)
      let isHere = machine.name == name
      return FleetReport.Row(
        name: machine.name, role: "\(machine.role)", region: machine.region, isHere: isHere,
        lockedOut: out?.at, reason: out?.reason ?? "",
        seen: isHere || out != nil ? nil : state?.peers[machine.name])
    }
    let came = Dictionary(state?.strays.map { ($0.event, $0.came) } ?? []) { first, _ in first }
    return FleetReport(
      machine: name, now: now.milliseconds, rows: rows, unconfirmed: unconfirmed, stillHeld: stillHeld,
      refused: refused.map { .init(event: $0.event, machine: $0.machine, came: came[$0.event.description]) },
      keyless: keyless,
      carrierAt: state?.at, isConnected: state?.isConnected ?? false,
      brokerEnded: state?.brokerEnded, unsent: state?.unsent ?? 0,
      unsentSince: state?.unsentSince)
  }
}

extension FleetReport {
  /// For how long the oldest of our events has waited for a machine, in seconds; 0 where none waits.
  public func lagSeconds(of row: Row) -> Int {
    guard let seen = row.seen, seen.lacks > 0, let since = seen.lacksSince else { return 0 }
    return Int(max(0, now - since) / 1000)
  }
}
