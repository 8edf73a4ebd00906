internal import Broker
internal import Events
internal import Machines

/// By which subjects a machine's events travel, and what it takes in.
struct Ways {
  private let membership: Membership

  init(_ membership: Membership) { self.membership = membership }

  /// `tillid.van.van-7.nord.3`: the kind of stream, the machine, a region or `all`, a sixteenth of the participants.
  func subject(of header: Header) -> String {
    let region = membership.region(of: header)
    let part = (header.handle.low ^ header.handle.high) % 16
    return "\(stem).\(region.isEmpty ? "all" : region).\(part)"
  }

  /// The stream that this machine writes.
  func plan() -> StreamPlan {
    guard membership.role == .hub else { return StreamPlan(BrokerUser.outbox, subjects: ["\(stem).>"]) }
    let fleet = membership.fleet
    let machines = fleet.machines.filter { !fleet.isLockedOut($0.name) }
    let leaves = machines.filter { $0.role != .hub }.map { leaf in
      StreamPlan.Source(
        stream: BrokerUser.outbox, domain: BrokerConfig.domain(ofLeaf: leaf.name),
        way: BrokerUser.way(ofLeaf: leaf.name))
    }
    return StreamPlan(
      BrokerUser.events, subjects: ["tillid.hub.>"], replicas: machines.count { $0.role == .hub } < 3 ? 1 : 3,
      sources: leaves, readers: machines.flatMap(readers))
  }

  /// What a machine reads of the hubs' stream, and as whom: all; or what is of its region and what is of all.
  private func readers(_ machine: Machine) -> [StreamPlan.Reader] {
    let names = BrokerUser.durables(machine.name)
    guard !machine.keepsAll else { return [StreamPlan.Reader(names[0])] }
    return [
      StreamPlan.Reader(names[0], filter: "tillid.*.*.\(machine.region).*"),
      StreamPlan.Reader(names[1], filter: "tillid.*.*.all.*"),
    ]
  }

  /// What this machine reads of it.
  var readings: [StreamPlan.Reader] {
    let settings = membership.settings
    return readers(
      Machine(
        membership.name, membership.role, region: settings.region ?? "", origin: 0, publicKey: []))
  }

  /// Where the hubs' stream is, seen from here.
  var domain: String? { membership.role == .hub ? nil : BrokerConfig.hubDomain }

  private var stem: String { "tillid.\(membership.role == .hub ? "hub" : "van").\(membership.name)" }

  static func meeting(of machine: String, asked asker: String) -> String { "tillid.meet.\(machine).\(asker)" }
}
