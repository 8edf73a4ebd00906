import Events
import Foundation
import Journal
import Keyring
import Machines
import Rebuild

/// The side of the machine that is new.
extension Common {
  func ask(
    _ asking: Asking, _ role: Machine.Role, region: String = "", addresses: [String] = []
  ) throws {
    let (machine, request) = try Joining(in: folder.path)
      .ask(asking.name, role, region: region, addresses: addresses, client: asking.client)
    let file = asking.to ?? "\(machine.name).request"
    try write(request, to: file)
    try answers(
      [
        say(
          "Anmodningen ligger i \(file): send den til en, der passer en hub, gerne med mail; intet i den er hemmeligt.",
          "The request is in \(file): send it to whoever looks after a hub, by mail if you like; nothing in it is secret."
        ),
        say(
          "Ring til dem, og læs selv dette fingeraftryk op: \(Fingerprint.unbroken(machine.fingerprint.description))",
          "Call them, and read out this fingerprint yourself: \(Fingerprint.unbroken(machine.fingerprint.description))"
        ),
      ],
      json: ["name": machine.name, "file": file, "fingerprint": machine.fingerprint.description])
  }

  func join(_ answered: TakingIn, _ role: Machine.Role) throws {
    let joining = Joining(in: folder.path)
    let granted = try joining.open(
      answer: try text(of: answered.file), from: answered.file, spoken: answered.fingerprint, as: role)
    try folder.make { new in
      try joining.makeKeys(of: granted, at: new.path + "/keys", master: try new.masterKey(settling: false))
      let engine = try new.makeEngine()
      try joining.keep(granted, engine.keyring)
      engine.journal.close()
    }
    try joining.folder.forgetAsking()
    let (journal, keyring) = try folder.logAndKeys()
    try Membership(of: folder.path, journal, keyring)?.updateBroker()
    try answers(
      [joined(granted), nextSteps(role)],
      json: ["name": granted.machine.name, "data": folder.path, "broker": joining.folder.brokerPath])
  }

  private func joined(_ granted: Joining.Granted) -> String {
    say(
      "\(granted.machine.name) er med: \(folder.path) er gjort klar. Hovednøglen ligger i \(folder.keyPath): gem en kopi et andet sted.",
      "\(granted.machine.name) has joined: \(folder.path) is ready. The master key is in \(folder.keyPath): keep a copy elsewhere."
    )
  }

  private func nextSteps(_ role: Machine.Role) -> String {
    let config = folder.path + "/broker/nats.conf"
    return say(
      "Start brokeren (nats-server -c \(config), eller tillid-broker.service), og lad maskinen bære: ‘tillid carry’, eller ‘tillid serve’ hvor hjælpere åbner sider. Det første møde henter nøgler og hændelser; ‘tillid machines’ viser det.",
      "Start the broker (nats-server -c \(config), or tillid-broker.service), and let the machine carry: ‘tillid carry’, or ‘tillid serve’ where helpers open pages. The first meeting brings keys and events; ‘tillid machines’ shows it."
    )
  }

  func write(_ text: String, to file: String) throws {
    do { try text.write(toFile: file, atomically: true, encoding: .utf8) } catch {
      throw CommandError.unwritableFile(file, CommandError.reason(error))
    }
  }
}

extension DataFolder {
  /// Beside whoever writes, and without views.
  func logAndKeys() throws -> (Journal, Keyring) {
    let journal = try Journal(at: path + "/log", mapBytes: mapBytes, access: .readOnly)
    let keyring = try Keyring(
      at: path + "/keys", master: try masterKey(settling: false), mapBytes: mapBytes, readOnly: true)
    return (journal, keyring)
  }

  /// nil on a machine that stands alone.
  func membership() throws -> Membership? {
    guard MachineFolder(path).isOneOfSeveral else { return nil }
    try MachineFolder(path).checkNotLockedOut()
    let (journal, keyring) = try logAndKeys()
    return try Membership(of: path, journal, keyring)
  }
}
