internal import Events
internal import Foundation
internal import Journal
internal import Machines
internal import Meeting
internal import Synchronization

/// What the carrier knows of the others and of its own way, for those who ask: in the memory, and in the folder.
final class Logbook: Sendable {
  private struct State {
    var told = CarrierState()
    /// Something came that the views may not have.
    var hasNews = true
    var end: Position = 0
    var refused: Set<String> = []
    var knowsRefused = false
  }

  let mark: Mark
  private let folder: MachineFolder
  private let state = Mutex(State())

  init(_ folder: MachineFolder) {
    self.folder = folder
    mark = Mark(path: folder.path + "/machine/given")
    // What was known before this start is known still.
    if let before = folder.state() {
      state.withLock { ($0.told.peers, $0.told.strays) = (before.peers, before.strays) }
    }
  }

  private static var now: Int64 { Int64(Date().timeIntervalSince1970 * 1000) }

  // MARK: - News

  func hasNews() { state.withLock { $0.hasNews = true } }

  /// Whether something came since the last time, by whatever way.
  func takeNews(end: Position) -> Bool {
    state.withLock { state in
      defer { (state.hasNews, state.end) = (false, end) }
      return state.hasNews || state.end != end
    }
  }

  // MARK: - What is told

  func waits(_ count: Int) {
    state.withLock { state in
      state.told.unsent = count
      state.told.unsentSince = count == 0 ? nil : state.told.unsentSince ?? Self.now
    }
  }

  func heard(_ peer: String) { change(peer) { $0.contact = Self.now } }

  /// - Parameter end: of the log here, when the meeting ended.
  func met(_ report: MeetingReport, at end: Position) {
    change(report.peer) { peer in
      (peer.contact, peer.met, peer.isEqual, peer.trouble) = (Self.now, Self.now, report.equal, "")
      peer.partings = report.partings.map(\.place).sorted()
      if report.equal { (peer.end, peer.lacks, peer.lacksSince) = (end, 0, nil) }
    }
  }

  /// Events about somebody who was erased: those that are new since the program began came now.
  func notes(_ refused: [String]) {
    state.withLock { state in
      let new = refused.filter { state.refused.insert($0).inserted }
      if state.knowsRefused { state.told.strays += new.map { CarrierState.Stray(event: $0, came: Self.now) } }
      state.knowsRefused = true
    }
  }

  func missed(_ peer: String, _ why: String) { change(peer) { $0.trouble = why } }

  private func change(_ peer: String, _ body: (inout CarrierState.Peer) -> Void) {
    guard !peer.isEmpty else { return }
    state.withLock { body(&$0.told.peers[peer, default: .init()]) }
  }

  var told: CarrierState { state.withLock { $0.told } }

  func write(isConnected: Bool, end: Position) throws {
    let told = state.withLock { state in
      (state.told.at, state.told.isConnected) = (Self.now, isConnected)
      for (name, peer) in state.told.peers {
        state.told.peers[name]?.lacks = Int(end - min(end, peer.end ?? 0))
        state.told.peers[name]?.lacksSince = end > peer.end ?? 0 ? peer.lacksSince ?? Self.now : nil
      }
      return state.told
    }
    try folder.write(told)
  }
}

extension Parting {
  /// Where both part: an event by its id, or whose key.
  fileprivate var place: String {
    switch what {
    case .event(let id): "\(id)"
    case .key(let handle): "the key of \(handle)"
    }
  }
}
