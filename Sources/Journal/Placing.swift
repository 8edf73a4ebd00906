internal import Events
internal import LMDB

/// A record that is ready to be written.
struct Record: Sendable {
  let header: Header
  /// The header's bytes.
  let head: [UInt8]
  let body: [UInt8]
  var byteCount: Int { Header.byteCount + body.count }

  init(header: Header, body: [UInt8]) {
    (self.header, self.body) = (header, body)
    head = header.bytes
  }
}

/// How drafts become records with ids and positions.
struct Placing: Sendable {
  let tables: Tables
  let keepsTree: Bool

  /// No origin comes to the end of it, and the next is always there.
  static let sequences: ClosedRange<UInt64> = 1...(1 << 62)

  /// Finds what the log has already, gives ids, and seals the rest. Writes nothing, so that a caller whose
  /// draft is bad leaves nothing behind.
  func prepare(
    _ request: Request, _ tip: Tip, _ write: borrowing WriteTransaction
  ) throws(LMDBError) -> (Answer, [Record]) {
    if let id = request.drafts.lazy.compactMap(\.id).first(where: { !Self.sequences.contains($0.sequence) }) {
      return (.failure(.noSuchSequence(id)), [])
    }
    let receipts = try plan(request.drafts, tip, write)
    for (draft, receipt) in zip(request.drafts, receipts) where !receipt.isNew && receipt.position <= tip.end
    {
      guard try isSame(draft, at: receipt.position, write) else {
        return (.failure(.otherEvent(receipt.id)), [])
      }
    }
    guard receipts.contains(where: \.isNew) else { return (.success(receipts), []) }
    if let expected = request.expecting, expected != tip.end {
      return (.failure(.conflict(expected: expected, end: tip.end)), [])
    }
    do throws(JournalError) {
      return (.success(receipts), try seal(request.drafts, receipts))
    } catch { return (.failure(error), []) }
  }

  func write(_ record: Record, _ tip: Tip, _ write: inout WriteTransaction) throws(LMDBError) {
    let (position, key) = (tip.end + 1, Pair(record.header.id))
    try write.put(byteCount: record.byteCount, at: position, in: tables.records, placing: .last) { output in
      output.append(record.head.span.bytes)
      output.append(record.body.span.bytes)
    }
    try write.put(
      number: position, at: key, in: tables.ids, placing: key > tip.greatest ? .last : .anywhere)
  }

  /// Where each draft is or will be.
  private func plan(
    _ drafts: [Draft], _ tip: Tip, _ write: borrowing WriteTransaction
  ) throws(LMDBError) -> [Receipt] {
    var tip = tip
    var receipts: [Receipt] = []
    receipts.reserveCapacity(drafts.count)
    var within: [EventID: Position] = [:]
    let hasGivenIDs = drafts.contains { $0.id != nil }
    for draft in drafts {
      let id = draft.id ?? EventID(origin: tip.origin, sequence: tip.sequence + 1)
      let position = if let earlier = within[id] { earlier } else { try known(id, tip, write) }
      if let position {
        receipts.append(Receipt(position: position, id: id, isNew: false))
      } else {
        tip.advance(to: id)
        receipts.append(Receipt(position: tip.end, id: id, isNew: true))
        if hasGivenIDs { within[id] = tip.end }
      }
    }
    return receipts
  }

  /// Whether the log's event of that id is about the same, as far as the clear header tells; or, of one that
  /// came from another machine, the very same.
  private func isSame(
    _ draft: Draft, at position: Position, _ write: borrowing WriteTransaction
  ) throws(LMDBError) -> Bool {
    guard let record = try write.value(at: position, in: tables.records) else { return false }
    if let arrival = draft.arrival { return arrival.isSame(as: record) }
    guard record.byteCount >= Header.byteCount else { return false }
    return record.byte(at: 1) == draft.type.rawValue && Handle(record, at: 2) == draft.handle
  }

  private func known(
    _ id: EventID, _ tip: Tip, _ write: borrowing WriteTransaction
  ) throws(LMDBError) -> Position? {
    let isNew = id.origin == tip.origin ? id.sequence > tip.sequence : Pair(id) > tip.greatest
    guard !isNew, let bytes = try write.value(at: Pair(id), in: tables.ids) else { return nil }
    return bytes.position
  }

  private func seal(_ drafts: [Draft], _ receipts: [Receipt]) throws(JournalError) -> [Record] {
    var records: [Record] = []
    records.reserveCapacity(drafts.count)
    for (draft, receipt) in zip(drafts, receipts) where receipt.isNew {
      let header = Header(type: draft.type, handle: draft.handle, id: receipt.id)
      let record = try seal(draft, header)
      guard record.byteCount <= Journal.maximumRecordBytes else {
        throw .oversized(receipt.id, bytes: record.byteCount)
      }
      records.append(record)
    }
    return records
  }

  private func seal(_ draft: Draft, _ header: Header) throws(JournalError) -> Record {
    if let arrival = draft.arrival { return Record(header: arrival.header, body: arrival.body) }
    do { return Record(header: header, body: try draft.seal(header)) } catch {
      throw .sealing(header.id, error)
    }
  }
}
