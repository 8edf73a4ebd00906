import Events
import Foundation
import LMDB
import TestGround
import Testing

@testable import Keyring

/// What a test throws where a kill would end the process.
private struct Stopped: Error {}

@Suite struct `An epoch` {
  let folder: Folder
  let master: MasterKey
  let anna = Handle(high: 1, low: 1)
  let bent = Handle(high: 1, low: 2)
  let gone = Handle(high: 1, low: 3)
  let words = Array("Kaffe og havregrød ved torvet".utf8)

  init() throws {
    folder = try Folder()
    master = try MasterKey.make(file: folder.master)
  }

  func open(readOnly: Bool = false) throws -> Keyring {
    try Keyring(at: folder.keys, master: try MasterKey(file: folder.master), readOnly: readOnly)
  }

  /// The wrapped key of a handle, as it stands in the store.
  func entry(_ keyring: Keyring, _ handle: Handle) throws -> [UInt8] {
    let table = try keyring.folder.current()
    return try #require(try table.entries(after: nil, atMost: .max).first { $0.0 == handle }).1
  }

  var names: [String] {
    get throws { try FileManager.default.contentsOfDirectory(atPath: folder.keys).sorted() }
  }

  @Test func `that ends takes nothing along but what was destroyed`() throws {
    let keyring = try open()
    try keyring.makeKeys(for: [anna, bent])
    try keyring.destroy([gone])
    let kept = try keyring.seal(words, for: anna, binding: [1])
    let lost = try keyring.seal(words, for: bent, binding: [1])
    var sealer = try keyring.sealer()
    #expect(try sealer.open(lost, for: bent, binding: [1]) == words)
    let rotation = try keyring.rotate(destroying: [bent])
    #expect(rotation == Rotation(ended: 2, begun: 3, wrapped: 1))
    #expect(try keyring.lastRotation == rotation)
    #expect(try sealer.open(kept, for: anna, binding: [1]) == words)
    var refusal: KeyringError?
    do { _ = try sealer.open(lost, for: bent, binding: [1]) } catch { refusal = error }
    #expect(refusal == .destroyed(bent))
    #expect(try keyring.handles(.destroyed) == [bent, gone])
    #expect(try keyring.handles(.live) == [anna])
    #expect(try names == ["3", "epoch"])
  }

  @Test func `leaves no byte of its keys, its slot or its wrapped entries in the folder`() throws {
    let keyring = try open()
    try keyring.makeKeys(for: [anna, bent])
    let old = try [entry(keyring, anna), entry(keyring, bent)].map { $0.suffix(60) }
    let slot = try #require(try keyring.folder.epochs.read()[0]).bytes[40..<100]
    #expect(try old.allSatisfy { try folder.holds($0) } && folder.holds(slot))
    try keyring.rotate(destroying: [bent])
    #expect(try !old.contains { try folder.holds($0) } && !folder.holds(slot))
    #expect(try folder.holds(try entry(keyring, anna).suffix(60)))
    withExtendedLifetime(keyring) {}
  }

  @Test(arguments: RotationStep.allCases)
  func `that a kill leaves half changed is whole at the next opening`(step: RotationStep) throws {
    var (kept, lost): ([UInt8], [UInt8]) = ([], [])
    var (wrapped, slot): (ArraySlice<UInt8>, ArraySlice<UInt8>) = ([], [])
    let isBegun = [.served, .slotDestroyed, .storeDestroyed].contains(step)
    do {
      let keyring = try open()
      try keyring.makeKeys(for: [anna, bent])
      kept = try keyring.seal(words, for: anna, binding: [])
      lost = try keyring.seal(words, for: bent, binding: [])
      wrapped = try entry(keyring, bent).suffix(60)
      slot = try #require(try keyring.folder.epochs.read()[0]).bytes[40..<100]
      var sealer = try keyring.sealer()
      _ = try sealer.open(lost, for: bent, binding: [])
      #expect(throws: KeyringError.organisation) {
        try keyring.rotate(Leaving(destroyed: [bent])) { (done) throws(KeyringError) in
          if done == step { throw .organisation }  // stands for the kill
        }
      }
      // Whoever goes on in the same process sees one epoch or the other.
      #expect(try sealer.open(kept, for: anna, binding: []) == words)
      #expect(try keyring.status(of: bent) == (isBegun ? .destroyed : .live))
    }
    for _ in 0..<2 {
      let keyring = try open()
      #expect(try keyring.open(kept, for: anna, binding: []) == words)
      #expect(try keyring.status(of: bent) == (isBegun ? .destroyed : .live))
      #expect(try keyring.epoch.number == (isBegun ? 2 : 1))
      #expect(try names == [isBegun ? "2" : "1", "epoch"])
      #expect(try keyring.folder.epochs.read().compactMap(\.self).count == 1)
      #expect(try folder.holds(wrapped) == !isBegun && folder.holds(slot) == !isBegun)
    }
    let keyring = try open()
    try keyring.rotate(destroying: [bent])
    #expect(try keyring.open(kept, for: anna, binding: []) == words)
    #expect(throws: KeyringError.destroyed(bent)) { try keyring.open(lost, for: bent, binding: []) }
    let facts = try names
    #expect(facts == [isBegun ? "3" : "2", "epoch"])
  }

  @Test func `changes under other threads, who notice nothing`() async throws {
    let keyring = try open()
    let handles = (1...40).map { Handle(high: 2, low: $0) }
    try keyring.makeKeys(for: handles)
    let words = self.words
    let sealed = try handles.map { try keyring.seal(words, for: $0, binding: []) }
    try await withThrowingTaskGroup(of: Void.self) { threads in
      for seed in 0..<3 as Range<UInt64> {
        threads.addTask {
          var random = Seeded(seed)
          var sealer = try keyring.sealer(remembering: 8)
          for number in 0..<2_000 {
            let at = Int.random(in: 0..<40, using: &random)
            #expect(try sealer.open(sealed[at], for: handles[at], binding: []) == words)
            if number % 50 == 0 { try keyring.makeKey(for: Handle(high: 3 + seed, low: UInt64(number))) }
          }
        }
      }
      threads.addTask { for _ in 0..<6 { try keyring.rotate() } }
      try await threads.waitForAll()
    }
    #expect(try keyring.epoch.number == 7)
    #expect(try keyring.count() == (live: 40 + 3 * 40, destroyed: 0))
  }

  @Test func `wraps thousands of keys again, in the order of handles, with tombstones between`() throws {
    let keyring = try open()
    var random = Seeded(7)
    let handles = Set(
      (0..<9_000).map { _ in
        Handle(high: .random(in: 0...9, using: &random), low: .random(in: 1...99_999, using: &random))
      })
    try keyring.makeKeys(for: Array(handles))
    let leaving = Set(handles.filter { _ in Bool.random(using: &random) })
    let never = Handle(high: 0, low: 100_000)
    let sealed = try handles.sorted().map { try keyring.seal([1], for: $0, binding: []) }
    var told: [Int] = []
    let rotation = try keyring.rotate(destroying: Array(leaving) + [never]) { done, _ in told.append(done) }
    #expect(rotation.wrapped == handles.count - leaving.count)
    #expect(told.last == handles.count + 1)
    #expect(try Set(keyring.handles(.destroyed)) == leaving.union([never]))
    for (handle, sealed) in zip(handles.sorted(), sealed) where !leaving.contains(handle) {
      #expect(try keyring.open(sealed, for: handle, binding: []) == [1])
    }
  }

  @Test func `is told from a lost one: stores without a slot are not begun anew`() throws {
    _ = try open()
    try FileManager.default.removeItem(atPath: folder.keys + "/epoch")
    let lost = #expect(throws: KeyringError.self) { try open() }
    #expect(lost?.description.contains("is damaged") == true)
    #expect(throws: KeyringError.self) { try open(readOnly: true) }
    try Data(count: EpochFile.byteCount).write(to: URL(filePath: folder.keys + "/epoch"))
    #expect(throws: KeyringError.self) { try open() }
    #expect(try names == ["1", "epoch"])
  }

  @Test func `with any byte of its slot altered opens nothing, and destroys nothing`() throws {
    _ = try open()
    let whole = try Data(contentsOf: URL(filePath: folder.keys + "/epoch"))
    for at in 0..<EpochSlot.byteCount {
      var altered = whole
      altered[at] ^= 1
      try altered.write(to: URL(filePath: folder.keys + "/epoch"))
      #expect(throws: KeyringError.self) { try open() }
    }
    try whole.write(to: URL(filePath: folder.keys + "/epoch"))
    _ = try open()
  }

  @Test func `is the first of a folder of format 1, which is taken over`() throws {
    var entry: [UInt8] = []
    do {
      try FileManager.default.createDirectory(atPath: folder.keys, withIntermediateDirectories: true)
      let environment = try Environment(at: folder.keys, tables: KeyTable.tables)
      let wrapping = Wrapping(key: master.secret, epoch: 1)
      let name = Handle(high: 5, low: 5)
      var meta: [UInt8] = []
      meta.append(bigEndian: 1)
      meta += name.bytes
      meta.append(bigEndian: 1)
      meta += try wrapping.checkValue(folder: name)
      let wrapper = try Wrapper(wrapping)
      var write = try environment.beginWrite()
      try write.put(meta.span.bytes, at: Array("keyring".utf8), in: environment.table("meta"))
      for handle in [Handle.organisation, anna] {
        entry = try wrapper.wrap(.random(count: 32), for: handle)
        try write.put(entry.span.bytes, at: Pair(handle.high, handle.low), in: environment.table("keys"))
      }
      try write.put(([0] as [UInt8]).span.bytes, at: Pair(1, 3), in: environment.table("keys"))
      try write.commit()
    }
    #expect(try folder.holds(entry))
    let early = #expect(throws: KeyringError.self) { try open(readOnly: true) }
    #expect(early?.description.contains("open it once for writing") == true)
    let other = try MasterKey.make(file: folder.path + "/other")
    #expect(throws: KeyringError.self) { try Keyring(at: folder.keys, master: other) }
    let keyring = try open()
    #expect(try keyring.epoch.number == 2)
    #expect(try keyring.handles(.live) == [anna])
    #expect(try keyring.handles(.destroyed) == [gone])
    #expect(try names == ["2", "epoch"])
    #expect(try !folder.holds(entry))
  }

  @Test func `is copied key by key into a new folder under any master key`() throws {
    let keyring = try open()
    try keyring.makeKeys(for: [anna, bent])
    try keyring.destroy([bent])
    let sealed = try keyring.seal(words, for: anna, binding: [])
    let ours = try keyring.seal(words, for: .organisation, binding: [])
    let copy = try keyring.copyKeys()
    #expect(copy.count == 3 && copy.epoch == 2)
    let (there, other) = (folder.path + "/there", try MasterKey.make(file: folder.path + "/other"))
    func fill(_ intake: KeyIntake) throws { try copy.each { try intake.add($0, $1) } }
    #expect(throws: Stopped.self) {
      try Keyring.importKeys(into: there, master: other, after: copy.epoch) { intake in
        try fill(intake)
        throw Stopped()
      }
    }
    #expect(throws: KeyringError.self) { try Keyring(at: there, master: other) }
    try Keyring.importKeys(into: there, master: other, after: copy.epoch, fill)
    let taken = try Keyring(at: there, master: other)
    #expect(try taken.open(sealed, for: anna, binding: []) == words)
    #expect(try taken.open(ours, for: .organisation, binding: []) == words)
    #expect(try taken.status(of: bent) == .destroyed && taken.epoch.number == 3)
    #expect(throws: KeyringError.keysExist(path: taken.path)) {
      try Keyring.importKeys(into: there, master: other, after: 9, fill)
    }
  }
}
