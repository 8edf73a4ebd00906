internal import Broker
internal import Events
internal import Journal
internal import Machines
internal import Meeting
internal import Synchronization

extension Carrier {
  private static let patience = Duration.seconds(20)
  private static let look = Duration.milliseconds(50)

  /// Answers every machine that is known by now, for as long as the connection lives: each by its own name, since a
  /// link lets no other question through. One that was locked out is told so.
  func answerAll() {
    let known = membership.fleet.machines.map(\.name) + membership.settings.hubs.map(\.name)
    for asker in known where asker != membership.name && answered.withLock({ $0.insert(asker).inserted }) {
      connection.answer(Ways.meeting(of: membership.name, asked: asker)) { [weak self] _, bytes in
        guard let self else { return [] }
        defer { logbook.hasNews() }
        logbook.heard(asker)
        return desk.answer(bytes, from: asker)
      }
    }
  }

  func meetOthers() async throws {
    try await always("no meeting can be held") {
      guard let peer = self.calendar.next(of: self.regulars) else { return Self.look }
      try await self.meet(peer)
      return .zero
    }
  }

  /// Whom this machine meets without being asked to: a hub the other hubs, all others the hubs.
  var regulars: [String] {
    let fleet = membership.fleet
    let hubs = fleet.machines.filter { $0.role == .hub && $0.name != membership.name }.map(\.name)
    let known = hubs.isEmpty ? membership.settings.hubs.map(\.name) : hubs
    return known.filter { !fleet.isLockedOut($0) && $0 != membership.name }
  }

  private func meet(_ peer: String) async throws {
    let isUsual = regulars.contains(peer)
    do {
      let report = try await Meeting.run(desk, peer: peer) { bytes in
        let subject = Ways.meeting(of: peer, asked: self.membership.name)
        return try await self.connection.ask(subject, bytes, within: Self.patience)
      }
      calendar.held(peer, isUsual: isUsual, isEqual: report.equal)
      logbook.met(report, at: try journal.end)
      if report.received > 0 || report.keysReceived > 0 || report.newOrigin != nil { logbook.hasNews() }
      for sentence in report.refused { complain(sentence) }
    } catch MeetingError.lockedOut(let peer) {
      try destroyKeys("told by \(peer)")
    } catch {
      calendar.missed(peer, isUsual: isUsual)
      logbook.missed(peer, "\(error)")
    }
  }
}
