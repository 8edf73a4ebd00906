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
    return "\(stem).\(region.isEmpty ? Self.all : region).\(part)"
  }

  private static let all = "all"

  /// All that a van or region tells its own stream.
  var told: String { "\(stem).>" }

  /// The stream of the hubs.
  /// - Parameter outbox: what the stream of a van or region is called, by the name of the machine; nil where that is
  ///   not known yet.
  func plan(outbox: (String) -> String?) -> StreamPlan {
    let fleet = membership.fleet
    let machines = fleet.machines.filter { !fleet.isLockedOut($0.name) }
    let leaves = machines.filter { $0.role != .hub }.compactMap { leaf in
      outbox(leaf.name).map {
        StreamPlan.Source(
          stream: $0, domain: BrokerConfig.domain(ofLeaf: leaf.name), way: BrokerUser.way(ofLeaf: leaf.name))
      }
    }
    // No subject is filtered before something comes from outside.
    let readers = machines.filter { $0.keepsAll || !leaves.isEmpty }
    return StreamPlan(
      BrokerUser.events, subjects: ["tillid.hub.>"], replicas: machines.count { $0.role == .hub } < 3 ? 1 : 3,
      sources: leaves, readers: readers.flatMap(Self.readers))
  }

  /// As whom a machine reads the hubs' stream: all of it, or what is of its region, and what is of all. A subject can
  /// be filtered that no stream of the hubs has itself, as long as one comes from outside, which a region's own does.
  private static func readers(of machine: Machine) -> [StreamPlan.Reader] {
    let names = BrokerUser.durables(machine.name)
    guard !machine.keepsAll else { return [StreamPlan.Reader(names[0])] }
    return zip(names, [machine.region, all]).map { StreamPlan.Reader($0, filter: "tillid.*.*.\($1).*") }
  }

  /// Of a machine that keeps only what is of its region; nil of all others.
  private var own: String? {
    membership.settings.region.flatMap { membership.role == .hub || $0.isEmpty ? nil : $0 }
  }

  /// The names of this machine's own.
  var readers: [String] { Array(BrokerUser.durables(membership.name).prefix(own == nil ? 1 : 2)) }

  /// The records of these messages that this machine keeps: of its region, or of all. Whoever gave a record as one of
  /// all may not have known yet whose region it is of: that is judged by what is known here, and by what came here a
  /// moment ago as well.
  func kept(of messages: [Incoming]) throws -> [[UInt8]] {
    guard let own else { return messages.flatMap { Parcel.records(in: $0.bytes) } }
    let came = messages.map { (Self.region(of: $0), Parcel.records(in: $0.bytes)) }
    if came.contains(where: { $0.0 == Self.all }) { try membership.follow() }
    return try came.flatMap { region, records -> [[UInt8]] in
      guard let region, region != own else { return records }
      return region == Self.all ? try records.filter(isOurs) : []
    }
  }

  private func isOurs(_ record: [UInt8]) throws -> Bool {
    // What is no record is refused where all others are.
    guard let header = try? Header(record.span.bytes) else { return true }
    return try membership.keeps(header)
  }

  /// As whose a message travels; nil for one that is not of ours.
  private static func region(of message: Incoming) -> String? {
    let parts = message.subject.split(separator: ".")
    return parts.count == 5 ? String(parts[3]) : nil
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
