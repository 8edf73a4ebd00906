import Catalogues
import Events
import Foundation
import Journal
import Keyring
import Rebuild
import StoryTelling

@testable import Meeting

/// A machine of the organisation with a data folder of its own, removed when the test lets go of it.
final class Post {
  let name: String
  private(set) var path: String
  /// Folders of before.
  private var left: [String] = []
  let access: House
  private(set) var journal: Journal
  private(set) var keyring: Keyring
  private(set) var desk: MeetingDesk
  private(set) var engine: Engine?
  private var clock: Int64 = 1_750_000_000_000

  init(_ name: String, of organisation: Organisation, views: Bool = false) throws {
    (self.name, access) = (name, House(name, organisation.rules))
    path = NSTemporaryDirectory() + "meeting-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    let master = try MasterKey.make(file: path + "/key")
    try organisation.giveKey(into: path + "/keys", master)
    (journal, keyring) = try Self.open(path)
    desk = MeetingDesk(journal: journal, keyring: keyring, access: access)
    if views { try begin(organisation) }
  }

  private static func open(_ path: String) throws -> (Journal, Keyring) {
    let master = try MasterKey(file: path + "/key")
    return (
      try Journal(at: path + "/log", mapBytes: 1 << 28),
      try Keyring(at: path + "/keys", master: master, mapBytes: 1 << 28)
    )
  }

  private func begin(_ organisation: Organisation) throws {
    _ = try desk.take([organisation.vocabulary])
    engine = try openEngine()
    try engine?.rebuild(jobs: 1, progress: Progress(total: 1))
  }

  private func openEngine() throws -> Engine {
    try Engine(
      journal: journal, keyring: keyring, catalogue: .all, views: path + "/views", mapBytes: 1 << 28)
  }

  deinit {
    journal.close()
    for folder in left + [path] { try? FileManager.default.removeItem(atPath: folder) }
  }

  // MARK: - What is written

  @discardableResult
  func write(_ content: Content, about handle: Handle) throws -> EventID {
    clock += 60_000
    let (keyring, recorded) = (keyring, Moment(milliseconds: clock))
    let draft = Draft(type: content.type, handle: handle) { header in
      let event = Event(
        id: header.id, handle: handle, happened: When(minute: recorded.milliseconds / 60_000),
        recorded: recorded, content: content)
      return try keyring.seal(event.body, for: handle, binding: header.bytes)
    }
    return try journal.appendNow([draft])[0].id
  }

  /// Somebody who agrees to be remembered, and is met here for the first time.
  func meetSomebody(_ handle: Handle) throws {
    try keyring.makeKey(for: handle)
    try write(.consentGiven(Agreement([.care], how: "spoken")), about: handle)
    try write(.nameGiven("Person \(handle.low)", isAlias: false), about: handle)
  }

  func note(_ line: String, about handle: Handle) throws -> EventID {
    try write(.note(Line(line), given: []), about: handle)
  }

  /// Does what its own log says: the keys of the erased are destroyed.
  func settle() throws {
    if let engine { return try engine.catchUp() }
    var reader = try EventReader(journal, keyring)
    var erased: Set<Handle> = []
    _ = try reader.each(after: 0, atMost: .max) {
      if case .erased(let handles) = $0.content { erased.formUnion(handles) }
    }
    let alive = try erased.filter { try keyring.status(of: $0) != .destroyed }.sorted()
    if !alive.isEmpty { try keyring.destroy(alive) }
  }

  // MARK: - What befalls it

  /// A copy of the folder as it is now.
  func image() throws -> String {
    let copy = NSTemporaryDirectory() + "meeting-\(UUID().uuidString)"
    try FileManager.default.copyItem(atPath: path, toPath: copy)
    left.append(copy)
    return copy
  }

  /// Stops, and begins again with the folder as it was then.
  func putBack(_ image: String) throws {
    let hadViews = engine != nil
    (engine, path, left) = (nil, image, left + [path])
    journal.close()
    (journal, keyring) = try Self.open(path)
    desk = MeetingDesk(journal: journal, keyring: keyring, access: access)
    if hadViews {
      engine = try openEngine()
      try engine?.catchUp()
    }
  }

  /// Stops and begins again.
  func reopen() throws { try putBack(try image()) }

  // MARK: - What it has

  /// Every record by its id.
  var records: [EventID: [UInt8]] {
    get throws {
      var all: [EventID: [UInt8]] = [:]
      _ = try journal.read(after: 0, atMost: .max) { _, header, record in
        all[header.id] = record.withUnsafeBytes { Array($0) }
      }
      return all
    }
  }

  /// What a reading of the log finds: structure, tree, and every seal whose key is here.
  var findings: [String] {
    get throws {
      let gate = SealCheck(try keyring.sealer())
      return try journal.verify(body: { _, header, record in gate.check(header, record) }).findings.map(
        \.description)
    }
  }

  /// A meeting with `other`, over a line.
  @discardableResult
  func meet(_ other: Post, over line: Wire = Wire()) async throws -> MeetingReport {
    try await Meeting.run(desk, peer: other.name) { bytes in
      try line.carry(bytes) { other.desk.answer($0, from: self.name) }
    }
  }
}

/// Looks whether seals hold, as far as their keys are here.
private final class SealCheck {
  private var sealer: Sealer
  private var opened: [UInt8] = []

  init(_ sealer: consuming Sealer) { self.sealer = sealer }

  func check(_ header: Header, _ record: RawSpan) -> String? {
    do throws(KeyringError) {
      try sealer.open(
        record.extracting(Header.byteCount..<record.byteCount), for: header.handle,
        binding: record.extracting(0..<Header.byteCount), into: &opened)
    } catch {
      if case .forged = error { return error.description }
    }
    return nil
  }
}
