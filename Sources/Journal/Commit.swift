internal import Dispatch
internal import Events
internal import HashTree
internal import LMDB

/// Where the log ends. Only the writer moves it.
struct Tip {
  /// Under which events are written here.
  let origin: UInt64
  /// The last position.
  var end: Position
  /// The last sequence number of this origin.
  var sequence: UInt64
  /// The greatest id; a greater one is new without a look.
  var greatest: Pair
  /// Of the tree over all records.
  var edge: Edge

  init(
    _ read: borrowing ReadTransaction, _ tables: Tables, origin: UInt64, edge: Edge
  ) throws(LMDBError) {
    (self.origin, self.edge) = (origin, edge)
    end = try read.lastKey(of: tables.records) ?? 0
    greatest = try read.lastKey(of: tables.ids) ?? Pair(0, 0)
    sequence = try lastSequence(of: origin, read, tables)
  }

  mutating func advance(to id: EventID) {
    end += 1
    let key = Pair(id)
    if key > greatest { greatest = key }
    if id.origin == origin, id.sequence > sequence { sequence = id.sequence }
  }
}

/// 0 when the log has nothing of that origin.
private func lastSequence(
  of origin: UInt64, _ read: borrowing ReadTransaction, _ tables: Tables
) throws(LMDBError) -> UInt64 {
  var cursor = try read.cursor(over: tables.ids)
  if try cursor.seek(Pair(origin, .max)), let key = cursor.key, key == Pair(origin, .max) { return .max }
  guard try cursor.previous(), let key = cursor.key, key.first == origin else { return 0 }
  return key.second
}

/// What one transaction holds so far: whom to answer, and with what.
struct Commit {
  private(set) var tip: Tip
  private(set) var events = 0
  private(set) var bytes = 0
  private var answers: [(Request, Answer)] = []
  private var failing: Request?
  private var growth: Growth

  /// - Parameter beside: the serial queue on which the tree may be hashed.
  init(tip: Tip, beside: DispatchQueue) {
    self.tip = tip
    growth = Growth(from: tip.edge, beside: beside)
  }

  /// Writes all of a caller's events, or none and keeps why. What LMDB throws ends the whole commit.
  mutating func take(
    _ request: Request, _ placing: Placing, _ write: inout WriteTransaction
  ) throws(LMDBError) {
    failing = request
    let (answer, records) = try placing.prepare(request, tip, write)
    if placing.keepsTree { growth.add(records) }
    for record in records {
      try placing.write(record, tip, &write)
      tip.advance(to: record.header.id)
      bytes += record.byteCount
    }
    events += records.count
    answers.append((request, answer))
    failing = nil
  }

  /// Puts the tree into the same transaction, when all else is written.
  mutating func finish(_ placing: Placing, _ write: inout WriteTransaction) throws(LMDBError) {
    guard placing.keepsTree else { return }
    let grown = growth.finish()
    tip.edge = grown.edge
    try placing.tables.write(grown.completed, grown.edge, &write)
  }

  /// All that were taken on, in their order.
  var requests: [Request] { answers.map(\.0) + (failing.map { [$0] } ?? []) }

  consuming func succeed() {
    for (request, answer) in answers { request.answer(answer) }
  }

  /// Those who had failed by themselves hear their own reason.
  consuming func fail(_ error: JournalError) {
    failing?.answer(.failure(error))
    for (request, answer) in answers {
      if case .failure = answer { request.answer(answer) } else { request.answer(.failure(error)) }
    }
  }
}
