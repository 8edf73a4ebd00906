public import Events
internal import Keyring
internal import LMDB

extension Register {
  /// The seat that a cookie names, which has shown a sign of life by this; nil where it has ended or never was.
  public func seat(_ cookie: String, _ now: Moment) throws -> Seat? {
    let key = try fingerprint(cookie)
    guard let (stored, account) = try stored(key, now) else { return nil }
    let seat = stored.seat(account, now, idle: idle)
    if !seat.isLocked, now.milliseconds - stored.seen >= StoredSeat.minute { try touch(key, now) }
    return seat
  }

  private func stored(_ key: [UInt8], _ now: Moment) throws -> (StoredSeat, Account)? {
    let read = try environment.beginRead()
    guard let stored = try seats.record(key, in: read), !stored.hasEnded(now) else { return nil }
    let account = try person(stored.account, in: read)
    return account.hasLeft ? nil : (stored, account)
  }

  private func touch(_ key: [UInt8], _ now: Moment) throws {
    try change(key) { seat in
      if !seat.isLocked(now, idle: idle) { seat.seen = max(seat.seen, now.milliseconds) }
    }
  }

  /// Asks for the PIN from now on.
  public func lock(_ cookie: String) throws { try change(try fingerprint(cookie)) { $0.isLocked = true } }

  /// Ends this device's seat.
  public func leave(_ cookie: String) throws {
    try write { write in try seats.remove(try fingerprint(cookie), in: &write) }
  }

  /// The devices of somebody, the last seen first; or of everybody.
  public func devices(of account: Account.ID? = nil, _ now: Moment) throws -> [Seat] {
    let read = try environment.beginRead()
    var found: [Seat] = []
    for (_, stored) in try seats.all(in: read) where !stored.hasEnded(now) {
      guard account == nil || stored.account == account else { continue }
      found.append(stored.seat(try person(stored.account, in: read), now, idle: idle))
    }
    return found.sorted { $0.seen > $1.seen }
  }

  /// Ends those devices of somebody that `ends` names.
  public func end(_ account: Account.ID, where ends: (Seat.ID) -> Bool) throws {
    try write { write in
      for (key, stored) in try seats.all(in: write) where stored.account == account && ends(stored.id) {
        try seats.remove(key, in: &write)
      }
    }
  }

  func change(_ key: [UInt8], _ change: (inout StoredSeat) -> Void) throws {
    try write { write in
      guard var stored = try seats.record(key, in: write) else { return }
      change(&stored)
      try seats.put(stored, at: key, in: &write)
    }
  }
}
