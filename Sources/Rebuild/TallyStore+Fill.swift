internal import Events
internal import Keyring
internal import LMDB

/// Filling an empty store.
extension TallyStore {
  /// The last person of whom this store has all.
  func told() throws -> Handle { try marks.readTold() }

  /// Stores the parts of persons who come after all that are stored; the sums follow when all are in.
  /// - Parameter told: those up to this one were stored before a kill.
  func fill(_ sheaves: [Sheaf], _ index: Int, after told: Handle) throws {
    try environment.growing { try fillOnce(sheaves, index, after: told) }
    try environment.releasePages(of: parts)
  }

  private func fillOnce(_ sheaves: [Sheaf], _ index: Int, after told: Handle) throws {
    var transaction = try environment.beginWrite()
    for sheaf in sheaves {
      for leaf in sheaf.parts[index] where leaf.keeper > told {
        guard let place = leaf.place else { continue }
        let part = sheaf.sealed.span.bytes.extracting(place)
        try transaction.put(part, at: Pair(leaf.keeper), in: parts, placing: .last)
      }
    }
    if let last = sheaves.last?.parts[index].last?.keeper, last > told {
      try marks.write(told: last, &transaction)
    }
    try transaction.commit()
  }

  /// Lends the parts of all up to a person, opened. Whoever has been erased since they were stored is passed
  /// over and taken out.
  func recount(upTo told: Handle, _ teller: inout Teller, _ count: (Tally) -> Void) throws {
    var (last, gone) = (Handle.organisation, [Handle]())
    while case let some = try some(after: last, upTo: told), let end = some.last {
      for (handle, sealed) in some {
        do {
          let part = try teller.open(sealed.span.bytes, of: handle, version)
          count(try Tally(stored: part.span.bytes))
        } catch let error as KeyringError where error.isForWantOfKey { gone.append(handle) }
      }
      last = end.handle
    }
    guard !gone.isEmpty else { return }
    var transaction = try environment.beginWrite()
    for handle in gone { try transaction.delete(Pair(handle), in: parts) }
    try transaction.commit()
  }

  /// Up to a thousand parts, sealed, in the order of handles.
  private func some(after handle: Handle, upTo end: Handle) throws -> [(handle: Handle, sealed: [UInt8])] {
    let transaction = try environment.beginRead()
    var cursor = try transaction.cursor(over: parts)
    var found: [(Handle, [UInt8])] = []
    var more = try cursor.seek(Pair(handle))
    while more, found.count < 1000, let key = cursor.key.map(Handle.init), key <= end {
      if key > handle { found.append((key, cursor.value.copy)) }
      more = try cursor.next()
    }
    return found
  }

  /// Rows in one transaction.
  private static let portion = 4096

  /// Stores all sums and ends the filling.
  func storeSums(
    _ sums: consuming RowsOfSums, _ organisation: [Aside], mark: UInt64, _ teller: inout Teller
  ) throws {
    var some: [(Pair, Tally)]
    repeat {
      some = []
      while some.count < Self.portion, let row = try sums.next() { some.append(row) }
      let rows = some
      try growing(&teller) { (teller) in try add(rows, &teller) }
    } while some.count == Self.portion
    try growing(&teller) { (_) in try end(organisation, mark: mark) }
  }

  /// Takes away what a build that was broken off has stored of the sums.
  func clearRows() throws {
    var more = true
    while more {
      let keys = try firstRows()
      more = !keys.isEmpty
      var transaction = try environment.beginWrite()
      for key in keys { try transaction.delete(key, in: rows) }
      try transaction.commit()
    }
  }

  private func firstRows() throws -> [Pair] {
    let transaction = try environment.beginRead()
    var cursor = try transaction.cursor(over: rows)
    var keys: [Pair] = []
    var more = try cursor.first()
    while more, keys.count < Self.portion {
      if let key = cursor.key { keys.append(key) }
      more = try cursor.next()
    }
    return keys
  }

  private func add(_ rows: [(Pair, Tally)], _ teller: inout Teller) throws {
    var transaction = try environment.beginWrite()
    for (key, row) in rows { try add(row, at: key, &transaction, &teller) }
    try transaction.commit()
  }

  private func end(_ organisation: [Aside], mark: UInt64) throws {
    var transaction = try environment.beginWrite()
    try put(organisation, &transaction)
    try marks.write(mark, &transaction)
    try transaction.commit()
  }
}
