internal import Events
internal import LMDB

/// How far in this machine's log a store has come. It is bookkeeping of this machine and no part of a view:
/// positions differ between machines.
struct Marks: Sendable {
  private let table: Table<[UInt8]>
  private let environment: Environment
  private static let reached = Array("caught up to".utf8)
  private static let told = Array("told up to".utf8)
  private static let changed = Array("changed at".utf8)

  init(_ environment: Environment) {
    self.environment = environment
    table = environment.table("marks")
  }

  func read() throws -> UInt64 { try read(Self.reached) }

  func readChanged() throws -> UInt64 { try read(Self.changed) }

  func write(_ mark: UInt64, isChanged: Bool = true, _ transaction: inout WriteTransaction) throws {
    var bytes: [UInt8] = []
    bytes.append(bigEndian: mark)
    try transaction.put(bytes.span.bytes, at: Self.reached, in: table)
    if isChanged { try transaction.put(bytes.span.bytes, at: Self.changed, in: table) }
  }

  /// The last person of whom a store that is being filled holds all; the organisation before the first.
  func readTold() throws -> Handle {
    let transaction = try environment.beginRead()
    guard let value = try transaction.value(at: Self.told, in: table), value.byteCount == 16 else {
      return .organisation
    }
    return Handle(value, at: 0)
  }

  func write(told handle: Handle, _ transaction: inout WriteTransaction) throws {
    let bytes = handle.bytes
    try transaction.put(bytes.span.bytes, at: Self.told, in: table)
  }

  private func read(_ key: [UInt8]) throws -> UInt64 {
    let transaction = try environment.beginRead()
    guard let value = try transaction.value(at: key, in: table), value.byteCount == 8 else { return 0 }
    return value.bigEndian(at: 0)
  }
}

extension Transaction where Self: ~Copyable {
  /// A copy of the value at a key; nil when there is none.
  borrowing func copy<Key>(at key: Key, in table: Table<Key>) throws -> [UInt8]? {
    guard let value = try value(at: key, in: table) else { return nil }
    return value.copy
  }
}

extension Pair {
  init(_ handle: Handle) { self.init(handle.high, handle.low) }
}

extension Handle {
  init(_ pair: Pair) { self.init(high: pair.first, low: pair.second) }
}

extension RawSpan {
  var copy: [UInt8] { array(0..<byteCount) }
}
