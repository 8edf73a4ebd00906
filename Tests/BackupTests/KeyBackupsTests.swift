import Events
import Foundation
import TestGround
import Testing

@testable import Backup

@Suite struct `The list of key backups` {
  let folder: Folder
  let list: KeyBackups

  init() throws {
    folder = try Folder()
    list = KeyBackups(in: folder.path)
  }

  @discardableResult
  func note(destroyedKeys: Int, place: String = "/mnt/safe/“keys”\nto") throws -> KeyBackup {
    try list.note { number in
      KeyBackup(
        number: number, made: someDay, position: 10, epoch: 1, destroyedKeys: destroyedKeys,
        fingerprint: UInt64(number).hexadecimal, place: place, gone: nil)
    }
  }

  @Test("counts them, and knows them again")
  func numbers() throws {
    #expect(try list.all().isEmpty)
    let first = try note(destroyedKeys: 0)
    let second = try note(destroyedKeys: 1)
    #expect(try list.all() == [first, second])
    #expect([first.number, second.number] == [1, 2] && first.made == someDay)
  }

  @Test("names those that are older than an erasure, until they are destroyed")
  func pending() throws {
    try note(destroyedKeys: 0)
    try note(destroyedKeys: 0)
    try note(destroyedKeys: 2)
    #expect(try list.pending(destroyedKeys: 0).isEmpty)
    #expect(try list.pending(destroyedKeys: 2).map(\.number) == [1, 2])
    try list.noteDestroyed(1, at: someDay, by: "Karen")
    #expect(try list.pending(destroyedKeys: 2).map(\.number) == [2])
    #expect(try list.pending(destroyedKeys: 3).map(\.number) == [2, 3])
    #expect(try list.all()[0].gone == .init(at: someDay, by: "Karen"))
  }

  @Test("refuses to note what is not there, or gone already")
  func unknown() throws {
    try note(destroyedKeys: 0)
    try list.noteDestroyed(1, at: someDay, by: "")
    for number in [0, 1, 2] {
      #expect(throws: BackupError.noSuchKeyBackup(number, path: list.path)) {
        try list.noteDestroyed(number, at: someDay, by: "")
      }
    }
  }

  @Test("outlives a line that was cut off, and refuses one that was changed")
  func torn() throws {
    let first = try note(destroyedKeys: 0)
    let whole = try contents(of: list.path)
    try write(whole + Array("{\"made\":{\"num".utf8), to: list.path)
    #expect(try list.all() == [first])
    let second = try note(destroyedKeys: 0)
    #expect(try list.all() == [first, second])
    try write(Array("nonsense\n".utf8) + whole, to: list.path)
    #expect(throws: BackupError.badList(path: list.path, line: 1)) { try list.all() }
  }
}
