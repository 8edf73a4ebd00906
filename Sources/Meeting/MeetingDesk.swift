public import Events
public import HashTree
public import Journal
public import Keyring
internal import Synchronization

/// What one machine brings to its meetings: its log, its keys, and what others may have of them. Any thread
/// may use it.
public final class MeetingDesk: Sendable {
  let journal: Journal
  let keyring: Keyring
  let access: any MachineAccess
  private let books = Mutex(Books())
  let compared = Mutex<[String: Compared]>([:])
  private let told: Mutex<Set<Parting>>

  fileprivate struct Books {
    var ledgers: [String: Ledger] = [:]
    /// The scopes, the last used at the end.
    var used: [String] = []
    var keyless = Keyless()
  }

  /// Ledgers kept in memory: one for each region, and one over all.
  private static let mostLedgers = 128

  /// - Parameter partings: what is known of them from before.
  public init(
    journal: Journal, keyring: Keyring, access: any MachineAccess, partings: Set<Parting> = []
  ) {
    (self.journal, self.keyring, self.access) = (journal, keyring, access)
    told = Mutex(partings)
  }

  /// What was found to be other here than elsewhere, and has not been mended since.
  public var partings: Set<Parting> { told.withLock { $0 } }

  func remember(_ partings: some Sequence<Parting>) { told.withLock { $0.formUnion(partings) } }

  /// Both have the same events, of what both keep: what was other has been mended.
  func agree(with peer: String) {
    told.withLock { told in told = told.filter { $0.peer != peer || $0.isOfKey } }
  }

  /// Over all that is here, and of each origin; two machines with the same events have the same.
  public func heads() throws -> (digest: TreeHash, origins: [OriginHead]) {
    try ledger(scope: "", with: "") { ($0.digest, $0.heads) }
  }

  /// Participants in the log whose key is not here.
  public func keyless() throws -> [Handle] {
    try ledger(scope: "", with: "") { _ in }
    return try books.withLock { try $0.keyless.all(keyring) }
  }

  /// Notes that these participants' keys are here no more.
  public func letGo(_ handles: [Handle]) { books.withLock { $0.keyless.letGo(handles) } }

  /// Lends what both of us keep, as it is now.
  func ledger<R>(with peer: String, _ body: (Ledger) throws -> R) throws -> R {
    try ledger(scope: access.scope(with: peer), with: peer, body)
  }

  private func ledger<R>(scope: String, with peer: String, _ body: (Ledger) throws -> R) throws -> R {
    try books.withLock { books in
      var ledger = books.ledgers[scope] ?? Ledger()
      try ledger.update(journal) {
        scope.isEmpty || access.isInScope($0, peer: peer)
      } see: {
        if scope.isEmpty { try books.keyless.see($0.handle, keyring) }
      }
      books.keep(ledger, scope, atMost: Self.mostLedgers)
      return try body(ledger)
    }
  }

  func isInScope(_ header: Header, _ peer: String) -> Bool {
    access.scope(with: peer).isEmpty || access.isInScope(header, peer: peer)
  }
}

extension MeetingDesk.Books {
  fileprivate mutating func keep(_ ledger: Ledger, _ scope: String, atMost most: Int) {
    ledgers[scope] = ledger
    used.removeAll { $0 == scope }
    used.append(scope)
    if used.count > most { ledgers[used.removeFirst()] = nil }
  }
}
