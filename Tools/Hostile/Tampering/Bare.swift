import Events
import Foundation
import LMDB

/// What is left where a file is too large to be read whole at each opening: LMDB follows a damaged page.
public enum Bare {
  /// An edit of the first bytes of a page, where it hurts most.
  public static func edit(number: Int, seed: UInt64, of subject: Subject) -> Edit {
    var random = Numbers(seed: seed &* 0x9E37_79B9 &+ UInt64(number))
    let stores = subject.files.filter { $0.name.hasSuffix("data.mdb") }
    let (name, bytes) = stores[random.below(stores.count)]
    let offset = (2 + random.below(max(1, bytes.count / 4096 - 2))) * 4096 + random.below(40)
    return Edit(
      file: name, offset: offset, byte: bytes[bytes.startIndex + offset] &+ UInt8(1 + random.below(255)))
  }

  /// Reads every entry as a command would, without the look at the structure, and finds each again.
  public static func read(_ subject: Subject, _ tables: [String: [String]]) throws {
    Damage.ends(saying: "tillid: ended by a damaged page")
    for (store, names) in tables.sorted(by: { $0.key < $1.key }) {
      let environment = try Environment(
        at: subject.path + "/" + store, tables: names, readOnly: true, checkedUpTo: 0)
      for name in names { try walk(environment, environment.table(name)) }
    }
  }

  private static func walk(_ environment: Environment, _ table: Table<[UInt8]>) throws {
    let read = try environment.beginRead()
    var cursor = try read.cursor(over: table)
    var sum: UInt8 = 0
    while try cursor.next() {
      for index in 0..<cursor.value.byteCount { sum &+= cursor.value.byte(at: index) }
      if let key = cursor.key { _ = try read.value(at: key, in: table) }
    }
  }

  /// The tables of each store.
  public static func tables(of subject: Subject) throws -> [String: [String]] {
    var tables: [String: [String]] = [:]
    for store in subject.stores {
      var names: Set<String> = []
      _ = try Environment.structure(at: subject.path + "/" + store) { table, _, _ in names.insert(table) }
      tables[store] = names.sorted()
    }
    return tables
  }
}
