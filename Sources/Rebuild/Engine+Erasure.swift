public import Events
internal import Journal
internal import Keyring
internal import Synchronization

/// An erasure whose keys are destroyed here, and which has no receipt of this machine yet.
public struct Unanswered: Hashable, Sendable {
  public let erasure: EventID
  public let handles: [Handle]
}

extension Engine {
  /// Erasures that have been carried out and wait for their receipt, in the order of their ids. What is not in
  /// the views yet is not among them: catch up first.
  public func unanswered() throws -> [Unanswered] {
    let landmarks = state.withLock { $0.landmarks }
    return try landmarks.erasures.compactMap { erasure, handles in
      guard !handles.isEmpty, landmarks.receipts[erasure]?[journal.origin] == nil,
        try handles.allSatisfy({ try keyring.status(of: $0) == .destroyed })
      else { return nil }
      return Unanswered(erasure: erasure, handles: handles)
    }.sorted { $0.erasure < $1.erasure }
  }

  /// This machine's receipt of an erasure; nil while there is none.
  public func receipt(of erasure: EventID) -> EventID? {
    state.withLock { $0.landmarks.receipts[erasure]?[journal.origin] }
  }

  /// Everybody whose erasure is in the log, up to its end, wherever the views and the keys stand: so also after
  /// keys or views of an earlier day were put back. Each call reads only the headers that are new.
  public func erasedInLog() throws -> Set<Handle> {
    let end = try journal.end
    return try gone.withLock { gone in
      var (handles, reached) = try gone ?? caughtUp()
      var opener = try Opener(keyring)
      while reached < end {
        let found = try erasures(after: reached, atMost: 100_000, &opener)
        handles.formUnion(found.handles)
        reached = found.upTo
      }
      gone = (handles, reached)
      return handles
    }
  }

  /// Everybody whose erasure stands behind a position of the log.
  func erasedSince(_ position: Position) throws -> Set<Handle> {
    var (handles, reached) = (Set<Handle>(), position)
    var opener = try Opener(keyring)
    while reached < (try journal.end) {
      let found = try erasures(after: reached, atMost: 100_000, &opener)
      handles.formUnion(found.handles)
      reached = found.upTo
    }
    return handles
  }

  private func caughtUp() throws -> (handles: Set<Handle>, upTo: Position) {
    try state.withLock { state in
      guard let generation = state.generation else { return ([], 0) }
      return (state.landmarks.ties.erased, try generation.mark())
    }
  }

  private func erasures(
    after start: Position, atMost count: Int, _ opener: inout Opener
  ) throws -> (handles: Set<Handle>, upTo: Position) {
    var (handles, reached) = (Set<Handle>(), start)
    _ = try journal.read(after: start, atMost: count) { position, header, record in
      reached = position
      guard header.type == .erased, header.handle.isOrganisation else { return }
      if case .erased(let found)? = try opener.event(record)?.content { handles.formUnion(found) }
    }
    handles.remove(.organisation)
    return (handles, reached)
  }
}
