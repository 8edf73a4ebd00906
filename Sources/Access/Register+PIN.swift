public import Events
internal import Keyring
internal import LMDB

/// A few digits that open a device again after a while.
enum PIN {
  /// - Throws: `AccessRefusal.shortPIN`, `.easyPIN`
  static func checked(_ text: String) throws(AccessRefusal) -> String {
    let digits = text.utf8.map { Int($0) - 48 }
    guard (4...12).contains(digits.count), digits.allSatisfy((0...9).contains) else { throw .shortPIN }
    let steps = Set(zip(digits, digits.dropFirst()).map { $1 - $0 })
    guard steps.count > 1 || ![0, 1, -1].contains(steps.first ?? 0) else { throw .easyPIN }
    return text
  }

  /// Wrong ones in a row before one has to wait, and before the device is out.
  static let patience = 5, most = 15

  /// Milliseconds after so many wrong ones: half a minute, doubled with each further one, at most an hour.
  static func wait(after tries: Int) -> Int64 {
    tries < patience ? 0 : min(30_000 << Int64(tries - patience), 3_600_000)
  }
}

extension Register {
  /// Opens a locked seat. A try counts before it is looked at, so that many at once are no more than one by one.
  /// - Throws: `AccessRefusal.wrongPIN`, `.pinWaits`, `.seatEnded`, `.noPIN`
  public func unlock(_ cookie: String, pin: String, _ now: Moment) throws {
    let key = try fingerprint(cookie)
    let stored = try countTry(key, now)
    guard let kept = stored.pin else { throw AccessRefusal.noPIN }
    if try kept.is(pin) {
      return try change(key) { seat in
        (seat.tries, seat.waitsUntil, seat.isLocked) = (0, 0, false)
        seat.seen = max(seat.seen, now.milliseconds)
      }
    }
    guard stored.tries < PIN.most else {
      try leave(cookie)
      throw AccessRefusal.seatEnded
    }
    throw AccessRefusal.wrongPIN(left: PIN.most - stored.tries)
  }

  private func countTry(_ key: [UInt8], _ now: Moment) throws -> StoredSeat {
    try write { write in
      guard var stored = try seats.record(key, in: write), !stored.hasEnded(now) else {
        throw AccessRefusal.seatEnded
      }
      guard stored.pin != nil else { throw AccessRefusal.noPIN }
      let left = stored.waitsUntil - now.milliseconds
      guard left <= 0, stored.tries < PIN.most else {
        throw AccessRefusal.pinWaits(seconds: Int((max(left, 0) + 999) / 1000))
      }
      stored.tries += 1
      stored.waitsUntil = now.milliseconds + PIN.wait(after: stored.tries)
      try seats.put(stored, at: key, in: &write)
      return stored
    }
  }

  /// Another PIN for this device.
  public func choose(pin: String, for cookie: String) throws {
    let hidden = try SpokenSecret(try PIN.checked(pin))
    try change(try fingerprint(cookie)) { $0.pin = hidden }
  }
}
