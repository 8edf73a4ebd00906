public import Events
internal import Foundation
public import Notebook
internal import Rebuild
internal import Synchronization

/// What runs on this machine and carries events between it and the others.
public protocol FleetCarrier: AnyObject, Sendable {
  /// nil while nothing is carried.
  var membership: Membership? { get }
  /// What is known of the others now.
  var state: CarrierState? { get }
  /// What has gone through.
  var flow: FleetFlow? { get }
  /// Lets the broker and its stream know at once whom the log knows.
  /// - Returns: whether both do; if not, they are told as soon as the broker answers. nil while nothing is carried.
  func heed() throws -> Bool?
  /// Returns when nothing is carried any more: what this machine is changes now.
  func pause()
  /// Carries again, as what this machine is then.
  func resume()
}

/// Where orders are carried out, by the one process that writes to the log: one at a time.
public final class FleetDesk: Sendable {
  private let notebook: Notebook
  private let data: String
  private let state = Mutex(State())
  private let turn = Mutex(())

  private struct State {
    var carrier: (any FleetCarrier)?
    /// Where nothing carries.
    var membership: Membership?
  }

  public init(_ notebook: Notebook, in data: String) { (self.notebook, self.data) = (notebook, data) }

  /// Names what carries in this process.
  public func carries(_ carrier: any FleetCarrier) { state.withLock { $0.carrier = carrier } }

  private var carrier: (any FleetCarrier)? { state.withLock { $0.carrier } }

  /// This machine among the others, as the log has it now; nil on one that stands alone.
  public func membership() throws -> Membership? {
    if let membership = carrier?.membership { return membership }
    let engine = notebook.engine
    return try state.withLock { state in
      guard MachineFolder(data).isOneOfSeveral else {
        state.membership = nil
        return nil
      }
      if let membership = state.membership {
        try membership.follow()
        return membership
      }
      state.membership = try Membership(of: data, engine.journal, engine.keyring)
      return state.membership
    }
  }

  /// How the machines stand; nil on one that stands alone.
  public func report(at now: Moment) throws -> FleetReport? {
    let keyless = notebook.engine.absent().count
    return try membership()?.report(at: now, state: carrier?.state, keyless: keyless)
  }

  /// nil where nothing carries.
  public var flow: FleetFlow? { carrier?.flow }

  /// - Parameter by: who asks for it, as it stands in the event.
  /// - Throws: a `Refusal`; nothing was changed then.
  public func carryOut(_ order: FleetOrder, by: String) throws -> FleetOutcome {
    try turn.withLock { _ in
      let admission = Admission(notebook, in: data, by: by, as: carrier?.membership)
      var outcome = try carryOut(order, admission, by)
      outcome.isHeeded = try order.changesMachine ? nil : heed()
      return outcome
    }
  }

  private func carryOut(_ order: FleetOrder, _ admission: Admission, _ by: String) throws -> FleetOutcome {
    switch order {
    case .begin(let name, let addresses, let client):
      let machine = try changing { try admission.begin(name, addresses: addresses, client: client) }
      var outcome = FleetOutcome(machine)
      outcome.fingerprint = machine.fingerprint.description
      return outcome
    case .admit(let request, let file, let spoken):
      let admitted = try admission.admit(request: request, from: file, spoken: spoken)
      var outcome = FleetOutcome(admitted.machine)
      outcome.fingerprint = admitted.fingerprint.description
      outcome.answers = [admitted.machine.name: admitted.answer]
      return outcome
    case .lockOut(let name, let reason):
      return FleetOutcome(try admission.lockOut(name, reason: reason))
    case .move(let participant, let region, let place, let when):
      return try move(participant, to: region, place, when, by)
    case .renew:
      var outcome = FleetOutcome(try admission.member().name)
      outcome.answers = try changing { try admission.renew() }
      return outcome
    case .renewed(let text, let file):
      guard let membership = try membership() else { throw MachinesError.noFleet }
      try membership.follow()
      return FleetOutcome(
        try changing { try membership.takeRenewal(text, from: file, notebook.engine.keyring) })
    case .end:
      let name = try admission.checkAlone()
      try changing { try admission.end() }
      return FleetOutcome(name)
    }
  }

  /// Changes what this machine is, while nothing carries; and what its broker is told.
  private func changing<Made>(_ body: () throws -> Made) throws -> Made {
    carrier?.pause()
    defer {
      state.withLock { $0.membership = nil }
      carrier?.resume()
    }
    let made = try body()
    state.withLock { $0.membership = nil }
    try writeBroker()
    return made
  }

  private func writeBroker() throws {
    guard let membership = try membership() else { return }
    try membership.follow()
    try membership.updateBroker()
  }

  private func move(
    _ participant: String, to region: String, _ place: String, _ when: String?, _ by: String
  ) throws -> FleetOutcome {
    guard let membership = try membership() else { throw MachinesError.noFleet }
    try membership.follow()
    let known = membership.fleet.regions
    guard known.contains(region) else { throw MachinesError.noRegion(region, known: known) }
    var telling = Telling("")
    (telling.by, telling.at, telling.when) = (by, place, try when.map { try When(edtf: $0) })
    try notebook.move(participant, to: region, telling)
    var outcome = FleetOutcome(participant)
    outcome.region = region
    return outcome
  }

  /// - Returns: nil where nothing carries here; then the broker, if there is one, has been told.
  private func heed() throws -> Bool? {
    if let isHeeded = try carrier?.heed() { return isHeeded }
    try writeBroker()
    return nil
  }
}
