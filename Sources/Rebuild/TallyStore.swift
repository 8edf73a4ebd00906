internal import Events
internal import Keyring
internal import LMDB

/// One tally on disk: what each person added, sealed under that person's key, and the sums, sealed under the
/// organisation's, in rows of one place and one period.
struct TallyStore: Sendable {
  let version: ViewVersion
  let environment: Environment
  private let parts: Table<Pair>
  private let rows: Table<Pair>
  /// Organisation events that cannot be read, by id.
  private let asides: Table<Pair>
  private let marks: Marks

  init(at directory: String, _ version: ViewVersion, durability: Environment.Durability, mapBytes: Int) throws
  {
    self.version = version
    environment = try Environment(
      at: directory, mapBytes: mapBytes, tables: ["parts", "rows", "asides", "marks"], durability: durability)
    parts = environment.table("parts")
    rows = environment.table("rows")
    asides = environment.table("asides")
    marks = Marks(environment)
  }

  func mark() throws -> UInt64 { try marks.read() }

  /// Puts the persons' new parts in the place of their old ones and lets the sums follow, in one step.
  func store(
    _ persons: [PersonViews], _ index: Int, adding organisation: OrganisationChange, mark: UInt64,
    _ teller: inout Teller
  ) throws {
    var transaction = try environment.beginWrite()
    var change = organisation.tallies[index]
    for person in persons {
      if case .asItWas = person.parts[index] { continue }
      let key = Pair(person.keeper)
      if let old = try stored(at: key, in: parts, of: person.keeper, transaction, &teller) {
        change.subtract(old)
      }
      if case .new(let part) = person.parts[index] {
        change.add(part.tally)
        try transaction.put(part.sealed.span.bytes, at: key, in: parts)
      } else {
        try transaction.delete(key, in: parts)
      }
    }
    try apply(change, &transaction, &teller)
    for aside in organisation.asides {
      let (key, stored) = (Pair(aside.event.origin, aside.event.sequence), aside.stored)
      try transaction.put(stored.span.bytes, at: key, in: asides)
    }
    try marks.write(mark, &transaction)
    try transaction.commit()
  }

  /// Stores the parts of persons who come after all that are stored; the sums follow when all are in.
  func storeParts(_ persons: [PersonViews], _ index: Int) throws {
    var transaction = try environment.beginWrite()
    for person in persons {
      guard case .new(let part) = person.parts[index] else { continue }
      try transaction.put(part.sealed.span.bytes, at: Pair(person.keeper), in: parts, placing: .last)
    }
    try transaction.commit()
  }

  private func apply(_ change: Tally, _ transaction: inout WriteTransaction, _ teller: inout Teller) throws {
    for (key, part) in try change.byRow() {
      var row = part
      if let old = try stored(at: key, in: rows, of: .organisation, transaction, &teller) { row.add(old) }
      if row.isEmpty {
        try transaction.delete(key, in: rows)
      } else {
        let sealed = try teller.seal(row, version)
        try transaction.put(sealed.span.bytes, at: key, in: rows)
      }
    }
  }

  private func stored(
    at key: Pair, in table: Table<Pair>, of handle: Handle, _ transaction: borrowing WriteTransaction,
    _ teller: inout Teller
  ) throws -> Tally? {
    guard let sealed = try transaction.copy(at: key, in: table) else { return nil }
    let opened = try teller.open(sealed.span.bytes, of: handle, version)
    return try Tally(stored: opened.span.bytes)
  }

  /// The sums whole.
  func read(_ reader: ViewReader) throws -> Tally {
    let transaction = try environment.beginRead()
    var cursor = try transaction.cursor(over: rows)
    var sums = Tally()
    var more = try cursor.first()
    while more {
      let row = try reader.open(cursor.value, .organisation, version)
      sums.add(try Tally(stored: row.span.bytes))
      more = try cursor.next()
    }
    return sums
  }

  func allAsides() throws -> [Aside] { try Aside.all(in: asides, environment) }

  func count() throws -> Int {
    let transaction = try environment.beginRead()
    return try transaction.count(of: rows)
  }
}

extension Tally {
  /// The sums in rows, each under the hash of its place and period, which are public: where and when stops
  /// are held.
  fileprivate func byRow() throws -> [Pair: Tally] {
    var rows: [Pair: Tally] = [:]
    var names: [String: Pair] = [:]
    for (key, sum) in sums {
      let name = "\(key.period)/\(key.place)"
      let row = try names[name] ?? Pair(hashing: name)
      names[name] = row
      rows[row, default: Tally()].add(Int(sum), to: key)
    }
    return rows
  }
}

extension Pair {
  fileprivate init(hashing text: String) throws {
    let hash = try Digest.sha256(Array(text.utf8).span.bytes)
    self.init(Handle(hash.span.bytes, at: 0))
  }
}
