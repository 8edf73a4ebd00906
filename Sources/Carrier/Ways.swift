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
      sources: leaves, readers: machines.map { StreamPlan.Reader(BrokerUser.durables($0.name)[0]) })
  }

  /// As whom this machine reads the hubs' stream. All of it: the broker refuses to filter what comes from sources.
  var reader: String { BrokerUser.durables(membership.name)[0] }

  /// Whether a message is of a region that this machine keeps, or of all.
  func keeps(_ message: Incoming) -> Bool {
    guard let own = membership.settings.region, membership.role != .hub else { return true }
    let parts = message.subject.split(separator: ".")
    return parts.count != 5 || [own, "all"].contains(String(parts[3]))
  }

  /// The machine that gave a message to the stream.
  static func giver(of message: Incoming) -> String? {
    let parts = message.subject.split(separator: ".")
    return parts.count == 5 ? String(parts[2]) : nil
  }

  /// Where the hubs' stream is, seen from here.
  var domain: String? { membership.role == .hub ? nil : BrokerConfig.hubDomain }

  private var stem: String { "tillid.\(membership.role == .hub ? "hub" : "van").\(membership.name)" }

  static func meeting(of machine: String, asked asker: String) -> String { "tillid.meet.\(machine).\(asker)" }
}
