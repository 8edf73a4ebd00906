import Events
import Foundation
import Journal
import Keyring
import TestGround

@testable import Machines

/// A machine with its log and its keys, without views; gone with the test.
final class Site {
  private let folder: Folder
  let path: String
  let journal: Journal
  let keyring: Keyring
  let identity: MachineIdentity
  private var clock: Int64 = 1_780_000_000_000

  init(_ name: String, _ role: Machine.Role = .hub, region: String = "") throws {
    folder = try Folder()
    path = folder.path + "/data"
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    let master = try MasterKey.make(file: path + ".key")
    keyring = try Keyring(at: path + "/keys", master: master, mapBytes: 1 << 28)
    journal = try Journal(at: path + "/log", mapBytes: 1 << 28)
    identity = MachineIdentity(name)
    let addresses = role == .hub ? ["127.0.0.1:7422"] : []
    let machine = Machine(
      name, role, region: region, origin: 0, publicKey: identity.publicKey, addresses: addresses)
    var secrets = MachineSecrets()
    secrets.fleetSecret = [UInt8](repeating: 9, count: 32)
    secrets.password = MachineSecrets.password(of: name, fleetSecret: secrets.fleetSecret)
    try MachineFolder(path).keep(identity, secrets, MachineSettings(machine, client: nil), keyring)
  }

  func membership() throws -> Membership {
    guard let membership = try Membership(of: path, journal, keyring) else { throw MachinesError.noFleet }
    return membership
  }

  /// Tells something here, or, under an id of its own, what another origin told.
  @discardableResult
  func tell(_ content: Content, of handle: Handle = .organisation, as id: EventID? = nil) throws -> EventID {
    clock += 1000
    let moment = Moment(milliseconds: clock)
    if !handle.isOrganisation { try keyring.makeKey(for: handle) }
    let keyring = keyring
    let draft = Draft(type: content.type, handle: handle, id: id) { header in
      let event = Event(
        id: header.id, handle: handle, happened: When(Day(year: 2026, month: 3, day: 7), hour: 12, minute: 0),
        recorded: moment,
        content: content)
      return try keyring.seal(event.body, for: handle, binding: header.bytes)
    }
    return try journal.appendNow([draft])[0].id
  }

  /// A yes that was said on the machine of this origin.
  func yes(at origin: UInt64, _ sequence: UInt64) throws -> Handle {
    let handle = Handle.random()
    try tell(
      .consentGiven(Agreement([.care])), of: handle, as: EventID(origin: origin, sequence: sequence))
    return handle
  }

  func admit(_ identity: MachineIdentity, _ role: Machine.Role, region: String = "", origin: UInt64) throws {
    try tell(
      .machineAdmitted(
        Machine(identity.name, role, region: region, origin: origin, publicKey: identity.publicKey)))
  }
}
