internal import Events
internal import Foundation
internal import Keyring

/// A seat as it is kept, under the fingerprint of its cookie. Times are in milliseconds since 1970.
struct StoredSeat: Codable, Sendable {
  let id: UInt64
  let account: Account.ID
  let device: String
  var since: Int64
  var seen: Int64
  var isLocked = false
  var pin: SpokenSecret?
  /// Wrong PINs in a row, and until when no further one is heard.
  var tries = 0
  var waitsUntil: Int64 = 0
  var token: String
  let outbox: UInt64
  let forms: UInt64
  /// Of a device that came in when each had its own.
  var storeKey: Data?

  /// Without a visit for so long it has ended.
  static let lastsUnseen: Int64 = 14 * 86_400_000
  /// And after so long in any case.
  static let lasts: Int64 = 90 * 86_400_000
  /// How exact `seen` is.
  static let minute: Int64 = 60_000

  init(_ account: Account.ID, _ device: String, pin: SpokenSecret?, _ now: Moment) throws {
    (self.account, self.device, self.pin) = (account, String(device.prefix(60)), pin)
    (since, seen) = (now.milliseconds, now.milliseconds)
    (id, outbox, forms) = (.random(in: 1 ... .max), .random(in: 1 ... .max), .random(in: 1 ... .max))
    token = try randomText(16)
  }

  /// The same device after signing in anew: it has one outbox.
  func renewed(pin: SpokenSecret?, _ now: Moment) throws -> StoredSeat {
    var seat = self
    (seat.since, seat.seen, seat.isLocked) = (now.milliseconds, now.milliseconds, false)
    (seat.tries, seat.waitsUntil, seat.token) = (0, 0, try randomText(16))
    seat.pin = pin ?? self.pin
    return seat
  }

  func hasEnded(_ now: Moment) -> Bool {
    now.milliseconds - seen > Self.lastsUnseen || now.milliseconds - since > Self.lasts
  }

  /// - Parameter idle: milliseconds.
  func isLocked(_ now: Moment, idle: Int64) -> Bool {
    isLocked || now.milliseconds - seen > idle + Self.minute
  }

  /// - Parameter idle: milliseconds.
  func seat(_ account: Account, _ now: Moment, idle: Int64) -> Seat {
    var seat = Seat(
      id: id, name: account.name, roles: account.roles, stops: account.stops,
      isLocked: isLocked(now, idle: idle), token: token, origins: (outbox, forms))
    (seat.account, seat.device, seat.hasPIN) = (account.id, device, pin != nil)
    (seat.since, seat.seen) = (Moment(since), Moment(seen))
    seat.storeKey = Array(account.storeKey ?? storeKey ?? Data())
    return seat
  }
}

/// `count` random bytes as text that can stand in an address.
public func randomText(_ count: Int) throws -> String { try randomBytes(count).urlText }

extension [UInt8] {
  /// Base64 for addresses (RFC 4648, section 5), without the signs that only fill up.
  public var urlText: String {
    Data(self).base64EncodedString()
      .replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
  }
}
