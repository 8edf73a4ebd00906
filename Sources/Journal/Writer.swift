internal import Dispatch
internal import HashTree
internal import LMDB
internal import Synchronization

typealias Answer = Result<[Receipt], JournalError>

/// One caller's drafts, and where to send the answer.
struct Request: Sendable {
  let drafts: [Draft]
  let expecting: Position?
  let answer: @Sendable (Answer) -> Void
}

/// Takes what all callers have queued, writes it in one transaction, commits once, and answers.
///
/// Each submission puts one step on a serial queue and each step takes at least one request, so nothing is
/// left over; a step that finds nothing ends at once. A step runs on one thread from its beginning to its end,
/// as a write transaction must.
final class Writer: Sendable {
  /// A commit takes no further caller once it holds this much.
  private static let fullEvents = 16_384
  private static let fullBytes = 8 << 20
  /// One with less has room made for those that follow.
  private static let smallBytes = 256 << 10

  /// Why nothing can be appended: the tree does not fit the records.
  let refusal: JournalError?

  private let environment: Environment
  private let placing: Placing
  private let steps = DispatchQueue(label: "journal.writer")
  private let beside = DispatchQueue(label: "journal.tree")
  /// Tells a step of this writer from all other work.
  private static let stepping = DispatchSpecificKey<ObjectIdentifier>()
  private let waiting = Mutex(Waiting())
  private let tip: Mutex<Tip>

  private struct Waiting {
    var requests: [Request] = []
    /// How many of them have been taken.
    var taken = 0
    /// nil when the writer is closed.
    var lock: WriterLock?

    mutating func next() -> Request? {
      guard taken < requests.count else { return nil }
      defer { forgetTaken() }
      return requests[taken]
    }

    private mutating func forgetTaken() {
      taken += 1
      guard taken == requests.count else { return }
      requests.removeAll(keepingCapacity: true)
      taken = 0
    }
  }

  init(
    _ environment: Environment, _ tables: Tables, origin: UInt64, lock: WriterLock, keepingTree: Bool
  ) throws(JournalError) {
    self.environment = environment
    placing = Placing(tables: tables, keepsTree: keepingTree)
    let (edge, refusal) = keepingTree ? try Writer.plant(environment, tables) : (Edge(), nil)
    self.refusal = refusal
    do throws(LMDBError) {
      tip = Mutex(try Tip(try environment.beginRead(), tables, origin: origin, edge: edge))
    } catch { throw .storage(error) }
    waiting.withLock { $0.lock = lock }
    steps.setSpecific(key: Writer.stepping, value: ObjectIdentifier(self))
  }

  /// Sees that the tree covers every record; a log of before the tree is given one.
  private static func plant(
    _ environment: Environment, _ tables: Tables
  ) throws(JournalError) -> (Edge, JournalError?) {
    do throws(JournalError) {
      try Planting(environment: environment, tables: tables).grow()
      let read = try stored { () throws(LMDBError) in try environment.beginRead() }
      return (try tables.edge(read), nil)
    } catch {
      if case .storage = error { throw error }
      return (Edge(), error)
    }
  }

  /// Never blocks.
  func submit(_ request: Request) {
    guard enqueue(request) else { return request.answer(.failure(.closed(path: environment.path))) }
    steps.async { self.step() }
  }

  func submitAndWait(_ drafts: [Draft], expecting: Position?) -> Answer {
    let given = Given()
    let request = Request(drafts: drafts, expecting: expecting) { answer in given.set(answer) }
    guard enqueue(request) else { return .failure(.closed(path: environment.path)) }
    return steps.sync {
      while true {
        if let answer = given.get() { return answer }
        step()
      }
    }
  }

  /// Between two commits, so that no event is given an id of both: has `write` put another origin on the disk,
  /// and gives ids of that one from now on.
  func change(_ write: () throws(LMDBError) -> UInt64) throws(JournalError) {
    guard waiting.withLock({ $0.lock != nil }) else { throw .closed(path: environment.path) }
    do throws(LMDBError) {
      try tip.withLock { (tip) throws(LMDBError) in
        let origin = try write()
        tip = try Tip(try environment.beginRead(), placing.tables, origin: origin, edge: tip.edge)
      }
    } catch { throw .storage(error) }
  }

  /// Returns when every step has ended, unless one of them is what calls.
  func close() {
    let lock = waiting.withLock { $0.lock.take() }
    if DispatchQueue.getSpecific(key: Writer.stepping) != ObjectIdentifier(self) { steps.sync {} }
    withExtendedLifetime(lock) {}
  }

  private func enqueue(_ request: Request) -> Bool {
    waiting.withLock { waiting in
      guard waiting.lock != nil else { return false }
      waiting.requests.append(request)
      return true
    }
  }

  private func next() -> Request? { waiting.withLock { $0.next() } }

  private func step() {
    guard let first = next() else { return }
    var again = [first]
    while !again.isEmpty { again = commit(again) }
  }

  /// Commits these requests, and what is queued beside.
  /// - Returns: those that are to be written once more, since the map was full and has grown.
  private func commit(_ requests: [Request]) -> [Request] {
    tip.withLock { tip in
      var commit = Commit(tip: tip, beside: beside)
      do throws(LMDBError) {
        try fill(&commit, requests)
        tip = commit.tip
        commit.succeed()
      } catch {
        let left = Array(requests.dropFirst(commit.requests.count))
        guard case .mapFull = error else {
          refuse(commit, left, error)
          return []
        }
        do throws(LMDBError) { try environment.grow() } catch {
          refuse(commit, left, error)
          return []
        }
        return commit.requests + left
      }
      return []
    }
  }

  /// Answers all: those that were taken on, and those that the transaction never came to.
  private func refuse(_ commit: consuming Commit, _ left: [Request], _ error: LMDBError) {
    commit.fail(.storage(error))
    for request in left { request.answer(.failure(.storage(error))) }
  }

  /// Writes the callers' events and puts them on the disk.
  private func fill(_ commit: inout Commit, _ requests: [Request]) throws(LMDBError) {
    let before = commit.tip.end
    var write = try environment.beginWrite()
    for request in requests { try commit.take(request, placing, &write) }
    while commit.events < Writer.fullEvents, commit.bytes < Writer.fullBytes, let request = next() {
      try commit.take(request, placing, &write)
    }
    guard commit.tip.end > before else { return }
    try commit.finish(placing, &write)
    if commit.bytes < Writer.smallBytes { write.makeRoom() }
    try write.commit()
  }
}

/// An answer that one thread waits for.
private final class Given: Sendable {
  private let answer = Mutex<Answer?>(nil)
  func set(_ given: Answer) { answer.withLock { $0 = given } }
  func get() -> Answer? { answer.withLock { $0 } }
}
