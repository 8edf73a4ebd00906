public import Events
internal import Foundation
public import Keyring

/// How a machine becomes one of several: on the side of the one that is new.
public struct Joining {
  public let folder: MachineFolder

  public init(in data: String) { folder = MachineFolder(data) }

  /// What was asked, kept until the answer comes. The private key stands in it in the clear, in a file of mode 0600:
  /// nothing is sealed to it yet, and there is no master key here that could hide it.
  private struct Asking: Codable {
    var name: String
    var role: UInt8
    var region: String
    var addresses: [String]
    var client: String?
    var key: [UInt8]

    var identity: MachineIdentity? { MachineIdentity(name, key) }

    func machine(_ identity: MachineIdentity) -> Machine {
      Machine(
        name, Machine.Role(rawValue: role) ?? .van, region: region, origin: 0, publicKey: identity.publicKey,
        addresses: addresses)
    }
  }

  /// Asked from a folder that holds no data yet; the same again gives the same request.
  /// - Returns: the machine that asks, and the text of its request.
  public func ask(
    _ name: String, _ role: Machine.Role, region: String, addresses: [String], client: String?
  ) throws -> (machine: Machine, request: String) {
    try Machine.check(name, role, region: region, addresses, client)
    guard !folder.isThere(folder.path + "/log") else { throw MachinesError.folderThere(folder.path) }
    if let before = try asking() {
      let isSame =
        (before.name, before.role, before.region, before.addresses) == (
          name, role.rawValue, region, addresses
        )
      guard isSame, let identity = before.identity else {
        throw MachinesError.askedAs(before.name, folder.path)
      }
      return request(before.machine(identity))
    }
    let identity = MachineIdentity(name)
    let asking = Asking(
      name: name, role: role.rawValue, region: region, addresses: addresses, client: client,
      key: identity.privateBytes)
    try folder.write(Array(JSONEncoder().encode(asking)), at: folder.askingPath)
    return request(asking.machine(identity))
  }

  private func request(_ machine: Machine) -> (machine: Machine, request: String) {
    (machine, Armour("REQUEST", machine.fields).text)
  }

  private func asking() throws -> Asking? {
    guard let bytes = FileManager.default.contents(atPath: folder.askingPath) else { return nil }
    do { return try JSONDecoder().decode(Asking.self, from: bytes) } catch {
      throw MachinesError.file(folder.askingPath, doing: "read", reason: "\(error)")
    }
  }

  /// What a hub granted. Makes nothing yet.
  public struct Granted: Sendable {
    /// The hub that answered.
    public let hub: Machine
    /// What this machine is now.
    public let machine: Machine
    fileprivate let identity: MachineIdentity
    fileprivate let grant: Grant
    fileprivate let client: String?
  }

  /// Opens the answer of a hub whose fingerprint was read out.
  public func open(
    answer text: String, from file: String, spoken: String?, as role: Machine.Role
  ) throws -> Granted {
    guard !folder.isThere(folder.path + "/log") else { throw MachinesError.folderThere(folder.path) }
    guard let asking = try asking(), let identity = asking.identity else {
      throw MachinesError.notAsked(folder.path)
    }
    let armour = try Armour("ANSWER", reading: text, from: file)
    let to = armour.fields.first { $0.name == "to" }?.value ?? ""
    guard to == asking.name else { throw MachinesError.forAnother(to, here: asking.name) }
    let machine = asking.machine(identity)
    guard machine.role == role else { throw MachinesError.otherRole(asking.name, is: machine.role) }
    let hub = try Machine(armour.fields, in: file)
    try check(spoken, hub)
    let grant = try Grant(try identity.open(armour.bytes, for: "answer", from: hub))
    guard grant.organisationKey.count == 32 else { throw MachinesError.notWhole(file) }
    return Granted(hub: hub, machine: machine, identity: identity, grant: grant, client: asking.client)
  }

  /// Makes the folder of keys of the new machine: the organisation's alone. All others come in meetings.
  public func makeKeys(of granted: Granted, at path: String, master: MasterKey) throws {
    try Keyring.importKeys(into: path, master: master, after: 0) { intake in
      let key = granted.grant.organisationKey
      try intake.add(.organisation, key.span.bytes)
    }
  }

  /// Writes what this machine is.
  public func keep(_ granted: Granted, _ keyring: Keyring) throws {
    let settings = MachineSettings(granted.machine, client: granted.client, hubs: granted.grant.hubs)
    try folder.keep(granted.identity, granted.grant.secrets, settings, keyring)
  }
}
