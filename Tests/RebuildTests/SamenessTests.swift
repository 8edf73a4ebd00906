import Events
import Foundation
import Keyring
@testable import Rebuild
import StoryTelling
import Testing

/// Law 3: every view is a pure function of the events that it may see.
@Suite struct `The views` {
  @Test(arguments: 0..<12 as Range<UInt64>)
  func `kept up live are those that are built from nothing`(seed: UInt64) throws {
    let world = World(seed: seed, events: 160)
    let machine = try Machine()
    var chance = Chance(seed: seed)
    var rest = world.events[...]
    while !rest.isEmpty {
      let some = rest.prefix(.random(in: 1...20, using: &chance))
      try machine.take(some)
      rest = rest.dropFirst(some.count)
    }
    let live = try machine.contents
    try machine.rebuild(jobs: 2)
    #expect(try machine.contents == live)
    try machine.rebuild(jobs: 1)
    #expect(try machine.contents == live)
    #expect(live["timeline"]?.isEmpty == false && live["reach"]?.isEmpty == false)
  }

  @Test(arguments: 20..<26 as Range<UInt64>)
  func `do not depend on how much of a rebuild is done at a time`(seed: UInt64) throws {
    let machine = try Machine()
    try machine.take(World(seed: seed, events: 200).events)
    let live = try machine.contents
    var chance = Chance(seed: seed)
    for jobs in [1, 2, 3, 11] {
      let portions = Portions(
        batch: .random(in: 1...9000, using: &chance), share: .random(in: 1...2000, using: &chance),
        transaction: .random(in: 1...4000, using: &chance), stretch: .random(in: 1...90, using: &chance),
        sums: .random(in: 1...20, using: &chance), lines: .random(in: 0...9, using: &chance))
      try machine.engine.rebuild(jobs: jobs, progress: Progress(total: 1), portions)
      #expect(try machine.contents == live)
    }
  }

  @Test(arguments: 0..<12 as Range<UInt64>)
  func `are the same on a machine that received the events in another order`(seed: UInt64) throws {
    let world = World(seed: seed, events: 160)
    let (one, other) = (try Machine(), try Machine())
    try one.take(world.events)
    var chance = Chance(seed: seed + 1000)
    var shuffled = world.events.shuffled(using: &chance)[...]
    while !shuffled.isEmpty {
      let some = shuffled.prefix(.random(in: 1...50, using: &chance))
      try other.take(some)
      shuffled = shuffled.dropFirst(some.count)
    }
    #expect(try other.contents == (try one.contents))
  }

  @Test(arguments: 40..<46 as Range<UInt64>)
  func `are put together from shares that machines built which received the events in other orders`(
    seed: UInt64
  ) throws {
    // No event can be sealed that comes after its key is destroyed, so that one machine would have fewer.
    let events = World(seed: seed, events: 160).events.filter { $0.content.type != .erased }
    let one = try Machine()
    try one.engine.keyring.makeKeys(for: Array(Set(events.map(\.handle))))
    let other = try Machine(copying: one)
    var chance = Chance(seed: seed)
    try one.take(events)
    try other.take(events.shuffled(using: &chance))
    let shares = [one, other].map { $0.path + "/share" }
    for (number, machine) in [one, other].enumerated() {
      try machine.rebuild()
      _ = try machine.engine.build(
        Share(number + 1, of: 2), into: shares[number], jobs: 2, progress: Progress(total: 1))
    }
    let whole = try one.engine.contentHashes()
    #expect(try one.engine.contentHashes(ofShares: shares).hashes == whole)
    #expect(try other.engine.contentHashes() == whole)
  }

  @Test(arguments: 0..<8 as Range<UInt64>)
  func `come out the same after a stop at any point, whatever each store had reached`(seed: UInt64) throws {
    let world = World(seed: seed, events: 120)
    let machine = try Machine()
    var chance = Chance(seed: seed)
    let cut = Int.random(in: 10..<100, using: &chance)
    try machine.take(world.events[..<cut])
    let served = try machine.served
    machine.close()
    let before = served + "-before"
    try FileManager.default.copyItem(atPath: served, toPath: before)
    try machine.take(world.events[cut...])
    let live = try machine.contents
    machine.close()
    for store in try FileManager.default.contentsOfDirectory(atPath: served).sorted()
    where chance.happens(1, of: 2) {
      try FileManager.default.removeItem(atPath: served + "/" + store)
      try FileManager.default.moveItem(atPath: before + "/" + store, toPath: served + "/" + store)
    }
    try FileManager.default.removeItem(atPath: before)
    try machine.engine.catchUp()
    #expect(try machine.contents == live)
  }

  @Test func `take each event once, however often it comes`() throws {
    let world = World(seed: 5, events: 100)
    let machine = try Machine()
    try machine.take(world.events)
    let once = try machine.contents
    try machine.take(world.events.reversed())
    #expect(try machine.contents == once)
  }

  @Test func `are lost without a loss when their folder is deleted`() throws {
    let machine = try Machine()
    try machine.take(World(seed: 6, events: 100).events)
    let before = try machine.contents
    machine.close()
    try FileManager.default.removeItem(atPath: machine.path + "/views")
    #expect(throws: RebuildError.noViews) { try machine.contents }
    try machine.rebuild()
    #expect(try machine.contents == before)
  }
}
