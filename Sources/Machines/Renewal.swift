internal import Certificates
internal import Events
internal import Foundation
internal import Keyring
internal import Notebook
internal import Rebuild

/// New secrets for the brokers of all machines: a hub that is lost knew those of all, and could let in whom it likes.
/// What it had of the log and of participants' keys, nothing takes back.
extension Admission {
  /// Draws them on this hub.
  /// - Returns: for each other machine, what it alone can open; sent like the answer to a request.
  func renew() throws -> [String: String] {
    let membership = try member()
    guard let here = membership.asKnown, let settings = try folder.settings() else {
      throw MachinesError.noFleet
    }
    let secrets = try MachineSecrets(drawnFor: here)
    let others = membership.fleet.active.filter { $0.name != here.name }
    let answers = try others.map { machine in
      var grant = Grant()
      grant.secrets = try secrets.share(of: machine)
      let sealed = try membership.identity.seal(grant.bytes, for: "renewal", to: machine)
      return (machine.name, Armour("RENEWAL", [("to", machine.name), ("from", here.name)], sealed).text)
    }
    try folder.keep(membership.identity, secrets, settings, notebook.engine.keyring)
    try folder.forgetCertificates()
    return Dictionary(uniqueKeysWithValues: answers)
  }
}

extension Membership {
  /// Takes in what a hub has drawn anew. No fingerprint is asked for: both know each other's keys from the log.
  /// - Returns: the name of this machine.
  func takeRenewal(_ text: String, from file: String, _ keyring: Keyring) throws -> String {
    let armour = try Armour("RENEWAL", reading: text, from: file)
    func field(_ name: String) -> String { armour.fields.first { $0.name == name }?.value ?? "" }
    guard field("to") == name else { throw MachinesError.forAnother(field("to"), here: name) }
    let hub = try known(field("from"))
    guard hub.role == .hub else { throw MachinesError.notAHub(hub.name, hub.role) }
    let grant = try Grant(try identity.open(armour.bytes, for: "renewal", from: hub))
    guard !grant.secrets.password.isEmpty else { throw MachinesError.notWhole(file) }
    try folder.keep(identity, grant.secrets, settings, keyring)
    try folder.forgetCertificates()
    return name
  }
}

extension MachineFolder {
  /// Those beside the broker's configuration; they are written again with it.
  fileprivate func forgetCertificates() throws {
    for name in ["own.key", "own.pem", "authority.pem"] where isThere("\(path)/broker/\(name)") {
      try overwrite("\(path)/broker/\(name)")
    }
  }
}

extension MachineSecrets {
  /// Of a hub: everything drawn anew.
  init(drawnFor hub: Machine) throws {
    let authority = try Authority.make(organisation: "Tillid, \(hub.name)")
    fleetSecret = try randomBytes(32)
    password = Self.password(of: hub.name, fleetSecret: fleetSecret)
    (self.authority, authorityKey) = (authority.certificate, authority.key)
    try certify(hub, by: authority)
  }

  /// What another machine gets of them.
  func share(of machine: Machine) throws -> MachineSecrets {
    var share = MachineSecrets()
    share.authority = authority
    share.password = Self.password(of: machine.name, fleetSecret: fleetSecret)
    if !authorityKey.isEmpty {
      try share.certify(machine, by: Authority(certificate: authority, key: authorityKey))
    }
    if machine.role == .hub { (share.fleetSecret, share.authorityKey) = (fleetSecret, authorityKey) }
    return share
  }

  /// The certificate of a machine's broker, for its own loopback and the hosts at which it is found.
  private mutating func certify(_ machine: Machine, by authority: Authority) throws {
    let hosts = machine.addresses.compactMap { HostPort($0)?.host }
    let issued = try authority.issue(machine.name, hosts: hosts)
    (certificate, certificateKey) = (issued.certificate, issued.key)
  }
}
