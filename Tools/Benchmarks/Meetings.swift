import Events
import Foundation
import Journal
import Keyring
import Meeting

/// The digests of a log: made from nothing, and made anew after a few more events; and what they take in memory.
/// `tillid-bench ledger --events 1000000 --origins 5`.
func ledger(_ asked: Asked) throws {
  let (events, origins) = (asked.count("events", 1_000_000), asked.count("origins", 5))
  let ground = try Ground(asked)
  defer { ground.remove() }
  let side = try ground.side("a")
  let size = 16_384
  for start in stride(from: 0, to: events, by: size) {
    let drafts = (start..<min(start + size, events)).map { number in
      side.draft(EventID(origin: UInt64(1 + number % origins), sequence: UInt64(1 + number / origins)))
    }
    _ = try side.journal.appendNow(drafts)
  }
  let before = Memory.now.anonymous
  let first = try seconds { _ = try side.desk.heads() }
  let bytes = Memory.now.anonymous - before
  _ = try side.journal.appendNow((0..<100).map { _ in side.draft(nil) })
  let again = try seconds { _ = try side.desk.heads() }
  let nothing = try seconds { _ = try side.desk.heads() }
  try answer([
    "events": events, "seconds": first, "secondsAfter100": again, "secondsAfterNone": nothing,
    "bytes": bytes,
  ])
}

/// A van comes back with so many events of as many participants as it takes twenty for each, all of them new to
/// the hub: within one process, each batch committed. `tillid-bench meeting --events 30000`.
func meeting(_ asked: Asked) async throws {
  let events = asked.count("events", 30_000)
  let ground = try Ground(asked)
  defer { ground.remove() }
  var taken: [String: Double] = [:]
  for way in ["fetched", "pushed"] {
    let (hub, van) = (try ground.side(way + "-hub"), try ground.side(way + "-van"))
    try van.write(events, perPerson: 20)
    let (here, there) = way == "fetched" ? (hub, van) : (van, hub)
    let start = ContinuousClock.now
    let report = try await Meeting.run(here.desk, peer: "peer") { there.desk.answer($0, from: "self") }
    taken[way] = (ContinuousClock.now - start).inSeconds
    guard report.equal, try hub.journal.end == UInt64(events) else {
      fatalError("the meeting brought not all")
    }
    let again = ContinuousClock.now
    _ = try await Meeting.run(here.desk, peer: "peer") { there.desk.answer($0, from: "self") }
    taken[way + "Again"] = (ContinuousClock.now - again).inSeconds
  }
  try answer(["events": events, "seconds": taken])
}

/// A folder for logs, and the organisation's key for all of them.
private struct Ground {
  private let folder: String
  private let keyring: Keyring

  init(_ asked: Asked) throws {
    folder = asked.text("folder", NSTemporaryDirectory()) + "/tillid-meeting-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    keyring = try Keyring(at: folder + "/keys", master: try MasterKey.make(file: folder + "/key"))
  }

  func remove() { try? FileManager.default.removeItem(atPath: folder) }

  func side(_ name: String) throws -> Side {
    let (copy, master) = (try keyring.copyKeys(), try MasterKey(file: folder + "/key"))
    try Keyring.importKeys(into: "\(folder)/\(name)-keys", master: master, after: copy.epoch) { intake in
      try copy.each { try intake.add($0, $1) }
    }
    return try Side(
      journal: Journal(at: "\(folder)/\(name)-log"),
      keyring: Keyring(at: "\(folder)/\(name)-keys", master: master))
  }
}

private struct Side {
  let journal: Journal
  let keyring: Keyring
  let desk: MeetingDesk
  private static let body = [UInt8](repeating: 7, count: 220)

  init(journal: Journal, keyring: Keyring) {
    (self.journal, self.keyring) = (journal, keyring)
    desk = MeetingDesk(journal: journal, keyring: keyring, access: Open())
  }

  /// Not sealed: digests do not look into bodies.
  func draft(_ id: EventID?) -> Draft {
    Draft(type: .note, handle: .organisation, id: id) { _ in Side.body }
  }

  func write(_ events: Int, perPerson count: Int) throws {
    let people = (0...events / count).map { _ in Handle.random() }
    try keyring.makeKeys(for: people)
    let drafts = (0..<events).map { number in
      Draft(type: .note, handle: people[number / count]) { header in
        try keyring.seal(Side.body, for: header.handle, binding: header.bytes)
      }
    }
    _ = try journal.appendNow(drafts)
  }
}

/// All machines may have everything; keys go as they are, so that no cipher of ours is measured here.
private struct Open: MachineAccess {
  func scope(with peer: String) -> String { "" }
  func isInScope(_ header: Header, peer: String) -> Bool { true }
  func mayRead(_ handle: Handle, peer: String) -> Bool { true }
  func isLockedOut(_ peer: String) -> Bool { false }
  func seal(_ keys: [(Handle, [UInt8])], to peer: String) -> [UInt8] { keys.flatMap { $0.bytes + $1 } }

  func open(_ sealed: [UInt8], from peer: String) -> [(Handle, [UInt8])] {
    stride(from: 0, to: sealed.count, by: 48).map {
      (handle(sealed, $0), Array(sealed[($0 + 16)..<($0 + 48)]))
    }
  }
}

private func handle(_ bytes: [UInt8], _ place: Int) -> Handle { Handle(bytes.span.bytes, at: place) }
