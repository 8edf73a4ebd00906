internal import Events
internal import Keyring
internal import LMDB

/// One tally on disk: what each person added, sealed under that person's key, and the sums, sealed under the
/// organisation's, in rows of one place and one month.
struct TallyStore: Sendable {
  let version: ViewVersion
  let environment: Environment
  let parts: Table<Pair>
  let rows: Table<Pair>
  /// Organisation events that cannot be read, by id.
  let asides: Table<Pair>
  let marks: Marks

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
  /// - Parameter change: what else changes in the sums.
  func store(
    _ sheaf: Sheaf, _ index: Int, adding change: Tally, _ organisation: [Aside], mark: UInt64,
    _ teller: inout Teller
  ) throws {
    try growing(&teller) { (teller) in
      try storeOnce(sheaf, index, adding: change, organisation, mark: mark, &teller)
    }
  }

  private func storeOnce(
    _ sheaf: Sheaf, _ index: Int, adding change: Tally, _ organisation: [Aside], mark: UInt64,
    _ teller: inout Teller
  ) throws {
    var transaction = try environment.beginWrite()
    var change = change
    for leaf in sheaf.parts[index] {
      let key = Pair(leaf.keeper)
      if let old = try stored(at: key, in: parts, of: leaf.keeper, transaction, &teller) {
        change.subtract(old)
      }
      if let place = leaf.place {
        try transaction.put(sheaf.sealed.span.bytes.extracting(place), at: key, in: parts)
      } else {
        try transaction.delete(key, in: parts)
      }
    }
    try apply(change, &transaction, &teller)
    try put(organisation, &transaction)
    try marks.write(mark, &transaction)
    try transaction.commit()
  }

  func put(_ asides: [Aside], _ transaction: inout WriteTransaction) throws {
    for aside in asides {
      let (key, stored) = (Pair(aside.event.origin, aside.event.sequence), aside.stored)
      try transaction.put(stored.span.bytes, at: key, in: self.asides)
    }
  }

  private func apply(_ change: Tally, _ transaction: inout WriteTransaction, _ teller: inout Teller) throws {
    for (key, part) in try change.byRow(teller.namer()) { try add(part, at: key, &transaction, &teller) }
  }

  func add(
    _ part: Tally, at key: Pair, _ transaction: inout WriteTransaction, _ teller: inout Teller
  ) throws {
    var row = part
    if let old = try stored(at: key, in: rows, of: .organisation, transaction, &teller) { row.add(old) }
    row.settle()
    if row.isEmpty {
      try transaction.delete(key, in: rows)
    } else {
      let sealed = try teller.seal(row, version)
      try transaction.put(sealed.span.bytes, at: key, in: rows)
    }
  }

  /// Runs `body` again in a larger map when this one is full.
  func growing(_ teller: inout Teller, _ body: (inout Teller) throws -> Void) throws {
    while true {
      do {
        return try body(&teller)
      } catch LMDBError.mapFull(let full, _) where full == environment.path { try environment.grow() }
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
    sums.settle()
    return sums
  }

  func allAsides() throws -> [Aside] { try Aside.all(in: asides, environment) }

  func count() throws -> Int {
    let transaction = try environment.beginRead()
    return try transaction.count(of: rows)
  }
}

extension Tally {
  /// The sums in rows of one place and one month.
  fileprivate func byRow(_ namer: Namer) throws -> [Pair: Tally] {
    var rows: [Pair: Tally] = [:]
    var places: [String: UInt64] = [:]
    for sum in sums {
      let place = try places[sum.key.place] ?? namer.number(of: sum.key.place)
      places[sum.key.place] = place
      rows[Pair(place, sum.key.period.firstDay.month), default: Tally()].add(sum)
    }
    return rows
  }
}

/// The sums of a whole log in rows, place after place.
struct RowsOfSums {
  private var sums: MergedSums
  private let labels: Labels.Lists
  private let namer: Namer
  private var ahead: PackedSum?
  private var place: (number: Int, name: UInt64)?
  private var row = Tally()

  init(_ sums: [Sums], _ labels: Labels.Lists, _ namer: Namer) {
    self.sums = MergedSums(sums.flatMap(\.runs))
    self.labels = labels
    self.namer = namer
    ahead = self.sums.next()
  }

  /// The next row, and where it is kept.
  mutating func next() throws -> (Pair, Tally)? {
    row.clear()
    while let first = ahead {
      let month = first.period.firstDay.month
      while let sum = ahead, sum.place == first.place, sum.period.firstDay.month == month {
        row.add(Tally.Sum(labels.key(of: sum), sum.sum))
        ahead = sums.next()
      }
      row.settle()
      if !row.isEmpty { return (Pair(try name(of: first.place), month), row) }
    }
    return nil
  }

  private mutating func name(of number: Int) throws -> UInt64 {
    if let place, place.number == number { return place.name }
    let name = try namer.number(of: labels.places[number])
    place = (number, name)
    return name
  }
}

extension Pair {
  /// Where the row of a place and a month is kept: the rows of one place beside each other. Places whose names
  /// should be the same share their rows.
  init(_ place: UInt64, _ month: Month) {
    self.init(place, UInt64(UInt32(bitPattern: month.number)))
  }
}

extension Namer {
  /// Stands for a place in a row's key: made with the organisation's key alone, since a place can be a home.
  fileprivate func number(of place: String) throws -> UInt64 {
    let name = try name(place)
    return name.span.bytes.bigEndian(at: 0)
  }
}
