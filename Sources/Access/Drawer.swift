internal import Events
internal import Foundation
internal import Keyring
internal import LMDB

/// A table of records, each sealed under the organisation's key and bound to its place. Keys are fingerprints or
/// random: nothing can be read from the file, and nothing moved within it.
struct Drawer<Record: Codable & Sendable>: Sendable {
  private let name: String
  private let table: Table<[UInt8]>
  private let keyring: Keyring

  init(_ name: String, _ environment: Environment, _ keyring: Keyring) {
    (self.name, self.keyring) = (name, keyring)
    table = environment.table(name)
  }

  func record(_ key: [UInt8], in transaction: borrowing some Transaction & ~Copyable) throws -> Record? {
    guard let sealed = try transaction.value(at: key, in: table) else { return nil }
    return try open([UInt8](copying: sealed), at: key)
  }

  /// All, by the order of their keys.
  func all(in transaction: borrowing some Transaction & ~Copyable) throws -> [(key: [UInt8], record: Record)]
  {
    var cursor = try transaction.cursor(over: table)
    var found: [(key: [UInt8], record: Record)] = []
    while try cursor.next() {
      let key = [UInt8](copying: cursor.keyBytes)
      found.append((key, try open([UInt8](copying: cursor.value), at: key)))
    }
    return found
  }

  func put(_ record: Record, at key: [UInt8], in write: inout WriteTransaction) throws {
    let plain = Array(try JSONEncoder().encode(record))
    let sealed = try keyring.seal(plain, for: .organisation, binding: binding(key))
    unsafe try write.put(sealed.span.bytes, at: key, in: table)
  }

  func remove(_ key: [UInt8], in write: inout WriteTransaction) throws { try write.delete(key, in: table) }

  private func open(_ sealed: [UInt8], at key: [UInt8]) throws -> Record {
    let plain = try keyring.open(sealed, for: .organisation, binding: binding(key))
    return try JSONDecoder().decode(Record.self, from: Data(plain))
  }

  private func binding(_ key: [UInt8]) -> [UInt8] { Array("access/\(name)/".utf8) + key }
}
