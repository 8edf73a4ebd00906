import Events
import Foundation
import HashTree
import Journal
import Keyring
import TestGround

@testable import Backup

func bytes(_ span: RawSpan) -> [UInt8] { span.withUnsafeBytes { Array($0) } }

func contents(of path: String) throws -> [UInt8] { Array(try Data(contentsOf: URL(filePath: path))) }

func write(_ bytes: [UInt8], to path: String) throws { try Data(bytes).write(to: URL(filePath: path)) }

let someLog = Handle(high: 11, low: 12)
let someDay = Moment(milliseconds: 1_780_000_000_123)

/// A log with its keys, without views.
final class Machine {
  let folder: Folder
  let journal: Journal
  let keyring: Keyring
  let signing: SigningKey
  let people: [Handle]
  private var chance: Seeded

  init(seed: UInt64, people count: Int = 4) throws {
    folder = try Folder()
    chance = Seeded(seed)
    people = (0..<count).map { _ in Handle.random() }
    let master = try MasterKey.make(file: folder.path + "/master.key")
    keyring = try Keyring(at: folder.path + "/keys", master: master, mapBytes: 1 << 30)
    journal = try Journal(at: folder.path + "/log", mapBytes: 1 << 30)
    try keyring.makeKeys(for: people)
    let seed = try SigningKey.randomSeed()
    let binding = Array("signing key".utf8) + journal.id.bytes
    _ = try journal.keep(
      sealedSigningSeed: try keyring.seal(seed, for: .organisation, binding: binding))
    signing = try SigningKey(name: journal.treeName, seed: seed)
  }

  var list: KeyBackups { KeyBackups(in: folder.path) }

  /// Appends notes about anybody, of any length.
  func write(_ count: Int) throws {
    let drafts = (0..<count).map { _ in
      let length = Int.random(in: 0...300, using: &chance)
      let handle =
        Bool.random(using: &chance) ? .organisation : people[Int.random(in: 0..<people.count, using: &chance)]
      return draft(.note(Line(String(repeating: "æ", count: length)), given: []), handle)
    }
    _ = try journal.appendNow(drafts)
  }

  func erase(_ handle: Handle) throws {
    _ = try journal.appendNow([draft(.erased([handle]), .organisation)])
    try keyring.destroy([handle])
  }

  private func draft(_ content: Content, _ handle: Handle) -> Draft {
    Draft(type: content.type, handle: handle) { [keyring] header in
      let event = Event(
        id: header.id, handle: handle, happened: When(minute: 1), recorded: someDay, content: content)
      return try keyring.seal(event.body, for: handle, binding: header.bytes)
    }
  }

  @discardableResult
  func backup(to name: String = "disk") throws -> Added {
    try BackupFolder(folder.path + "/" + name).add(journal, signing: signing, at: someDay, list: list)
  }

  func backUpKeys(to name: String = "keyfile") throws -> KeyBackup {
    try KeyFile.make(
      folder.path + "/" + name, keyring, journal, .test, at: someDay, list: list)
  }

  func place(_ name: String) -> String { folder.path + "/" + name }
}

extension Passphrase {
  static var test: Passphrase { get throws { try Passphrase(typed: "seks ord uden nogen sammenhæng") } }
}

extension Journal {
  func all() throws -> [[UInt8]] {
    var all: [[UInt8]] = []
    while try read(after: UInt64(all.count), atMost: 1000, { _, _, record in all.append(bytes(record)) })
      < end
    {}
    return all
  }
}

extension BackupFolder {
  func all() throws -> [[UInt8]] {
    var all: [[UInt8]] = []
    try each(try check()) { _, record in all.append(bytes(record)) }
    return all
  }

  var files: [String] {
    get throws { try FileManager.default.contentsOfDirectory(atPath: log).sorted().map { log + "/" + $0 } }
  }
}
