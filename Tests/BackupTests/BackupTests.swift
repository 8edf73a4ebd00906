import Events
import Foundation
import HashTree
import Journal
import Keyring
import TestGround
import Testing

@testable import Backup

@Suite struct `A backup` {
  let machine: Machine
  let disk: BackupFolder

  init() throws {
    machine = try Machine(seed: 7)
    disk = BackupFolder(machine.place("disk"))
  }

  @Test("made step by step holds what one at once holds, and what the log holds")
  func increments() throws {
    var seen: UInt64 = 0
    for count in [1, 30, 0, 256, 1, 300] {
      if count > 0 { try machine.write(count) }
      let added = try machine.backup()
      #expect(added.before == seen && added.now == seen + UInt64(count))
      #expect((added.segments == 0) == (count == 0))
      seen = added.now
    }
    try machine.backup(to: "whole")
    let whole = BackupFolder(machine.place("whole"))
    let records = try machine.journal.all()
    #expect(try disk.all() == records && whole.all() == records)
    #expect(try disk.check().root == whole.check().root)
    #expect(try disk.files.count == 5 && whole.files.count == 1)
  }

  @Test("of an empty log is one, and grows")
  func empty() throws {
    #expect(try machine.backup().now == 0)
    #expect(throws: BackupError.noBackup(path: disk.path)) { try disk.check() }
    try machine.write(3)
    #expect(try machine.backup().before == 0)
    #expect(try disk.all().count == 3)
  }

  @Test("is made while the log is written to, and is whole each time")
  func beside() throws {
    let (machine, disk) = (machine, disk)
    try machine.write(10)
    nonisolated(unsafe) let writer = machine
    let isDone = Flag()
    let thread = Thread {
      for _ in 0..<200 { try? writer.write(5) }  // the count below tells whether one failed
      isDone.set()
    }
    thread.start()
    var rounds = 0
    while !isDone.isSet || rounds == 0 {
      try machine.backup()
      _ = try disk.check()
      rounds += 1
    }
    #expect(try machine.backup().now == 1010)
    #expect(try disk.all() == machine.journal.all())
  }

  @Test("that was cut off ends where the last whole one ended, and the next goes on from there")
  func cutOff() throws {
    try machine.write(20)
    try machine.backup()
    let checkpoint = try contents(of: disk.checkpointPath)
    try machine.write(30)
    try machine.backup()
    try write(checkpoint, to: disk.checkpointPath)
    try write([1, 2, 3], to: disk.log + "/000000000021-000000000050.segment")
    try write([1, 2, 3], to: disk.log + "/000000000051-000000000060.segment.new")
    try write([1, 2, 3], to: disk.checkpointPath + ".new")
    #expect(try disk.check().size == 20)
    try machine.write(5)
    #expect(try machine.backup().before == 20)
    #expect(try disk.all() == machine.journal.all())
    #expect(try disk.files.count == 2)
  }

  @Test("of another log, or of one that was changed since, takes nothing more")
  func others() throws {
    try machine.write(20)
    try machine.backup()
    let other = try Machine(seed: 8)
    try other.write(40)
    func refused(_ machine: Machine, _ error: BackupError) throws {
      let before = try disk.all()
      #expect(throws: error) {
        try disk.add(machine.journal, signing: machine.signing, at: someDay, list: machine.list)
      }
      #expect(try disk.all() == before)
    }
    try refused(other, .otherLog(path: disk.path))
    let keyFile = machine.place("keyfile")
    _ = try machine.backUpKeys()
    let checked = try disk.check()
    let keys = try KeyFile.check(keyFile, .test, against: checked)
    let older = machine.place("older")
    _ = try Restore(disk, keyFile: keyFile, .test, to: older, mapBytes: 1 << 30)
      .run(checked, keys, master: { try MasterKey(file: machine.place("master.key")) })
    try machine.write(5)
    try machine.backup()
    let journal = try Journal(at: older + "/log", mapBytes: 1 << 30)
    #expect(throws: BackupError.notConsistent(path: disk.path, size: 25, end: 20)) {
      try disk.add(journal, signing: machine.signing, at: someDay, list: machine.list)
    }
    _ = try journal.appendNow((0..<9).map { _ in Draft(type: .note, handle: .organisation) { _ in [1] } })
    #expect(throws: BackupError.notConsistent(path: disk.path, size: 25, end: 29)) {
      try disk.add(journal, signing: machine.signing, at: someDay, list: machine.list)
    }
    #expect(try disk.all() == machine.journal.all())
  }

  @Test("does not go where something else lies")
  func strangers() throws {
    try machine.write(1)
    #expect(throws: BackupError.strangers(path: machine.folder.path, found: "keys")) {
      try BackupFolder(machine.folder.path).add(
        machine.journal, signing: machine.signing, at: someDay, list: machine.list)
    }
    try FileManager.default.createDirectory(atPath: disk.path, withIntermediateDirectories: true)
    try write([1], to: disk.path + "/brev.odt")
    #expect(throws: BackupError.strangers(path: disk.path, found: "brev.odt")) { try machine.backup() }
    #expect(try FileManager.default.contentsOfDirectory(atPath: disk.path) == ["brev.odt"])
  }

  @Test("is refused with a segment changed, cut, missing, doubled or in another's place")
  func edits() throws {
    for count in [5, 1, 5, 5] {
      try machine.write(count)
      try machine.backup()
    }
    let files = try disk.files
    let whole = try files.map(contents)
    func refused(_ what: String) throws {
      #expect(throws: (any Error).self, "\(what)") { try disk.check() }
      for (file, bytes) in zip(files, whole) { try write(bytes, to: file) }
    }
    for (number, file) in files.enumerated() {
      for place in stride(from: number, to: whole[number].count, by: 29) {
        var edited = whole[number]
        edited[place] ^= 1 << UInt8(place % 8)
        try write(edited, to: file)
        try refused("segment \(number), byte \(place)")
        try write(Array(whole[number][..<place]), to: file)
        try refused("segment \(number), cut at \(place)")
      }
      try FileManager.default.removeItem(atPath: file)
      try refused("segment \(number) missing")
      for other in files.indices where other != number {
        try write(whole[other], to: file)
        try refused("segment \(other) in the place of \(number)")
      }
    }
    _ = try disk.check()
  }

  @Test("is refused when somebody put it together anew, without the key that signs")
  func forgeries() throws {
    for _ in 0..<3 {
      try machine.write(6)
      try machine.backup()
    }
    let files = try disk.files
    let whole = try contents(of: files[1])
    for place in [60, 70, 100, whole.count - 40] {
      var content = Array(whole.dropLast(32))
      content[place] ^= 1
      try write(content + Digest.sha256(content.span.bytes), to: files[1])
      #expect(throws: (any Error).self, "byte \(place)") { try disk.check() }
    }
    try write(whole, to: files[1])
    let other = try Machine(seed: 9)
    try other.write(18)
    try other.backup()
    let (note, identity) = (try contents(of: disk.checkpointPath), try contents(of: disk.identityPath))
    let theirs = BackupFolder(other.place("disk"))
    try write(contents(of: theirs.checkpointPath), to: disk.checkpointPath)
    #expect(throws: (any Error).self) { try disk.check() }
    try write(contents(of: theirs.identityPath), to: disk.identityPath)
    #expect(throws: (any Error).self) { try disk.check() }
    try write(note, to: disk.checkpointPath)
    #expect(throws: (any Error).self) { try disk.check() }
    try write(identity, to: disk.identityPath)
    _ = try disk.check()
    _ = try disk.check(verifier: machine.signing.verifier)
    #expect(throws: (any Error).self) { try disk.check(verifier: other.signing.verifier) }
    let shorter = try Checkpoint(text: SignedNote(String(decoding: note, as: UTF8.self)).text)
    let forged = Checkpoint(origin: shorter.origin, size: 12, root: shorter.root)
    try write(Array("\(try forged.signed(by: machine.signing))".utf8), to: disk.checkpointPath)
    #expect(throws: (any Error).self) { try disk.check() }
  }
}

/// Set by one thread and seen by another.
final class Flag: @unchecked Sendable {
  private let lock = NSLock()
  private var value = false
  func set() { lock.withLock { value = true } }
  var isSet: Bool { lock.withLock { value } }
}
