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
        return answer(bytes, to: asker)
      }
    }
  }

  private func answer(_ bytes: [UInt8], to asker: String) -> [UInt8] {
    calendar.heard(asker)
    logbook.heard(asker)
    if bytes.first == 0 { return hear(bytes, from: asker) }
    defer { logbook.hasNews() }
    let answer = desk.answer(bytes, from: asker)
    if let compared = desk.takeCompared(with: asker) { logbook.met(compared, by: asker) }
    return answer
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
    let ask: LettingGo.Ask = { bytes in
      let subject = Ways.meeting(of: peer, asked: self.membership.name)
      return try await self.connection.ask(subject, bytes, within: Self.patience)
    }
    do {
      try await greet(peer, ask)
      let report = try await Meeting.run(desk, peer: peer, ask: ask)
      calendar.held(peer, isUsual: isUsual, isEqual: report.equal)
      logbook.met(report, at: try journal.end)
      counted.withLock { ($0.fetched, $0.brought) = ($0.fetched + report.received, $0.brought + report.sent) }
      if report.received > 0 || report.keysReceived > 0 || report.newOrigin != nil { logbook.hasNews() }
      for sentence in report.refused { complain(sentence) }
      if isUsual, try await LettingGo(notebook, membership, desk).run(beside: peer, ask) > 0 {
        logbook.hasNews()
        // So that the hub hears of it, also where the stream is slow.
        calendar.soon(peer)
      }
    } catch MeetingError.lockedOut(let peer) {
      try destroyKeys("told by \(peer)")
    } catch {
      calendar.missed(peer, isUsual: isUsual)
      logbook.missed(peer, CarrierState.Peer.trouble(error))
    }
  }
}
