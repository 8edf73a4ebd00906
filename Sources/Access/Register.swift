internal import Foundation
public import Keyring
internal import LMDB
internal import Synchronization

/// Who may come in, and on which device: `access/` in the data folder. Several processes may have it open.
///
/// An invitation and a device are found by the fingerprint of what only the invited and the device have, and all that
/// is kept of them is sealed under the organisation's key. The clock is given with each call.
public final class Register: Sendable {
  let environment: Environment
  let accounts: Drawer<Account>
  let invitations: Drawer<Invitation>
  let seats: Drawer<StoredSeat>
  private let places: Drawer<String>
  /// After so many milliseconds without a sign of life a PIN is asked for.
  let idle: Int64
  /// Held while somebody comes in or leaves, so that it is told once.
  let door = Mutex(())

  /// - Parameter idle: seconds without a sign of life, after which a seat is locked.
  public init(at directory: String, _ keyring: Keyring, idle seconds: Int64 = 15 * 60) throws {
    idle = seconds * 1000
    environment = try Environment(
      at: directory, mapBytes: 256 << 20, tables: ["accounts", "invitations", "seats", "places"])
    accounts = Drawer("accounts", environment, keyring)
    invitations = Drawer("invitations", environment, keyring)
    seats = Drawer("seats", environment, keyring)
    places = Drawer("places", environment, keyring)
  }

  /// Where the pages are reached from outside, as the server last said; nil where none has run.
  public func address() throws -> String? {
    let read = try environment.beginRead()
    return try places.record(Array("address".utf8), in: read)
  }

  public func moved(to address: String) throws {
    guard try self.address() != address else { return }
    try write { write in try places.put(address, at: Array("address".utf8), in: &write) }
  }

  /// All that `body` writes, or nothing of it where it throws.
  func write<R>(_ body: (inout WriteTransaction) throws -> R) throws -> R {
    var write = try environment.beginWrite()
    let result = try body(&write)
    try write.commit()
    return result
  }
}

/// By what a text that only others have is found again.
func fingerprint(_ secret: String) throws -> [UInt8] {
  let bytes = Array(secret.utf8)
  return unsafe try Digest.sha256(bytes.span.bytes)
}
