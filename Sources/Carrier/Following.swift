internal import Broker
internal import Events
internal import Glibc
internal import Journal
internal import Machines
internal import Notebook
internal import Rebuild
internal import Synchronization

extension Carrier {
  private static let look = Duration.milliseconds(50)
  private static let patience = Duration.seconds(5)

  /// Lets the views, the fleet and the broker follow what has come. Who was locked out is heeded whether views can
  /// follow or not.
  func follow() async throws {
    try await always("what came is saved, but the views cannot follow yet") {
      guard self.logbook.takeNews(end: try self.journal.end) else { return Self.look }
      let views = Result { try self.followViews() }
      try self.followFleet()
      if case .failure(let error) = views {
        self.logbook.hasNews()
        throw error
      }
      return .zero
    }
  }

  /// A machine that has just joined has no views yet, and one that was away for years builds them again. Where other
  /// words were adopted, all views are read anew: on a van nobody is there to say so.
  private func followViews() throws {
    let engine = notebook.engine
    do {
      if try engine.needsBuilding() {
        try engine.rebuild(jobs: 1, progress: Progress(total: 0), keeping: false)
      }
      try notebook.catchUp()
      try Moved(membership.folder, engine.keyring).tidy()
      if engine.isReadByOldWords { try engine.rebuild(jobs: 1, progress: Progress(total: 0)) }
    } catch RebuildError.noVocabulary {
      // The words come with the first meeting.
    }
  }

  private func followFleet() throws {
    try membership.follow()
    logbook.notes(membership.refused.map(\.event.description))
    let fleet = membership.fleet
    if let lockOut = fleet.lockOut(of: membership.name) { try destroyKeys(lockOut.reason) }
    // A machine that was put back writes under a new origin, and nothing else of the fleet need have changed; nor
    // where a meeting has shown that a new one is needed.
    if let machine = membership.announcement { try notebook.admit(machine) }
    guard heeded.withLock({ $0 != fleet }) else { return }
    try configureBroker()
    isStreamKept.store(false, ordering: .relaxed)
    heeded.withLock { $0 = fleet }
  }

  /// What was told here of the machines holds at once: the views may have much to do before the next look. Called by
  /// threads that may wait.
  /// - Returns: whether the stream knows it as well.
  func heed() throws -> Bool {
    try membership.follow()
    try configureBroker()
    isStreamKept.store(false, ordering: .relaxed)
    let end = ContinuousClock.now + Self.patience
    while !isStreamKept.load(ordering: .relaxed) {
      guard ContinuousClock.now < end, connection.isConnected else { return false }
      usleep(10_000)
    }
    return true
  }

  /// This machine is lost, as the others have it: whoever holds it must not read any more what is on it.
  /// - Throws: that they are destroyed, always.
  func destroyKeys(_ why: String) throws {
    try membership.folder.destroyKeys("\(why), \(Now.read().today)")
    try membership.folder.checkNotLockedOut()
  }

  /// The broker lets in whom the log knows, and nobody who was locked out.
  func configureBroker() throws {
    try configuring.withLock { _ in
      guard case .ended = try membership.updateBroker() else { return }
      logbook.askedBrokerToEnd()
      complain(
        language.say(
          "denne maskines broker er bedt om at slutte, fordi den nu står blandt andre hubs eller igen alene: systemd starter den forfra, og hvad der fortælles imens, venter i loggen; er den startet i hånden, så start den igen med ‘nats-server -c \(membership.folder.brokerPath)’",
          "the broker of this machine was asked to end, since it stands among other hubs now, or alone again: systemd starts it anew, and what is told meanwhile waits in the log; where it was started by hand, start it again by ‘nats-server -c \(membership.folder.brokerPath)’"
        ))
    }
    answerAll()
  }
}
