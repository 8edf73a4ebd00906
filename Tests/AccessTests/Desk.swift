import Access
import Events
import Foundation
import Keyring

/// A register in a folder of its own, gone with the test.
final class Desk {
  let path: String
  let keyring: Keyring
  let register: Register
  var now = Moment(milliseconds: 1_795_000_000_000)

  init() throws {
    path = NSTemporaryDirectory() + "access-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    keyring = try Keyring(
      at: path + "/keys", master: try MasterKey.make(file: path + "/key"), mapBytes: 1 << 28)
    try keyring.makeKey(for: .organisation)
    register = try Register(at: path + "/access", keyring)
  }

  deinit { _ = try? FileManager.default.removeItem(atPath: path) }  // what stays is in the temporary folder

  func pass(minutes: Int64 = 0, days: Int64 = 0) {
    now = Moment(milliseconds: now.milliseconds + minutes * 60_000 + days * 86_400_000)
  }

  /// Invites somebody, or to one more device, and takes the invitation.
  func sit(_ name: String = "Jytte", _ roles: Set<Role> = [.helper], device: String = "Firefox, Android")
    throws
    -> (cookie: String, seat: Seat)
  {
    let known = try register.person(named: name)
    let secret =
      try known.map { try register.invite($0.id, by: "", now).secret }
      ?? register.invite(name, roles, stops: ["Nibe"], by: "", now).secret
    let (cookie, seat) = try register.accept(secret, pin: "4071", device: device, now) { _ in }
    return (cookie, seat)
  }

  func seat(_ cookie: String) throws -> Seat? { try register.seat(cookie, now) }

  /// What kept the door shut; nil where it opened.
  func refusal(_ body: () throws -> Void) throws -> AccessRefusal? {
    do { try body() } catch let refusal as AccessRefusal { return refusal }
    return nil
  }
}
