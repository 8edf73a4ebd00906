import Events
import Keyring
import TestGround
import Testing

@Suite struct `A key that travels` {
  let folder: Folder
  let other: Folder
  let here: Keyring
  let there: Keyring
  private let people = (1...5).map { Handle(high: 1, low: UInt64($0)) }

  init() throws {
    (folder, other) = (try Folder(), try Folder())
    here = try Keyring(at: folder.keys, master: try MasterKey.make(file: folder.master), mapBytes: 1 << 26)
    there = try Keyring(at: other.keys, master: try MasterKey.make(file: other.master), mapBytes: 1 << 26)
    try here.makeKeys(for: people)
  }

  /// Copies, as they would come out of a cipher.
  private func sent(_ handles: [Handle]) throws -> [TravellingKey] {
    try here.lend(handles) { keys in keys.map { ($0.0, Array($0.1)) } }
  }

  @Test func `opens there what was sealed here`() throws {
    var keys = try sent(people)
    #expect(try there.take(&keys).kept == people && keys.isEmpty)
    let sealed = try here.seal([1, 2, 3], for: people[2], binding: [9])
    #expect(try there.open(sealed, for: people[2], binding: [9]) == [1, 2, 3])
  }

  @Test func `changes nothing when it comes again`() throws {
    for known in [0, 5] {
      var keys = try sent(people)
      #expect(try there.take(&keys).known == known)
    }
  }

  @Test func `stays destroyed where it was`() throws {
    try there.makeKeys(for: [people[0]])
    try there.destroy([people[0], people[1]])
    var keys = try sent(people)
    let taken = try there.take(&keys)
    #expect(taken.destroyed == [people[0], people[1]] && taken.kept == Array(people[2...]))
    #expect(try there.status(of: people[0]) == .destroyed && there.status(of: people[1]) == .destroyed)
  }

  @Test func `replaces no other, and the others are kept`() throws {
    try there.makeKey(for: people[3])
    let sealed = try there.seal([7], for: people[3], binding: [])
    var keys = try sent(people)
    let taken = try there.take(&keys)
    #expect(taken.parted == [people[3]] && taken.kept.count == 4)
    #expect(try there.open(sealed, for: people[3], binding: []) == [7])
  }

  @Test func `is neither the organisation's own, nor of another length, nor one that is not here`() throws {
    #expect(try sent([.organisation, Handle(high: 3, low: 3)]).isEmpty)
    try here.destroy([people[0]])
    #expect(try sent([people[0]]).isEmpty)
    var own: [TravellingKey] = [(.organisation, [UInt8](repeating: 1, count: 32))]
    #expect(throws: KeyringError.organisation) { try there.take(&own) }
    var short: [TravellingKey] = try sent([people[1]]) + [(people[2], [1, 2])]
    #expect(throws: KeyringError.damaged(people[2])) { try there.take(&short) }
    #expect(try there.status(of: people[1]) == .unknown)
  }

  @Test func `is missed where there never was one`() throws {
    #expect(
      try here.unknown(among: people + [Handle(high: 4, low: 4), .organisation]) == [Handle(high: 4, low: 4)])
    let before = try there.edition()
    #expect(try there.edition() == before)
    try there.makeKey(for: people[0])
    #expect(try there.edition() != before)
  }
}
