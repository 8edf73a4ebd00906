internal import Events
internal import Machines
internal import Notebook
internal import Rebuild

/// All machines at a glance, as this one knows it.
struct MachinesShown: Encodable, Sendable {
  /// Whether there are several.
  let isFleet: Bool
  /// This machine.
  let machine: String
  /// Machines are admitted and locked out on a hub.
  let isHub: Bool
  /// This one first.
  let machines: [MachineRow]
  let lockedOut: [MachineRow]
  let hasLockedOut: Bool
  let hasRegions: Bool
  /// What somebody should know or do, a sentence each.
  let remarks: [String]
  let hasRemarks: Bool
  /// All of ours is with all others, and the same.
  let isWell: Bool

  init(_ visit: Visit) throws {
    guard let report = try visit.site.machines.report(at: visit.moment) else {
      (isFleet, machine, isHub, hasRegions) = (false, "", false, false)
      (machines, lockedOut, hasLockedOut) = ([], [], false)
      (remarks, hasRemarks, isWell) = ([], false, true)
      return
    }
    (isFleet, machine) = (true, report.machine)
    let all = report.rows.map { MachineRow($0, report, visit.language) }
    machines = all.filter(\.isHere) + all.filter { !$0.isHere && !$0.isLockedOut }
    lockedOut = all.filter(\.isLockedOut)
    hasLockedOut = !lockedOut.isEmpty
    isHub = try visit.fleet().role == .hub
    hasRegions = try !visit.fleet().fleet.regions.isEmpty
    remarks = report.remarks(visit.language)
    hasRemarks = !remarks.isEmpty
    isWell = remarks.isEmpty && machines.allSatisfy { $0.isHere || $0.isEqual == true && $0.lacks == 0 }
  }
}

/// One machine in a line.
struct MachineRow: Encodable, Sendable {
  let name: String
  /// `hub`, `van · nord`.
  let kind: String
  /// A sentence.
  let state: String
  let isHere: Bool
  let isLockedOut: Bool
  /// Whether both had the same when they last met; nil where they never did.
  let isEqual: Bool?
  /// Of our events, how many it is not known to have, and for how many seconds the oldest has waited.
  let lacks: Int
  let lag: Int
  /// When it last answered, in seconds since 1970; nil where it never did.
  let contact: Int?
  /// Ids under which both have something else.
  let partings: [String]
  let isParted: Bool

  init(_ row: FleetReport.Row, _ report: FleetReport, _ language: Language) {
    (name, kind) = (row.name, row.region.isEmpty ? row.role : "\(row.role) · \(row.region)")
    (state, isHere, isLockedOut) = (report.state(of: row, language), row.isHere, row.lockedOut != nil)
    let seen = row.seen
    (isEqual, lacks, lag) = (seen?.isEqual, seen?.lacks ?? 0, report.lagSeconds(of: row))
    contact = seen?.contact.map { Int($0 / 1000) }
    partings = seen?.partings ?? []
    isParted = !partings.isEmpty
  }
}

/// One machine, with all that is known of it here.
struct MachineShown: Encodable, Sendable {
  let name: String
  let row: MachineRow
  let facts: [FactShown]
  /// Erasures that it has not confirmed, by the event.
  let unconfirmed: [String]
  let hasUnconfirmed: Bool
  /// Its events about somebody who had been erased.
  let refused: [String]
  let hasRefused: Bool
  /// What locking it out would do, and cannot do.
  let consequences: [String]
  let mayBeLockedOut: Bool
  /// A machine that may be locked out, but on a hub only.
  let isElsewhere: Bool

  struct FactShown: Encodable, Sendable {
    let what: String
    let text: String
  }

  init(_ visit: Visit) throws {
    let (report, membership) = (try visit.fleetReport(), try visit.fleet())
    let asked = visit.places["machine"] ?? ""
    guard let row = report.rows.first(where: { $0.name == asked }), let machine = membership.fleet[asked]
    else { throw WebRefusal.noSuchPage }
    name = row.name
    self.row = MachineRow(row, report, visit.language)
    facts = Self.facts(machine, row, visit)
    unconfirmed = report.unconfirmed.filter { $0.machines.contains(asked) }.map(\.erasure.description)
    hasUnconfirmed = !unconfirmed.isEmpty
    refused = report.refused.filter { $0.machine == asked }.map(\.event.description)
    hasRefused = !refused.isEmpty
    var outcome = FleetOutcome(asked)
    (outcome.role, outcome.region) = (row.role, row.region)
    consequences = outcome.wouldLockOut(visit.language)
    let isOther = !row.isHere && row.lockedOut == nil
    (mayBeLockedOut, isElsewhere) = (isOther && membership.role == .hub, isOther && membership.role != .hub)
  }

  private static func facts(_ machine: Machine, _ row: FleetReport.Row, _ visit: Visit) -> [FactShown] {
    func at(_ milliseconds: Int64?) -> String {
      milliseconds.map { Moment(milliseconds: $0).shown } ?? visit.say("aldrig", "never")
    }
    let keeps =
      machine.keepsAll
      ? visit.say("alt", "everything")
      : visit.say("regionen \(machine.region)", "the region \(machine.region)")
    var facts = [
      (visit.say("Rolle", "Role"), "\(machine.role)"), (visit.say("Har", "Keeps"), keeps),
      (visit.say("Fingeraftryk", "Fingerprint"), machine.fingerprint.description),
    ]
    if !machine.addresses.isEmpty {
      facts.append((visit.say("Findes på", "Found at"), machine.addresses.joined(separator: ", ")))
    }
    if let seen = row.seen {
      facts.append((visit.say("Sidste kontakt", "Last contact"), at(seen.contact)))
      facts.append((visit.say("Sidste møde", "Last meeting"), at(seen.met)))
    }
    return facts.map { FactShown(what: $0.0, text: $0.1) }
  }
}
