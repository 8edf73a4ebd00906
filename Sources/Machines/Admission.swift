public import Events
internal import Foundation
internal import Journal
internal import Keyring
public import Notebook
internal import Rebuild

/// How a machine becomes one of several: on the hub's side.
public struct Admission {
  public let folder: MachineFolder
  public let notebook: Notebook
  /// Who decides it, as it stands in the event.
  private let telling: Telling
  /// Of the process that runs here, if one does.
  private let running: Membership?

  /// - Parameters:
  ///   - by: who decides it.
  ///   - membership: this machine's, where one follows the log already.
  public init(_ notebook: Notebook, in data: String, by: String = "", as membership: Membership? = nil) {
    (self.notebook, folder, running) = (notebook, MachineFolder(data), membership)
    var telling = Telling("")
    telling.by = by
    self.telling = telling
  }

  private var keyring: Keyring { notebook.engine.keyring }

  /// Makes the machine that stands alone the first hub.
  /// - Parameter client: `host:port` on which its broker listens for itself; beside the address's, if not said.
  /// - Returns: this machine, as the others will know it.
  public func begin(_ name: String, addresses: [String], client: String?) throws -> Machine {
    try Machine.check(name, .hub, region: "", addresses, client)
    func machine(_ identity: MachineIdentity) -> Machine {
      let origin = notebook.engine.journal.origin
      return Machine(name, .hub, origin: origin, publicKey: identity.publicKey, addresses: addresses)
    }
    if let settings = try folder.settings() {
      // Begun before a kill, and not told yet.
      let membership = try member()
      guard settings.name == name, membership.asKnown == nil else {
        throw MachinesError.alreadyBegun(settings.name)
      }
      try notebook.admit(machine(membership.identity), telling)
      return machine(membership.identity)
    }
    let identity = MachineIdentity(name)
    let secrets = try MachineSecrets(drawnFor: machine(identity))
    try folder.keep(identity, secrets, MachineSettings(machine(identity), client: client), keyring)
    try notebook.admit(machine(identity), telling)
    return machine(identity)
  }

  /// What was admitted, and what is sent back.
  public struct Admitted: Sendable {
    public let machine: Machine
    /// The text of the answer.
    public let answer: String
    /// This hub's, to be read out.
    public let fingerprint: Fingerprint
  }

  /// Lets the machine in that made a request, whose fingerprint was read out.
  public func admit(request text: String, from file: String, spoken: String?) throws -> Admitted {
    let membership = try member()
    let machine = try Machine(Armour("REQUEST", reading: text, from: file).fields, in: file)
    try check(spoken, machine)
    let fleet = membership.fleet
    if fleet.isLockedOut(machine.name) { throw MachinesError.wasLockedOut(machine.name) }
    if let known = fleet[machine.name], known.publicKey != machine.publicKey {
      throw MachinesError.nameTaken(machine.name)
    }
    let answer = try self.answer(to: machine, membership)
    // The same request again is answered again, and told once.
    if fleet[machine.name] == nil { try notebook.admit(machine, telling) }
    return answer
  }

  /// Tells that a machine is lost.
  public func lockOut(_ name: String, reason: String) throws -> Machine {
    let membership = try member()
    let fleet = membership.fleet
    guard name != membership.name else { throw MachinesError.itself(name) }
    guard let machine = fleet[name] else {
      throw MachinesError.noMachine(name, known: fleet.active.map(\.name))
    }
    if !fleet.isLockedOut(name) { try notebook.lockOut(name, reason: reason, telling) }
    return machine
  }

  /// Throws unless this machine can be the only one again.
  /// - Returns: its name.
  @discardableResult
  func checkAlone() throws -> String {
    let membership = try member()
    let others = membership.fleet.active.map(\.name).filter { $0 != membership.name }
    guard others.isEmpty else { throw MachinesError.othersLeft(others) }
    return membership.name
  }

  /// Makes this machine the only one again. The log keeps what it says of the others.
  public func end() throws {
    try checkAlone()
    for path in [folder.brokerPath, folder.identityPath] where folder.isThere(path) {
      try folder.overwrite(path)
    }
    for name in ["broker", "machine"] where folder.isThere("\(folder.path)/\(name)") {
      try FileManager.default.removeItem(atPath: "\(folder.path)/\(name)")
    }
  }

  /// This machine among the others, who must be a hub.
  func member() throws -> Membership {
    let engine = notebook.engine
    guard let membership = try running ?? Membership(of: folder.path, engine.journal, keyring) else {
      throw MachinesError.noFleet
    }
    try membership.follow()
    guard membership.role == .hub else { throw MachinesError.notAHub(membership.name, membership.role) }
    return membership
  }

  private func answer(to machine: Machine, _ membership: Membership) throws -> Admitted {
    var grant = Grant()
    try keyring.copyKeys().each { handle, key in
      if handle.isOrganisation { grant.organisationKey = key.array(0..<key.byteCount) }
    }
    grant.secrets = try membership.secrets.share(of: machine)
    grant.hubs = membership.fleet.active.filter { $0.role == .hub && $0.name != machine.name }
      .map { MachineSettings.Hub($0.name, $0.addresses, key: $0.publicKey) }
    guard let here = membership.asKnown else { throw MachinesError.noFleet }
    let sealed = try membership.identity.seal(grant.bytes, for: "answer", to: machine)
    let armour = Armour("ANSWER", [("to", machine.name)] + here.fields, sealed)
    return Admitted(machine: machine, answer: armour.text, fingerprint: here.fingerprint)
  }
}

/// Throws unless what was heard on the telephone is the fingerprint of this machine.
func check(_ spoken: String?, _ machine: Machine) throws(MachinesError) {
  guard let spoken else { throw .noFingerprint(machine.name) }
  guard Fingerprint(spoken: spoken) == machine.fingerprint else { throw .otherFingerprint(machine.name) }
}

extension Machine {
  /// Throws unless a machine can be called this and stand there.
  static func check(
    _ name: String, _ role: Role, region: String, _ addresses: [String], _ client: String?
  ) throws(MachinesError) {
    guard isName(name) else { throw .badName(name) }
    guard isRegion(region) else { throw .badRegion(region) }
    if role == .region, region.isEmpty { throw .regionNeedsOne }
    if role == .hub, addresses.isEmpty { throw .noAddress }
    for address in addresses + [client].compactMap(\.self) where !isAddress(address) {
      throw .badAddress(address)
    }
  }
}
