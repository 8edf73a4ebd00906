internal import Events
internal import LMDB

/// One story view on disk: an LMDB environment of its own, named by view and fingerprint, deleted by
/// unlinking. Values are sealed under each person's key.
struct StoryStore: Sendable {
  let version: ViewVersion
  let environment: Environment
  private let views: Table<Pair>
  private let asides: Table<Pair>
  private let marks: Marks

  init(at directory: String, _ version: ViewVersion, durability: Environment.Durability, mapBytes: Int) throws
  {
    self.version = version
    environment = try Environment(
      at: directory, mapBytes: mapBytes, tables: ["views", "asides", "marks"], durability: durability)
    views = environment.table("views")
    asides = environment.table("asides")
    marks = Marks(environment)
  }

  func mark() throws -> UInt64 { try marks.read() }

  /// The position at which the view of anybody last changed.
  func changed() throws -> UInt64 { try marks.readChanged() }

  /// Stores what came of some persons, as one step up to the mark.
  func store(_ sheaves: [Sheaf], _ index: Int, mark: UInt64) throws {
    try environment.growing { try storeOnce(sheaves, index, mark: mark) }
  }

  private func storeOnce(_ sheaves: [Sheaf], _ index: Int, mark: UInt64) throws {
    var transaction = try environment.beginWrite()
    var isChanged = false
    for sheaf in sheaves {
      for leaf in sheaf.views[index] {
        if let place = leaf.place {
          let view = sheaf.sealed.span.bytes.extracting(place)
          try transaction.put(view, at: Pair(leaf.keeper), in: views)
          isChanged = true
        } else if try transaction.delete(Pair(leaf.keeper), in: views) {
          isChanged = true
        }
        try transaction.delete(Pair(leaf.keeper), in: asides)
      }
      try put(sheaf.asides[index], &transaction)
    }
    try marks.write(mark, isChanged: isChanged, &transaction)
    try transaction.commit()
  }

  private func put(_ found: [Handle: Aside], _ transaction: inout WriteTransaction) throws {
    for (keeper, aside) in found {
      let stored = aside.stored
      try transaction.put(stored.span.bytes, at: Pair(keeper), in: asides)
    }
  }

  // MARK: - Filling an empty store

  /// The last person of whom this store has all.
  func told() throws -> Handle { try marks.readTold() }

  /// Stores persons who come, in the order of their handles, after all that are stored.
  /// - Parameter told: those up to this one were stored before a kill.
  func fill(_ sheaves: [Sheaf], _ index: Int, after told: Handle) throws {
    try environment.growing { try fillOnce(sheaves, index, after: told) }
    try environment.releasePages(of: views)
  }

  private func fillOnce(_ sheaves: [Sheaf], _ index: Int, after told: Handle) throws {
    var transaction = try environment.beginWrite()
    for sheaf in sheaves {
      for leaf in sheaf.views[index] where leaf.keeper > told {
        guard let place = leaf.place else { continue }
        let view = sheaf.sealed.span.bytes.extracting(place)
        try transaction.put(view, at: Pair(leaf.keeper), in: views, placing: .last)
      }
      try put(sheaf.asides[index], &transaction)
    }
    if let last = sheaves.last?.views[index].last?.keeper, last > told {
      try marks.write(told: last, &transaction)
    }
    try transaction.commit()
  }

  /// Ends the filling: the store stands at the mark.
  func end(mark: UInt64) throws {
    var transaction = try environment.beginWrite()
    try marks.write(mark, &transaction)
    try transaction.commit()
  }

  /// The sealed view of one person, and why it may stand still.
  func read(_ handle: Handle) throws -> (sealed: [UInt8]?, aside: Aside?) {
    let transaction = try environment.beginRead()
    if let aside = try transaction.value(at: Pair(handle), in: asides) { return (nil, Aside(stored: aside)) }
    return (try transaction.copy(at: Pair(handle), in: views), nil)
  }

  /// Up to a thousand persons with a view, sealed, in the order of handles after `handle`.
  private func some(after handle: Handle) throws -> [(handle: Handle, sealed: [UInt8])] {
    let transaction = try environment.beginRead()
    var cursor = try transaction.cursor(over: views)
    var found: [(Handle, [UInt8])] = []
    var more = try cursor.seek(Pair(handle))
    while more, found.count < 1000 {
      if let key = cursor.key.map(Handle.init), key > handle { found.append((key, cursor.value.copy)) }
      more = try cursor.next()
    }
    return found
  }

  /// Every person with a view, sealed, in the order of handles; a thousand to a read transaction.
  func each(_ body: (Handle, [UInt8]) throws -> Void) throws {
    var some = try some(after: .organisation)
    while let last = some.last {
      for (handle, sealed) in some { try body(handle, sealed) }
      some = try self.some(after: last.handle)
    }
  }

  /// Lends every view, sealed, in the order of handles: for looks that are over in a moment.
  func eachSealed(_ body: (Handle, RawSpan) -> Void) throws {
    let transaction = try environment.beginRead()
    var cursor = try transaction.cursor(over: views)
    var more = try cursor.first()
    while more {
      if let key = cursor.key.map(Handle.init) { body(key, cursor.value) }
      more = try cursor.next()
    }
  }

  /// Whose view is stored, or stands still, in order.
  func handles() throws -> [Handle] {
    let transaction = try environment.beginRead()
    return try (handles(views, transaction) + handles(asides, transaction)).sorted()
  }

  private func handles(_ table: Table<Pair>, _ transaction: borrowing ReadTransaction) throws -> [Handle] {
    var cursor = try transaction.cursor(over: table)
    var found: [Handle] = []
    var more = try cursor.first()
    while more {
      if let key = cursor.key { found.append(Handle(key)) }
      more = try cursor.next()
    }
    return found
  }

  func count() throws -> Int {
    let transaction = try environment.beginRead()
    return try transaction.count(of: views)
  }

  func allAsides() throws -> [Aside] { try Aside.all(in: asides, environment) }
}

extension Aside {
  static func all(in table: Table<Pair>, _ environment: Environment) throws -> [Aside] {
    let transaction = try environment.beginRead()
    var cursor = try transaction.cursor(over: table)
    var found: [Aside] = []
    var more = try cursor.first()
    while more {
      if let aside = Aside(stored: cursor.value) { found.append(aside) }
      more = try cursor.next()
    }
    return found.sorted()
  }
}
