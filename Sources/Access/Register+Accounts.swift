public import Events
internal import LMDB
internal import Synchronization

extension Register {
  /// By name; those who have left last.
  public func people() throws -> [Account] {
    let read = try environment.beginRead()
    return try accounts.all(in: read).map(\.record)
      .sorted { ($0.hasLeft ? 1 : 0, $0.name, $0.id) < ($1.hasLeft ? 1 : 0, $1.name, $1.id) }
  }

  /// - Throws: `AccessRefusal.noSuchPerson`
  public func person(_ id: Account.ID) throws -> Account {
    let read = try environment.beginRead()
    return try person(id, in: read)
  }

  /// Who is here under this name.
  public func person(named name: String) throws -> Account? {
    try people().first { !$0.hasLeft && $0.name.lowercased() == name.lowercased() }
  }

  /// Who is here and known to a provider of OpenID Connect by its own name for them, or else by this e-mail.
  public func person(knownAs subject: String, mail: String?) throws -> Account? {
    let here = try people().filter { !$0.hasLeft }
    guard let mail = mail?.lowercased(), !mail.isEmpty else { return here.first { $0.known == subject } }
    return here.first { $0.known == subject } ?? here.first { $0.known?.lowercased() == mail }
  }

  /// Gives somebody other roles, other stops, or another name with the provider.
  /// - Throws: `AccessRefusal.noRole`; `AccessRefusal.lastAdmin` where nobody would be left who may do this.
  @discardableResult
  public func change(_ id: Account.ID, _ change: (inout Account) -> Void) throws -> Account {
    try write { write in
      let before = try person(id, in: write)
      var account = before
      change(&account)
      guard !account.roles.isEmpty else { throw AccessRefusal.noRole }
      if before.roles.contains(.admin), !account.roles.contains(.admin) { try keepsAdmin(without: id, write) }
      try keep(account, in: &write)
      return account
    }
  }

  /// Somebody has left us: every device of theirs is out at once, and every invitation worth nothing.
  /// - Parameter telling: writes it down, before it is so.
  public func leave(_ id: Account.ID, _ now: Moment, telling: (Account) throws -> Void) throws {
    try door.withLock { _ in
      var account = try leaver(id)
      try telling(account)
      (account.left, account.storeKey) = (now.milliseconds, nil)
      try write { write in
        try keep(account, in: &write)
        for (key, seat) in try seats.all(in: write) where seat.account == id {
          try seats.remove(key, in: &write)
        }
        for (key, invitation) in try invitations.all(in: write) where invitation.account == id {
          try invitations.remove(key, in: &write)
        }
      }
    }
  }

  private func leaver(_ id: Account.ID) throws -> Account {
    let read = try environment.beginRead()
    let account = try person(id, in: read)
    guard !account.hasLeft else { throw AccessRefusal.noSuchPerson }
    if account.roles.contains(.admin) { try keepsAdmin(without: id, read) }
    return account
  }

  private func keepsAdmin(
    without id: Account.ID, _ transaction: borrowing some Transaction & ~Copyable
  ) throws {
    let others = try accounts.all(in: transaction).map(\.record).filter { other in
      other.id != id && !other.hasLeft && other.cameAt != nil && other.roles.contains(.admin)
    }
    guard !others.isEmpty else { throw AccessRefusal.lastAdmin }
  }

  func person(_ id: Account.ID, in transaction: borrowing some Transaction & ~Copyable) throws -> Account {
    guard let account = try accounts.record(try fingerprint(id), in: transaction) else {
      throw AccessRefusal.noSuchPerson
    }
    return account
  }

  func keep(_ account: Account, in write: inout WriteTransaction) throws {
    try accounts.put(account, at: try fingerprint(account.id), in: &write)
  }
}
