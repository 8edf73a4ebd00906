public import Broker
public import Events
public import Journal
public import Keyring
public import Meeting
internal import Synchronization

/// This machine among the others: what the log says of all of them, who may have what, and the key pair by which it
/// seals and opens. `follow` brings it up to the log's end.
public final class Membership: Sendable {
  public let folder: MachineFolder
  public let settings: MachineSettings
  public let identity: MachineIdentity
  public let secrets: MachineSecrets
  private let journal: Journal
  let keyring: Keyring
  let log: Mutex<FleetLog>

  /// nil on a machine that stands alone.
  public init?(of data: String, _ journal: Journal, _ keyring: Keyring) throws {
    folder = MachineFolder(data)
    guard let settings = try folder.settings() else { return nil }
    self.settings = settings
    (identity, secrets) = try folder.identity(keyring)
    (self.journal, self.keyring) = (journal, keyring)
    log = Mutex(FleetLog())
    try follow()
  }

  public var name: String { settings.name }
  public var role: Machine.Role { settings.machineRole }

  /// Takes in what the log has got since.
  /// - Returns: whether the fleet changed: then the broker's configuration must be written anew.
  @discardableResult
  public func follow() throws -> Bool {
    try log.withLock { log in
      let before = log.fleet
      _ = try log.follow(journal, keyring)
      return log.fleet != before
    }
  }

  public var fleet: Fleet { log.withLock { $0.fleet } }

  /// This machine, as the others know it; nil before its first meeting.
  public var asKnown: Machine? { fleet[name] }

  /// What must be told before this machine is known as it is: that it writes under this origin. nil when it is, and
  /// when another has told a newer origin since: two that run from one image would else answer each other for ever.
  public var announcement: Machine? {
    let fleet = fleet
    guard var known = fleet[name], known.publicKey == identity.publicKey,
      !fleet.origins(of: name).contains(journal.origin)
    else { return nil }
    known.origin = journal.origin
    return known
  }

  /// Empty for a participant of no region.
  public func region(of handle: Handle) -> String { log.withLock { $0.regions.region(of: handle, $0.fleet) } }

  public var unconfirmed: [Unconfirmed] { log.withLock { $0.erasures.unconfirmed($0.fleet) } }

  /// Events about somebody who was erased, which were written elsewhere and came afterwards.
  public var refused: [Refused] { log.withLock { $0.refused(here: journal.origin) } }

  /// Where this machine's own broker is.
  public var broker: BrokerAddress {
    let scheme = secrets.authority.isEmpty ? "nats" : "tls"
    return BrokerAddress(
      url: "\(scheme)://\(settings.client)", user: name, password: secrets.password,
      authority: secrets.authority.isEmpty ? nil : secrets.authority)
  }
}

extension Membership: MachineAccess {
  /// Empty where both of us keep all there is.
  public func scope(with peer: String) -> String {
    log.withLock { log in
      let regions = [log.fleet[name], log.fleet[peer]].map { $0.map { $0.keepsAll ? "" : $0.region } ?? "" }
      let both = Set(regions).subtracting([""]).sorted()
      return both.isEmpty ? "" : both.joined(separator: "+") + " \(log.regions.changes)"
    }
  }

  public func mayRead(_ handle: Handle, peer: String) -> Bool {
    log.withLock { log in
      guard !log.fleet.isLockedOut(peer) else { return false }
      guard let machine = log.fleet[peer] else { return settings.hubs.contains { $0.name == peer } }
      return Self.reads(machine, handle, log)
    }
  }

  private static func reads(_ machine: Machine, _ handle: Handle, _ log: borrowing FleetLog) -> Bool {
    machine.keepsAll || log.regions.region(of: handle, log.fleet) == machine.region
  }

  /// Of both: what one of us does not keep is not compared.
  public func isInScope(_ header: Header, peer: String) -> Bool {
    log.withLock { log in
      if !header.handle.isOrganisation, !log.regions.hasSeen(header.handle) {
        // Whose first event came a moment ago. What cannot be read now is asked for again with the next scope.
        _ = try? log.follow(journal, keyring)
      }
      guard let other = log.fleet[peer], !log.fleet.isLockedOut(peer) else { return false }
      let here = log.fleet[name]
      return Self.keeps(other, header, log) && (here.map { Self.keeps($0, header, log) } ?? true)
    }
  }

  private static func keeps(_ machine: Machine, _ header: Header, _ log: borrowing FleetLog) -> Bool {
    if machine.keepsAll { return true }
    if !header.handle.isOrganisation, header.type != .participantMoved, header.type != nil {
      return reads(machine, header.handle, log)
    }
    let region = region(of: header, log)
    return region.isEmpty || region == machine.region
  }

  /// Whether a machine of a region keeps this record, by what is known here of whose it is. Whose region is not known
  /// yet, as when the key came a moment before the story, is ours where the key is: nobody else's is sent here, and
  /// of somebody who was erased it is no more.
  public func keeps(_ header: Header) throws -> Bool {
    let region = region(of: header)
    guard region.isEmpty else { return region == settings.region }
    guard !header.handle.isOrganisation, let type = header.type, type != .participantMoved else {
      return true
    }
    return try keyring.status(of: header.handle) == .live
  }

  /// Whose record it is; empty where all keep it. A type that this version does not know goes to all.
  public func region(of header: Header) -> String { log.withLock { Self.region(of: header, $0) } }

  private static func region(of header: Header, _ log: borrowing FleetLog) -> String {
    guard let type = header.type, type != .participantMoved else { return "" }
    guard header.handle.isOrganisation else { return log.regions.region(of: header.handle, log.fleet) }
    return regional.contains(type) ? log.fleet.machine(writingAs: header.id.origin)?.region ?? "" : ""
  }

  /// What the organisation tells of one place; all else of its own governs how others are read, and goes to all.
  private static let regional: EventTypes = [.note, .presence, .stopOpened, .stopCounted, .stopCancelled]

  public func isLockedOut(_ peer: String) -> Bool { log.withLock { $0.fleet.isLockedOut(peer) } }

  /// - Throws: `mayNotRead` when one of them is not for the peer: none is sealed then.
  public func seal(_ keys: [(Handle, [UInt8])], to peer: String) throws -> [UInt8] {
    let machine = try known(peer)
    guard keys.allSatisfy({ mayRead($0.0, peer: peer) && $0.1.count == 32 }) else {
      throw MachinesError.mayNotRead(peer)
    }
    return try identity.seal(keys: keys, to: machine)
  }

  public func open(_ sealed: [UInt8], from peer: String) throws -> [(Handle, [UInt8])] {
    try identity.openKeys(sealed, from: try known(peer))
  }

  func known(_ peer: String) throws -> Machine {
    let fleet = fleet
    // Before the first meeting, as the answer named it.
    guard let machine = fleet[peer] ?? settings.hubs.first(where: { $0.name == peer })?.machine else {
      throw MachinesError.noMachine(peer, known: fleet.machines.map(\.name))
    }
    guard !fleet.isLockedOut(peer) else { throw MachinesError.wasLockedOut(peer) }
    return machine
  }
}

extension Machine {
  /// A hub, and a machine of no region.
  public var keepsAll: Bool { role == .hub || region.isEmpty }
}
