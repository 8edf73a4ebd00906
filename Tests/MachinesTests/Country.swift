import Catalogues
import Events
import Foundation
import Journal
import Keyring
import Meeting
import Notebook
import Rebuild

@testable import Machines

/// A hub and two regions, each with log, keys and views of its own.
struct Country {
  let hub: Station
  let nord: Station
  let syd: Station

  init() async throws {
    hub = try Station("nibe", .hub)
    nord = try Station("nord", .region, "nord", beside: hub)
    syd = try Station("syd", .region, "syd", beside: hub)
    for station in [hub, nord, syd] { try hub.notebook.admit(station.machine) }
    try hub.notebook.prepare(Array(Station.words.utf8))
    try await meetAll()
  }

  /// Until both regions have all that is theirs.
  func meetAll() async throws {
    for _ in 0..<3 {
      try await nord.meet(hub)
      try await syd.meet(hub)
    }
  }
}

/// What is said where something is refused; empty where it is not.
func refusal(_ body: () throws -> some Any) -> String {
  do {
    _ = try body()
    return ""
  } catch {
    return (error as? any Refusal)?.sentence(.english) ?? "\(error)"
  }
}

/// One machine, without a broker; gone with the test.
final class Station {
  let name: String
  private(set) var path: String
  let identity: MachineIdentity
  let machine: Machine
  private(set) var notebook: Notebook
  private(set) var membership: Membership
  private(set) var desk: MeetingDesk

  struct Cut: Error {}

  static let words = """
    kinds:
      - id: dentist
        group: bridge
        name: {da: tandlæge, en: dentist}
        da: [tandlæge-]
      - id: food
        group: thing
        name: {da: måltid, en: meal}
        da: [mad]
    """

  init(_ name: String, _ role: Machine.Role, _ region: String = "", beside hub: Station? = nil) throws {
    self.name = name
    path = NSTemporaryDirectory() + "station-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    let master = try MasterKey.make(file: path + "/key")
    if let hub { try hub.giveKey(into: path + "/keys", master) }
    identity = MachineIdentity(name)
    let hubs = hub.map { [MachineSettings.Hub($0.name, [], key: $0.identity.publicKey)] } ?? []
    let addresses = role == .hub ? ["127.0.0.1:7422"] : []
    let asking = Machine(
      name, role, region: region, origin: 0, publicKey: identity.publicKey, addresses: addresses)
    try Self.keep(identity, MachineSettings(asking, client: nil, hubs: hubs), path, master)
    (notebook, membership, desk) = try Self.open(path)
    var machine = asking
    machine.origin = notebook.engine.journal.origin
    self.machine = machine
  }

  /// What this machine is, sealed under the organisation's key.
  private static func keep(
    _ identity: MachineIdentity, _ settings: MachineSettings, _ path: String, _ master: MasterKey
  ) throws {
    let keyring = try Keyring(at: path + "/keys", master: master, mapBytes: 1 << 28)
    try MachineFolder(path).keep(identity, MachineSecrets(), settings, keyring)
  }

  private static func open(_ path: String) throws -> (Notebook, Membership, MeetingDesk) {
    let keyring = try Keyring(
      at: path + "/keys", master: try MasterKey(file: path + "/key"), mapBytes: 1 << 28)
    let engine = try Engine(
      journal: try Journal(at: path + "/log", mapBytes: 1 << 28), keyring: keyring, catalogue: .all,
      views: path + "/views", mapBytes: 1 << 28)
    guard let membership = try Membership(of: path, engine.journal, keyring) else {
      throw MachinesError.noFleet
    }
    let moved = Moved(MachineFolder(path), keyring)
    let notebook = Notebook(
      engine, region: membership.settings.region ?? "", moved: { try moved.whereabouts(of: $0)?.region })
    let desk = MeetingDesk(journal: engine.journal, keyring: keyring, access: membership)
    return (notebook, membership, desk)
  }

  deinit {
    notebook.engine.journal.close()
    try? FileManager.default.removeItem(atPath: path)
  }

  /// Stops, and begins again.
  func reopen() throws {
    notebook.engine.journal.close()
    let before = path
    path += "-again"
    try FileManager.default.copyItem(atPath: before, toPath: path)
    (notebook, membership, desk) = try Self.open(path)
    try FileManager.default.removeItem(atPath: before)
  }

  var keyring: Keyring { notebook.engine.keyring }
  var engine: Engine { notebook.engine }

  fileprivate func giveKey(into folder: String, _ master: MasterKey) throws {
    let copy = try keyring.copyKeys()
    try Keyring.importKeys(into: folder, master: master, after: copy.epoch) { intake in
      try copy.each { handle, key in if handle.isOrganisation { try intake.add(handle, key) } }
    }
  }

  func settle() throws {
    try membership.follow()
    do {
      if try engine.needsBuilding() {
        try engine.rebuild(jobs: 1, progress: Progress(total: 0), keeping: false)
      }
      try notebook.catchUp()
    } catch RebuildError.noVocabulary {}
    try Moved(membership.folder, keyring).tidy()
  }

  /// As the carrier meets a hub.
  /// - Parameter messages: after so many the line is cut.
  func meet(_ hub: Station, messages: Int = .max) async throws {
    var left = messages
    let ask: LettingGo.Ask = { bytes in
      guard left > 0 else { throw Cut() }
      left -= 1
      return hub.desk.answer(bytes, from: self.name)
    }
    defer { try? hub.settle() }
    _ = try await Meeting.run(desk, peer: hub.name, ask: ask)
    try settle()
    try hub.settle()
    try await LettingGo(notebook, membership, desk).run(beside: hub.name, ask)
    try settle()
  }

  // MARK: - What it has

  func hears(_ name: String) throws -> Handle {
    try notebook.giveConsent(name, Agreement([.care], how: "spoken")).handle
  }

  func tell(_ line: String, about name: String) throws {
    var telling = Telling(line)
    telling.about = [name]
    _ = try notebook.note(telling)
  }

  func key(of handle: Handle) throws -> [UInt8]? {
    try keyring.lend([handle]) { keys in keys.first.map { Array($0.1) } }
  }

  /// The views that have anything of somebody, opened.
  func views(of handle: Handle) throws -> [String: [UInt8]] {
    try engine.contents().compactMapValues { $0[handle] }
  }

  /// What was said of the participant in clear headers: how many records are here.
  func records(of handle: Handle) throws -> Int { try engine.records(of: handle).count }

  /// Whether any file below a folder holds these bytes.
  func holds(_ bytes: some Sequence<UInt8>, in folder: String) throws -> Bool {
    let wanted = Data(bytes)
    let files = FileManager.default.enumerator(atPath: path + folder)?.compactMap { $0 as? String } ?? []
    return files.contains { file in
      FileManager.default.contents(atPath: "\(path)\(folder)/\(file)")?.range(of: wanted) != nil
    }
  }

  /// What a whole reading of log and keys finds amiss.
  var findings: [String] { get throws { try engine.verify { _, _ in }.findings } }
}
