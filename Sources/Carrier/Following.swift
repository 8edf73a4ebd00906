internal import Broker
internal import Events
internal import Journal
internal import Machines
internal import Notebook
internal import Rebuild
internal import Synchronization

extension Carrier {
  private static let look = Duration.milliseconds(50)

  /// Lets the views, the fleet and the broker follow what has come.
  func follow() async throws {
    try await always("what came is saved, but the views cannot follow yet") {
      guard self.logbook.takeNews(end: try self.journal.end) else { return Self.look }
      try self.followViews()
      try await self.followFleet()
      return .zero
    }
  }

  /// A machine that has just joined has no views yet, and one that was away for years builds them again.
  private func followViews() throws {
    let engine = notebook.engine
    do {
      if try engine.needsBuilding() {
        try engine.rebuild(jobs: 1, progress: Progress(total: 0), keeping: false)
      }
      try notebook.catchUp()
    } catch RebuildError.noVocabulary {
      // The words come with the first meeting.
    }
  }

  private func followFleet() async throws {
    let hasChanged = try membership.follow()
    logbook.notes(membership.refused.map(\.event.description))
    guard hasChanged else { return }
    if let lockOut = membership.fleet.lockOut(of: membership.name) { try destroyKeys(lockOut.reason) }
    if let machine = membership.announcement { try notebook.admit(machine) }
    try configureBroker()
    isStreamKept.store(false, ordering: .relaxed)
    try await ensureStream(patience: .seconds(5))
  }

  /// A stream that was deleted is made anew.
  func keepStream() async throws {
    try await always("the stream cannot be made") {
      try await self.ensureStream(patience: .seconds(15))
      return .seconds(10)
    }
  }

  /// Nothing is given to the stream before it is as the fleet asks for: one that was locked out reads no more of it.
  private func ensureStream(patience: Duration) async throws {
    try await connection.ensure(Ways(membership).plan(), patience: patience)
    isStreamKept.store(true, ordering: .relaxed)
  }

  /// This machine is lost, as the others have it: whoever holds it must not read any more what is on it.
  /// - Throws: that they are destroyed, always.
  func destroyKeys(_ why: String) throws {
    try membership.folder.destroyKeys("\(why), \(Now.read().today)")
    try membership.folder.checkNotLockedOut()
  }

  /// The broker lets in whom the log knows, and nobody who was locked out.
  func configureBroker() throws {
    if try membership.writeBrokerConfig() { membership.reloadBroker() }
    answerAll()
  }
}
