import Broker
import Events
import Foundation
import Glibc
import Journal
import Keyring
import Machines
import Notebook
import Rebuild
import Synchronization
import TestGround
import Testing

@testable import Carrier

/// One machine of an organisation with a folder and a broker of its own, on loopback; gone with its test. Its log has
/// no vocabulary, so there are no views.
final class Station {
  private let folder: Folder
  let path: String
  let notebook: Notebook
  /// What its carrier said.
  let said = Said()
  private var broker: Process?

  private init(_ folder: Folder, _ keyring: Keyring) throws {
    self.folder = folder
    path = folder.data
    let journal = try Journal(at: path + "/log", mapBytes: 1 << 28)
    let engine = try Engine(
      journal: journal, keyring: keyring, catalogue: Catalogue(stories: [], tallies: []),
      views: path + "/views",
      mapBytes: 1 << 28)
    notebook = Notebook(engine)
  }

  /// One that knows of no others.
  convenience init() throws {
    let folder = try Folder()
    try FileManager.default.createDirectory(atPath: folder.data, withIntermediateDirectories: true)
    let master = try MasterKey.make(file: folder.data + ".key")
    try self.init(folder, Keyring(at: folder.data + "/keys", master: master, mapBytes: 1 << 28))
  }

  /// The first hub.
  convenience init(hub name: String) throws {
    try self.init()
    let ports = try freePorts(2)
    _ = try Admission(notebook, in: path)
      .begin(name, addresses: ["127.0.0.1:\(ports[0])"], client: "127.0.0.1:\(ports[1])")
  }

  /// One that asked, was admitted and has joined.
  convenience init(_ role: Machine.Role, _ name: String, region: String = "", of hub: Station) throws {
    let folder = try Folder()
    let path = folder.data
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    let joining = Joining(in: path)
    let client = "127.0.0.1:\(try freePorts(1)[0])"
    let asked = try joining.ask(name, role, region: region, addresses: [], client: client)
    let answer = try Admission(hub.notebook, in: hub.path)
      .admit(request: asked.request, from: "request", spoken: asked.machine.fingerprint.description)
    let granted = try joining.open(
      answer: answer.answer, from: "answer", spoken: answer.fingerprint.description, as: role)
    let master = try MasterKey.make(file: path + ".key")
    try joining.makeKeys(of: granted, at: path + "/keys", master: master)
    let keyring = try Keyring(at: path + "/keys", master: master, mapBytes: 1 << 28)
    try joining.keep(granted, keyring)
    try self.init(folder, keyring)
  }

  deinit {
    killBroker()
    notebook.engine.journal.close()
  }

  var journal: Journal { notebook.engine.journal }

  func membership() throws -> Membership {
    try #require(try Membership(of: path, journal, notebook.engine.keyring))
  }

  // MARK: - Its broker

  func startBroker() throws {
    _ = try membership().updateBroker()
    let process = Process()
    process.executableURL = URL(filePath: "/usr/sbin/nats-server")
    process.arguments = ["-c", path + "/broker/nats.conf", "-l", path + "/broker/log"]
    try process.run()
    broker = process
  }

  /// As when the machine loses its power.
  func killBroker() {
    guard let broker, broker.isRunning else { return }
    kill(broker.processIdentifier, SIGKILL)
    broker.waitUntilExit()
  }

  func wipeBroker() throws { try FileManager.default.removeItem(atPath: path + "/broker/store") }

  // MARK: - What is told here

  /// So many lines of the organisation's own.
  @discardableResult
  func tell(_ count: Int) throws -> [EventID] {
    let keyring = notebook.engine.keyring
    let moment = Now.read().moment
    let drafts = (0..<count).map { number in
      Draft(type: .note, handle: .organisation) { header in
        let event = Event(
          id: header.id, handle: .organisation, happened: When(minute: moment.milliseconds / 60_000),
          recorded: moment, content: .note(Line("\(number) kaffe"), given: []))
        return try keyring.seal(event.body, for: .organisation, binding: header.bytes)
      }
    }
    return try journal.appendNow(drafts).map(\.id)
  }

  /// Something of a participant, whose key is drawn here where there is none.
  @discardableResult
  func tell(_ content: Content, of handle: Handle) throws -> EventID {
    let keyring = notebook.engine.keyring
    try keyring.makeKey(for: handle)
    return try journal.appendNow([Self.draft(content, of: handle, keyring)])[0].id
  }

  /// A record as this machine would write it, which does not come into its log.
  func record(_ content: Content, of handle: Handle, id: EventID) throws -> [UInt8] {
    let (header, keyring) = (Header(type: content.type, handle: handle, id: id), notebook.engine.keyring)
    if !handle.isOrganisation { try keyring.makeKey(for: handle) }
    return header.bytes + (try Self.draft(content, of: handle, keyring).seal(header))
  }

  private static func draft(_ content: Content, of handle: Handle, _ keyring: Keyring) -> Draft {
    let moment = Now.read().moment
    return Draft(type: content.type, handle: handle) { header in
      let event = Event(
        id: header.id, handle: handle, happened: When(minute: moment.milliseconds / 60_000),
        recorded: moment, content: content)
      return try keyring.seal(event.body, for: handle, binding: header.bytes)
    }
  }

  /// Every event in the log.
  var ids: Set<EventID> {
    get throws {
      var ids: Set<EventID> = []
      _ = try journal.read(after: 0, atMost: .max) { _, header, _ in ids.insert(header.id) }
      return ids
    }
  }

  /// Its carrier goes on until the body ends.
  func carrying<R>(_ body: (Carrier) async throws -> R) async throws -> R {
    let carrier = try Carrier(notebook, membership()) { [said] in said.add($0) }
    let running = Task { try await carrier.run() }
    let done: R
    do { done = try await body(carrier) } catch {
      running.cancel()
      _ = await running.result
      throw error
    }
    running.cancel()
    try await running.value
    return done
  }
}

extension Folder {
  /// The data folder; its master key lies beside it.
  fileprivate var data: String { path + "/data" }
}

final class Said: Sendable {
  private let sentences = Mutex<[String]>([])
  func add(_ sentence: String) { sentences.withLock { $0.append(sentence) } }
  var all: [String] { sentences.withLock { $0 } }
}

/// Waits until it holds, for a minute at most.
func until(_ what: String, _ holds: () async throws -> Bool) async throws {
  let end = ContinuousClock.now + .seconds(60)
  while try await !holds() {
    guard ContinuousClock.now < end else {
      Issue.record("it never came to hold that \(what)")
      return
    }
    try await Task.sleep(for: .milliseconds(50))
  }
}
