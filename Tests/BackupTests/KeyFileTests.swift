import Events
import Foundation
import Keyring
import TestGround
import Testing

@testable import Backup

@Suite struct `A key file` {
  let folder: Folder
  let path: String
  let passphrase: Passphrase
  static let cheap = ScryptCost(logN: 4, r: 8, p: 1)

  init() throws {
    folder = try Folder()
    path = folder.path + "/keys"
    passphrase = try Passphrase(typed: "en hund og to kaffe")
  }

  func header(_ number: Int = 3, list: [UInt8] = Array("en liste\n".utf8)) throws -> KeyFile {
    try KeyFile(
      log: someLog, number: number, epoch: 5, position: 1000, made: someDay, list: list, cost: Self.cheap)
  }

  func key(_ number: Int) -> [UInt8] { (0..<32).map { UInt8(truncatingIfNeeded: number &* 7 &+ $0) } }

  func make(_ count: Int, _ header: KeyFile? = nil) throws {
    try (header ?? self.header()).write(path, passphrase) { add in
      for number in 0..<count {
        let handle = Handle(high: UInt64(number), low: 9)
        let key = number % 5 == 4 ? [] : key(number)
        try add(handle, key.span.bytes)
      }
    }
  }

  func opened(_ passphrase: Passphrase? = nil) throws -> [(Handle, [UInt8]?)] {
    var found: [(Handle, [UInt8]?)] = []
    try KeyFile.open(path, passphrase ?? self.passphrase) { handle, key in
      found.append((handle, key.isEmpty ? nil : bytes(key)))
    }
    return found
  }

  @Test("gives back every key and every grave", arguments: [0, 1, 1023, 1024, 1025, 3000])
  func round(count: Int) throws {
    try make(count)
    let found = try opened()
    #expect(found.count == count)
    for (number, entry) in found.enumerated() {
      #expect(entry.0.high == UInt64(number) && entry.1 == (number % 5 == 4 ? nil : key(number)))
    }
  }

  @Test("tells in the clear what it is, and no key")
  func clear() throws {
    let made = try header()
    try make(100, made)
    let read = try KeyFile(reading: path)
    #expect(read == made && read.number == 3 && read.epoch == 5 && read.position == 1000)
    #expect(read.list == Array("en liste\n".utf8) && read.made == someDay)
    #expect(try read.fingerprint == made.fingerprint && made.fingerprint != header().fingerprint)
    let bytes = try contents(of: path)
    for number in 0..<100 { #expect(!bytes.contains(key(number))) }
    let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
    #expect(mode == 0o600)
  }

  @Test("opens by its own passphrase alone")
  func wrong() throws {
    try make(10)
    #expect(throws: BackupError.wrongPassphrase(path: path)) {
      try opened(Passphrase(typed: "en hund og to kaffer"))
    }
  }

  @Test("is refused with any byte changed, and cut anywhere")
  func edits() throws {
    try make(8)
    let whole = try contents(of: path)
    for index in whole.indices {
      var edited = whole
      edited[index] ^= 1 << UInt8(index % 8)
      try put(edited)
      #expect(throws: (any Error).self, "byte \(index)") { try opened() }
      #expect(throws: (any Error).self, "byte \(index)") { _ = try KeyFile(reading: path) }
      try put(Array(whole[..<index]))
      #expect(throws: (any Error).self, "cut at \(index)") { try opened() }
    }
  }

  func put(_ bytes: [UInt8]) throws { try write(bytes, to: path) }

  @Test("is refused when its parts were put together anew by somebody without the passphrase")
  func forgery() throws {
    try make(3000)
    let whole = try contents(of: path)
    let start = whole.count - 32 - (3000 * 64 + 3 * ChunkSeal.overhead)
    let chunk = ChunkSeal.sealedBytes
    func forged(_ change: (inout [UInt8]) -> Void) throws {
      var content = Array(whole.dropLast(32))
      change(&content)
      try write(content + Digest.sha256(content.span.bytes), to: path)
      #expect(throws: (any Error).self) { try opened() }
    }
    try forged { $0.removeSubrange((start + chunk)...) }
    try forged { $0.removeSubrange(start..<start + chunk) }
    try forged { content in
      let first = Array(content[start..<start + chunk])
      content.replaceSubrange(start..<start + chunk, with: content[start + chunk..<start + 2 * chunk])
      content.replaceSubrange(start + chunk..<start + 2 * chunk, with: first)
    }
    for place in [20, 33, 38, 44, 50, 58, 70, 97] { try forged { $0[place] ^= 1 } }
    try forged { $0[56] = 30 }
  }

  @Test("overwrites the one that it takes the place of")
  func replaced() throws {
    try make(50)
    let other = folder.path + "/link"
    try FileManager.default.linkItem(atPath: path, toPath: other)
    let before = try contents(of: path)
    try make(60)
    #expect(try opened().count == 60)
    #expect(try contents(of: other) == [UInt8](repeating: 0, count: before.count))
  }

  @Test("that could not be finished leaves nothing, and what was there stays")
  func unfinished() throws {
    struct Halt: Error {}
    try make(5)
    let before = try contents(of: path)
    #expect(throws: Halt.self) {
      try header().write(path, passphrase) { add in
        let key = key(1)
        try add(.organisation, key.span.bytes)
        throw Halt()
      }
    }
    #expect(try contents(of: path) == before)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["keys"])
  }
}

extension [UInt8] {
  func contains(_ part: [UInt8]) -> Bool {
    indices.contains { start in self[start...].starts(with: part) }
  }
}
