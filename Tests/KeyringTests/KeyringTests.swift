import Events
import Foundation
import Keyring
import LMDB
import TestGround
import Testing

@Suite struct `A keyring` {
  let folder: Folder
  let master: MasterKey
  let keyring: Keyring
  let anna = Handle(high: 1, low: 1)
  let bent = Handle(high: 1, low: 2)
  let header = Array("a header".utf8)
  let words = Array("Kaffe og havregrød ved torvet".utf8)

  init() throws {
    folder = try Folder()
    master = try MasterKey.make(file: folder.master)
    keyring = try Keyring(at: folder.keys, master: master)
    try keyring.makeKey(for: anna)
    try keyring.makeKey(for: bent)
  }

  @Test func `opens what it sealed, for that handle alone`() throws {
    let sealed = try keyring.seal(words, for: anna, binding: header)
    #expect(sealed.count == words.count + 28)
    #expect(try keyring.open(sealed, for: anna, binding: header) == words)
    for other in [bent, .organisation] {
      #expect(throws: KeyringError.forged(other)) { try keyring.open(sealed, for: other, binding: header) }
    }
    #expect(throws: KeyringError.unknown(Handle(high: 9, low: 9))) {
      try keyring.open(sealed, for: Handle(high: 9, low: 9), binding: header)
    }
    let empty = try keyring.seal([], for: .organisation, binding: [])
    #expect(try keyring.open(empty, for: .organisation, binding: []) == [])
  }

  @Test(arguments: UInt64(0)..<6)
  func `opens nothing of which any bit was changed, or any byte is missing`(seed: UInt64) throws {
    var random = Seeded(seed)
    let plain = (0..<Int.random(in: 1..<80, using: &random)).map { _ in
      UInt8.random(in: 0...255, using: &random)
    }
    let sealed = try keyring.seal(plain, for: anna, binding: header)
    for bit in 0..<(sealed.count + header.count) * 8 {
      var (altered, under) = (sealed, header)
      if bit < sealed.count * 8 {
        altered[bit / 8] ^= 1 << (bit % 8)
      } else {
        under[bit / 8 - sealed.count] ^= 1 << (bit % 8)
      }
      #expect(throws: KeyringError.forged(anna)) { try keyring.open(altered, for: anna, binding: under) }
    }
    for count in 0..<sealed.count {
      #expect(throws: KeyringError.forged(anna)) {
        try keyring.open(Array(sealed.prefix(count)), for: anna, binding: header)
      }
    }
    #expect(try keyring.open(sealed, for: anna, binding: header) == plain)
  }

  @Test func `that destroyed a key opens, seals and makes nothing for that handle, and never again`() throws {
    let sealed = try keyring.seal(words, for: anna, binding: header)
    let others = try keyring.seal(words, for: bent, binding: header)
    var sealer = try keyring.sealer()
    #expect(try sealer.open(sealed, for: anna, binding: header) == words)
    try keyring.destroy([anna])
    let error = KeyringError.destroyed(anna)
    do {
      _ = try sealer.open(sealed, for: anna, binding: header)
      Issue.record("a sealer that had the key still opens")
    } catch { #expect(error == .destroyed(anna)) }
    #expect(throws: error) { try keyring.open(sealed, for: anna, binding: header) }
    #expect(throws: error) { try keyring.seal(words, for: anna, binding: header) }
    #expect(throws: error) { try keyring.makeKey(for: anna) }
    let new = Handle(high: 3, low: 3)
    #expect(throws: error) { try keyring.makeKeys(for: [new, anna]) }
    #expect(try keyring.status(of: new) == .unknown)
    #expect(try keyring.open(others, for: bent, binding: header) == words)
    #expect(try keyring.status(of: anna) == .destroyed)
  }

  @Test func `remembers which keys live and which were destroyed`() throws {
    let never = Handle(high: 7, low: 7)
    try keyring.destroy([anna, never])
    #expect(throws: KeyringError.organisation) { try keyring.destroy([.organisation]) }
    #expect(try keyring.handles(.live) == [bent])
    #expect(try keyring.handles(.destroyed) == [anna, never])
    #expect(try keyring.count() == (1, 2))
    #expect(try keyring.status(of: Handle(high: 8, low: 8)) == .unknown)
    #expect(throws: KeyringError.destroyed(never)) { try keyring.makeKey(for: never) }
  }

  @Test func `never uses a nonce twice`() throws {
    var sealer = try keyring.sealer()
    var nonces: Set<ArraySlice<UInt8>> = []
    for _ in 0..<100_000 { nonces.insert(try sealer.seal([], for: anna, binding: []).prefix(12)) }
    #expect(nonces.count == 100_000)
  }

  @Test func `serves many threads, each with its own sealer`() async throws {
    let handles = [anna, bent, .organisation]
    let header = header
    try await withThrowingTaskGroup(of: [(Handle, [UInt8], [UInt8])].self) { threads in
      for seed in 0..<4 as Range<UInt64> {
        threads.addTask { [keyring] in
          var (random, out) = (Seeded(seed), [(Handle, [UInt8], [UInt8])]())
          var sealer = try keyring.sealer(remembering: 2)
          for number in 0..<500 {
            let handle = handles[Int.random(in: 0..<3, using: &random)]
            let plain = Array("\(seed) \(number)".utf8)
            out.append((handle, plain, try sealer.seal(plain, for: handle, binding: header)))
            #expect(try sealer.open(out[number].2, for: handle, binding: header) == plain)
          }
          return out
        }
      }
      for try await sealed in threads {
        for (handle, plain, sealed) in sealed {
          #expect(try keyring.open(sealed, for: handle, binding: header) == plain)
        }
      }
    }
  }
}

@Suite struct `A folder of keys` {
  let folder: Folder
  init() throws { folder = try Folder() }

  func change(_ body: (inout WriteTransaction, Table<Pair>, Table<[UInt8]>) throws -> Void) throws {
    let environment = try Environment(at: folder.keys + "/1", tables: ["keys", "meta"])
    var write = try environment.beginWrite()
    try body(&write, environment.table("keys"), environment.table("meta"))
    try write.commit()
  }

  @Test func `keeps keys and tombstones when it is opened again, and when a key is made twice`() throws {
    let master = try MasterKey.make(file: folder.master)
    let (anna, bent) = (Handle(high: 1, low: 1), Handle(high: 1, low: 2))
    var sealed: [UInt8] = []
    do {
      let keyring = try Keyring(at: folder.keys, master: master)
      try keyring.makeKey(for: anna)
      sealed = try keyring.seal([1, 2, 3], for: anna, binding: [4])
      try keyring.makeKey(for: anna)
      try keyring.destroy([bent])
    }
    let again = try Keyring(at: folder.keys, master: MasterKey(file: folder.master), readOnly: true)
    #expect(try again.open(sealed, for: anna, binding: [4]) == [1, 2, 3])
    #expect(try again.status(of: bent) == .destroyed)
  }

  @Test func `refuses another master key, and what is no folder of keys`() throws {
    let master = try MasterKey.make(file: folder.master)
    let other = try MasterKey.make(file: folder.path + "/other")
    #expect(throws: KeyringError.self) { try Keyring(at: folder.keys, master: master, readOnly: true) }
    _ = try Keyring(at: folder.keys, master: master)
    let error = #expect(throws: KeyringError.self) { try Keyring(at: folder.keys, master: other) }
    #expect(error?.description.contains("the master key does not fit this data folder") == true)
    try change { write, _, meta in
      unsafe try write.put(
        ([0, 0, 0, 0, 0, 0, 0, 3] as [UInt8]).span.bytes, at: Array("keyring".utf8), in: meta)
    }
    let newer = #expect(throws: KeyringError.self) { try Keyring(at: folder.keys, master: master) }
    #expect(newer?.description.contains("keys of format 3") == true)
  }

  @Test func `does not give one participant the key of another, nor an altered one`() throws {
    let master = try MasterKey.make(file: folder.master)
    let (anna, bent) = (Handle(high: 1, low: 1), Handle(high: 1, low: 2))
    do {
      let keyring = try Keyring(at: folder.keys, master: master)
      try keyring.makeKey(for: anna)
      try keyring.makeKey(for: bent)
    }
    var entry: [UInt8] = []
    try change { write, keys, _ in
      guard let stored = try write.value(at: Pair(1, 1), in: keys) else { return }
      entry = unsafe stored.withUnsafeBytes { unsafe Array($0) }
    }
    #expect(entry.count == 65)
    try change { write, keys, _ in unsafe try write.put(entry.span.bytes, at: Pair(1, 2), in: keys) }
    for at in 0..<entry.count where at != 0 {
      var altered = entry
      altered[at] ^= 1
      try change { write, keys, _ in unsafe try write.put(altered.span.bytes, at: Pair(1, 1), in: keys) }
      let keyring = try Keyring(at: folder.keys, master: master)
      #expect(throws: KeyringError.damaged(anna)) { try keyring.seal([], for: anna, binding: []) }
      #expect(throws: KeyringError.damaged(bent)) { try keyring.seal([], for: bent, binding: []) }
    }
  }
}
