public import Events
internal import Foundation
internal import Keyring
internal import LMDB
internal import Synchronization

extension Register {
  /// Invites somebody who is not one of us yet.
  /// - Parameter by: who invites; empty for whoever runs the machine.
  /// - Returns: the secret that stands in the address, known to nobody here from now on.
  /// - Throws: `AccessRefusal.noName`, `.noRole`, `.alreadyHere`.
  public func invite(
    _ name: String, _ roles: Set<Role>, stops: [String] = [], known: String? = nil, by: String, _ now: Moment
  ) throws -> (secret: String, Invitation) {
    guard !name.isEmpty, name.utf8.count <= 200 else { throw AccessRefusal.noName }
    guard !roles.isEmpty else { throw AccessRefusal.noRole }
    guard try person(named: name) == nil else { throw AccessRefusal.alreadyHere(name) }
    let account = Account(
      id: try randomText(16), name: name, roles: roles, stops: stops, known: known)
    return try write { write in
      try keep(account, in: &write)
      return try invite(account, by, now, &write)
    }
  }

  /// Invites somebody to one more device.
  public func invite(_ id: Account.ID, by: String, _ now: Moment) throws -> (secret: String, Invitation) {
    try write { write in
      let account = try person(id, in: write)
      guard !account.hasLeft else { throw AccessRefusal.noSuchPerson }
      return try invite(account, by, now, &write)
    }
  }

  private func invite(
    _ account: Account, _ by: String, _ now: Moment, _ write: inout WriteTransaction
  ) throws -> (secret: String, Invitation) {
    try sweep(now, in: &write)
    let secret = try randomText(16)
    let invitation = Invitation(account: account.id, by: by, until: now.milliseconds + Invitation.lasts)
    try invitations.put(invitation, at: try fingerprint(secret), in: &write)
    return (secret, invitation)
  }

  /// Looks at an invitation, and uses nothing up: messengers look at links before people do.
  /// - Throws: `AccessRefusal.invitationGone` where it was taken, has ended or never was.
  public func invitation(_ secret: String, _ now: Moment) throws -> (Invitation, Account) {
    let read = try environment.beginRead()
    return try invitation(secret, now, in: read)
  }

  /// Whose invitations wait to be taken, and until when.
  public func waiting(_ now: Moment) throws -> [Account.ID: Moment] {
    let read = try environment.beginRead()
    let waiting = try invitations.all(in: read).map(\.record).filter { $0.endsAt > now }
    return Dictionary(waiting.map { ($0.account, $0.endsAt) }, uniquingKeysWith: max)
  }

  /// Nobody comes in by what was given to somebody and not taken yet.
  public func takeBack(from id: Account.ID) throws {
    try write { write in
      for (key, invitation) in try invitations.all(in: write) where invitation.account == id {
        try invitations.remove(key, in: &write)
      }
    }
  }

  /// Takes an invitation, once: a device of theirs from now on.
  /// - Parameters:
  ///   - device: what kind of device it is, as far as its browser says.
  ///   - before: the cookie that it had; its seat ends, or goes on under the new one where it is theirs.
  ///   - telling: writes down that they help from now on, before they come in; asked at every device, so it says
  ///     nothing where that is known.
  public func accept(
    _ secret: String, pin: String, device: String, replacing before: String? = nil, _ now: Moment,
    telling: (Account) throws -> Void
  ) throws -> (cookie: String, Seat) {
    let pin = try PIN.checked(pin)
    return try door.withLock { _ in
      try telling(try invitation(secret, now).1)
      let hidden = try SpokenSecret(pin)
      return try write { write in
        let account = try invitation(secret, now, in: write).1
        try invitations.remove(try fingerprint(secret), in: &write)
        return try sit(account, device, pin: hidden, before, now, &write)
      }
    }
  }

  /// Lets in somebody whom a provider of OpenID Connect has made sure of.
  public func welcome(
    _ id: Account.ID, device: String, replacing before: String? = nil, _ now: Moment,
    telling: (Account) throws -> Void
  ) throws -> (cookie: String, Seat) {
    try door.withLock { _ in
      try telling(try person(id))
      return try write { write in
        let account = try person(id, in: write)
        guard !account.hasLeft else { throw AccessRefusal.noSuchPerson }
        return try sit(account, device, pin: nil, before, now, &write)
      }
    }
  }

  private func sit(
    _ account: Account, _ device: String, pin: SpokenSecret?, _ before: String?, _ now: Moment,
    _ write: inout WriteTransaction
  ) throws -> (cookie: String, Seat) {
    try sweep(now, in: &write)
    var account = account
    var seat = try StoredSeat(account.id, device, pin: pin, now)
    if let before {
      let key = try fingerprint(before)
      if let old = try seats.record(key, in: write), old.account == account.id {
        seat = try old.renewed(pin: pin, now)
      }
      try seats.remove(key, in: &write)
    }
    account.came = account.came ?? now.milliseconds
    account.storeKey = try account.storeKey ?? seat.storeKey ?? Data(randomBytes(32))
    try keep(account, in: &write)
    let cookie = try randomText(32)
    try seats.put(seat, at: try fingerprint(cookie), in: &write)
    return (cookie, seat.seat(account, now, idle: idle))
  }

  private func invitation(
    _ secret: String, _ now: Moment, in transaction: borrowing some Transaction & ~Copyable
  ) throws -> (Invitation, Account) {
    guard let found = try invitations.record(try fingerprint(secret), in: transaction), found.endsAt > now
    else { throw AccessRefusal.invitationGone }
    return (found, try person(found.account, in: transaction))
  }

  /// What has ended is taken away.
  private func sweep(_ now: Moment, in write: inout WriteTransaction) throws {
    for (key, invitation) in try invitations.all(in: write) where invitation.endsAt <= now {
      try invitations.remove(key, in: &write)
    }
    for (key, seat) in try seats.all(in: write) where seat.hasEnded(now) {
      try seats.remove(key, in: &write)
    }
  }
}
