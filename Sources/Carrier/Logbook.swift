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
  }

  let mark: Mark
  private let folder: MachineFolder
  private let state = Mutex(State())

  init(_ folder: MachineFolder) {
    self.folder = folder
    mark = Mark(path: folder.path + "/machine/given")
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

  func met(_ report: MeetingReport) {
    change(report.peer) { peer in
      (peer.contact, peer.met, peer.isEqual, peer.trouble) = (Self.now, Self.now, report.equal, "")
      peer.partings = report.partings.map(\.description).sorted()
    }
  }

  func missed(_ peer: String, _ why: String) { change(peer) { $0.trouble = why } }

  private func change(_ peer: String, _ body: (inout CarrierState.Peer) -> Void) {
    guard !peer.isEmpty else { return }
    state.withLock { body(&$0.told.peers[peer, default: .init()]) }
  }

  var told: CarrierState { state.withLock { $0.told } }

  func write(isConnected: Bool) throws {
    let told = state.withLock { state in
      (state.told.at, state.told.isConnected) = (Self.now, isConnected)
      return state.told
    }
    try folder.write(told)
  }
}
