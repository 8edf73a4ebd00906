internal import Broker
internal import Events
internal import Journal
internal import Machines
internal import Notebook
internal import Rebuild

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
    if try engine.needsBuilding() {
      try engine.rebuild(jobs: 1, progress: Progress(total: 0), keeping: false)
    }
    try notebook.catchUp()
  }

  private func followFleet() async throws {
    let hasChanged = try membership.follow()
    if let machine = membership.announcement { try notebook.admit(machine) }
    guard hasChanged else { return }
    try configureBroker()
    try await connection.ensure(Ways(membership).plan(), patience: .seconds(5))
  }

  /// A stream that was deleted is made anew.
  func keepStream() async throws {
    try await always("the stream cannot be made") {
      try await self.connection.ensure(Ways(self.membership).plan(), patience: .seconds(15))
      return .seconds(10)
    }
  }

  /// The broker lets in whom the log knows, and nobody who was locked out.
  func configureBroker() throws {
    if try membership.writeBrokerConfig() { membership.reloadBroker() }
    answerAll()
  }
}
