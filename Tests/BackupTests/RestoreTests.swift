import Events
import Foundation
import HashTree
import Journal
import Keyring
import TestGround
import Testing

@testable import Backup

@Suite struct `A restore` {
  let machine: Machine
  let disk: BackupFolder
  let keyFile: String
  let target: String

  init() throws {
    machine = try Machine(seed: 17)
    disk = BackupFolder(machine.place("disk"))
    keyFile = machine.place("keyfile")
    target = machine.place("restored")
  }

  func restore() throws -> Restored {
    let checked = try disk.check()
    let keys = try KeyFile.check(keyFile, .test, against: checked)
    return try Restore(disk, keyFile: keyFile, .test, to: target, mapBytes: 1 << 30).run(
      checked, keys, master: { try MasterKey.make(file: machine.place("new.key")) })
  }

  /// The restored log and keys.
  func opened() throws -> (Journal, Keyring) {
    let master = try MasterKey(file: machine.place("new.key"))
    return (
      try Journal(at: target + "/log", mapBytes: 1 << 30),
      try Keyring(at: target + "/keys", master: master, mapBytes: 1 << 30)
    )
  }

  @Test("gives the same log with the same root, its keys, and an origin of its own")
  func same() throws {
    try machine.write(700)
    try machine.backup()
    _ = try machine.backUpKeys()
    let restored = try restore()
    #expect(restored.erased == 0 && restored.keys.missing.isEmpty && restored.keys.lost(after: 700) == 0)
    let (journal, keyring) = try opened()
    #expect(try journal.all() == machine.journal.all())
    #expect(try journal.checkpoint() == machine.journal.checkpoint())
    #expect(journal.id == machine.journal.id && journal.origin != machine.journal.origin)
    #expect(try journal.verify().isSound)
    #expect(try journal.sealedSigningSeed() == machine.journal.sealedSigningSeed())
    #expect(try journal.lastSigned() == journal.checkpoint())
    var opened = 0
    _ = try journal.read(after: 0, atMost: 1000) { _, header, record in
      let sealed = Array(bytes(record).dropFirst(Header.byteCount))
      _ = try keyring.open(sealed, for: header.handle, binding: header.bytes)
      opened += 1
    }
    #expect(opened == 700)
    #expect(try keyring.epoch.number > machine.keyring.epoch.number)
    let known = Set(try machine.journal.seen().map(\.origin))
    let next = try journal.appendNow([Draft(type: .note, handle: .organisation) { _ in [1] }])
    #expect(next[0].id.sequence == 1 && !known.contains(next[0].id.origin) && next[0].position == 701)
    #expect(KeyBackups(in: target).path != machine.list.path)
    #expect(try KeyBackups(in: target).all() == machine.list.all())
    #expect(!FileManager.default.fileExists(atPath: target + ".restoring"))
  }

  @Test("gives no key to anybody whom the log knows to be erased, however old the key file is")
  func erased() throws {
    try machine.write(50)
    _ = try machine.backUpKeys()
    try machine.erase(machine.people[1])
    try machine.erase(Handle.random())
    try machine.write(0)
    try machine.backup()
    let restored = try restore()
    #expect(restored.erased == 2)
    let (_, keyring) = try opened()
    #expect(try keyring.status(of: machine.people[1]) == .destroyed)
    #expect(try keyring.status(of: machine.people[0]) == .live)
    #expect(try keyring.count() == (live: 3, destroyed: 2))
    #expect(!FileManager.default.fileExists(atPath: target + "/first-key"))
    #expect(try machine.list.pending(destroyedKeys: 2).map(\.number) == [1])
  }

  @Test("names those who came after the key file, and what the key file knows to be lost")
  func apart() throws {
    try machine.write(30)
    _ = try machine.backUpKeys()
    let late = Handle.random()
    try machine.keyring.makeKey(for: late)
    _ = try machine.journal.appendNow([Draft(type: .note, handle: late) { _ in [9] }])
    try machine.backup()
    #expect(try restore().keys.missing == [late])
    let (_, keyring) = try opened()
    #expect(try keyring.status(of: late) == .unknown)
    try machine.write(12)
    _ = try machine.backUpKeys()
    let keys = try KeyFile.check(keyFile, .test, against: disk.check())
    #expect(keys.missing.isEmpty && keys.lost(after: 31) == 12)
  }

  @Test("makes nothing where something is, and nothing of what does not open")
  func nothing() throws {
    try machine.write(30)
    try machine.backup()
    _ = try machine.backUpKeys()
    let checked = try disk.check()
    #expect(throws: BackupError.wrongPassphrase(path: keyFile)) {
      try KeyFile.check(keyFile, Passphrase(typed: "seks andre ord"), against: checked)
    }
    let other = try Machine(seed: 18)
    _ = try other.backUpKeys()
    #expect(throws: BackupError.otherLog(path: other.place("keyfile"))) {
      try KeyFile.check(other.place("keyfile"), .test, against: checked)
    }
    let keys = try KeyFile.check(keyFile, .test, against: checked)
    func refused() throws {
      let before = try FileManager.default.contentsOfDirectory(atPath: machine.folder.path)
      #expect(throws: (any Error).self) {
        try Restore(disk, keyFile: keyFile, .test, to: target, mapBytes: 1 << 30).run(
          checked, keys, master: { try MasterKey(file: machine.place("master.key")) })
      }
      #expect(Set(try FileManager.default.contentsOfDirectory(atPath: machine.folder.path)) == Set(before))
    }
    try FileManager.default.createDirectory(atPath: target, withIntermediateDirectories: true)
    try write([1], to: target + "/brev.odt")
    try refused()
    try FileManager.default.removeItem(atPath: target)
    let file = try disk.files[0]
    var edited = try contents(of: file)
    edited[200] ^= 4
    try write(edited, to: file)
    try refused()
    edited[200] ^= 4
    try write(edited, to: file)
    _ = try Restore(disk, keyFile: keyFile, .test, to: target, mapBytes: 1 << 30).run(
      checked, keys, master: { try MasterKey(file: machine.place("master.key")) })
  }

  @Test("of a log with one id twice is refused")
  func twice() throws {
    let restoring = try Restoring(at: target, log: someLog, mapBytes: 1 << 30)
    func record(_ origin: UInt64, _ sequence: UInt64) -> [UInt8] {
      Header(type: .note, handle: .organisation, id: EventID(origin: origin, sequence: sequence)).bytes + [1]
    }
    for (origin, sequence) in [(5, 1), (3, 1), (5, 2), (3, 2)] as [(UInt64, UInt64)] {
      try restoring.append(record(origin, sequence).span.bytes)
    }
    for (origin, sequence) in [(5, 1), (3, 2)] as [(UInt64, UInt64)] {
      #expect(throws: JournalError.self) { try restoring.append(record(origin, sequence).span.bytes) }
    }
  }

  @Test("of a key backup knows the place that it took, and never lets two lie in one folder with the log")
  func places() throws {
    try machine.write(3)
    _ = try machine.backUpKeys()
    _ = try machine.backUpKeys(to: "another")
    _ = try machine.backUpKeys()
    #expect(try machine.list.all().map { $0.gone?.by } == ["3", nil, nil])
    try write([1, 2, 3], to: keyFile)
    #expect(throws: (any Error).self) { try machine.backUpKeys() }
    #expect(try contents(of: keyFile) == [1, 2, 3])
    try machine.backup()
    #expect(throws: BackupError.self) { try checkApart(disk.path + "/keys", from: disk.path) }
    #expect(throws: BackupError.self) { try checkApart(disk.log + "/../keys", from: disk.path) }
    let link = machine.place("link")
    try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: disk.log)
    #expect(throws: BackupError.self) { try checkApart(link + "/keys", from: disk.path) }
    try checkApart(disk.path + "-keys", from: disk.path)
  }
}
