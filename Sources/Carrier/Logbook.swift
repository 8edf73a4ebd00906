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
    var news = News()
    /// What was written last.
    var written: CarrierState?
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
      state.withLock {
        ($0.told.peers, $0.told.strays, $0.told.brokerEnded) = (
          before.peers, before.strays, before.brokerEnded
        )
      }
    }
  }

  static var now: Int64 { Int64(Date().timeIntervalSince1970 * 1000) }

  // MARK: - News

  func hasNews() { state.withLock { $0.news.tell() } }

  /// Whether the views are to follow what came since the last time, by whatever way.
  func takeNews(end: Position, now: ContinuousClock.Instant = .now) -> Bool {
    state.withLock { $0.news.take(end: end, now: now) }
  }

  // MARK: - What is told

  func waits(_ count: Int) {
    state.withLock { state in
      state.told.unsent = count
      state.told.unsentSince = count == 0 ? nil : state.told.unsentSince ?? Self.now
    }
  }

  func askedBrokerToEnd() { state.withLock { $0.told.brokerEnded = Self.now } }

  func heard(_ peer: String) { change(peer) { $0.contact = Self.now } }

  /// - Parameter end: of the log here, when the meeting ended.
  func met(_ report: MeetingReport, at end: Position) {
    change(report.peer) { peer in
      (peer.contact, peer.met, peer.isEqual, peer.trouble) = (Self.now, Self.now, report.equal, "")
      if report.equal { (peer.end, peer.lacks, peer.lacksSince) = (end, 0, nil) }
    }
  }

  /// The same, where the other one asked. Before what is missing has been brought, it is no news that they differ.
  func met(_ compared: Compared, by peer: String) {
    change(peer) { peer in
      guard compared.isEqual else { return peer.isEqual = peer.isEqual ?? false }
      (peer.met, peer.isEqual, peer.trouble) = (Self.now, true, "")
      (peer.end, peer.lacks, peer.lacksSince) = (compared.end, 0, nil)
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

  /// Writes what is told where it is other than it was; where only times have passed, once a minute.
  /// - Parameter partings: all that are known now.
  func write(isConnected: Bool, end: Position, partings: Set<Parting>, now: Int64 = Logbook.now) throws {
    let told = state.withLock { state -> CarrierState? in
      (state.told.at, state.told.isConnected) = (now, isConnected)
      for name in Set(state.told.peers.keys).union(partings.map(\.peer)) {
        state.told.peers[name, default: .init()].follow(end, at: now, partings.filter { $0.peer == name })
      }
      guard let written = state.written, state.told.says(the: written) else { return state.told }
      return now - written.at < Self.quiet ? nil : state.told
    }
    guard let told else { return }
    try folder.write(told)
    state.withLock { $0.written = told }
  }

  private static let quiet: Int64 = 60_000
}

extension CarrierState.Peer {
  fileprivate mutating func follow(_ end: Position, at now: Int64, _ partings: Set<Parting>) {
    lacks = Int(end - min(end, self.end ?? 0))
    lacksSince = end > self.end ?? 0 ? lacksSince ?? now : nil
    self.partings = partings.map(\.place).sorted()
  }
}

extension CarrierState {
  /// Whether both say the same but for times and places in the log.
  fileprivate func says(the other: CarrierState) -> Bool { timeless == other.timeless }

  private var timeless: CarrierState {
    var state = self
    (state.at, state.unsentSince) = (0, nil)
    for (name, peer) in peers {
      var peer = peer
      (peer.contact, peer.met, peer.lacksSince, peer.end) = (nil, nil, nil, nil)
      state.peers[name] = peer
    }
    return state
  }

  /// As they were written down.
  var partings: Set<Parting> {
    Set(peers.flatMap { name, peer in peer.partings.compactMap { Parting(place: $0, peer: name) } })
  }
}

extension Parting {
  private static let keyOf = "the key of "

  /// Where both part: an event by its id, or whose key.
  fileprivate var place: String {
    switch what {
    case .event(let id): "\(id)"
    case .key(let handle): Self.keyOf + "\(handle)"
    }
  }

  fileprivate init?(place: String, peer: String) {
    if let id = EventID(place) {
      self.init(.event(id), peer: peer)
    } else if place.hasPrefix(Self.keyOf), let handle = Handle(String(place.dropFirst(Self.keyOf.count))) {
      self.init(.key(handle), peer: peer)
    } else {
      return nil
    }
  }
}
