import Events
import Foundation
import Journal
import Keyring
import Rebuild
import StoryTelling
import Testing

@testable import Meeting

/// Machines that write, meet over bad lines, are wiped and put back.
struct History {
  let organisation: Organisation
  private(set) var posts: [Post] = []
  private(set) var people: [Handle] = []
  private(set) var erased: Set<Handle> = []
  private var chance: Chance
  private var images: [String: String] = [:]
  private let views: Bool

  init(seed: UInt64, machines: Int, views: Bool = false) throws {
    (chance, self.views) = (Chance(seed: seed), views)
    organisation = try Organisation()
    for number in 0..<machines { posts.append(try Post("machine-\(number)", of: organisation, views: views)) }
  }

  mutating func go(_ steps: Int) async throws {
    for _ in 0..<steps { try await step() }
  }

  private mutating func step() async throws {
    let here = Int.random(in: posts.indices, using: &chance)
    let there = (here + Int.random(in: 1..<posts.count, using: &chance)) % posts.count
    switch Int.random(in: 0..<24, using: &chance) {
    case 0...2: try meetSomebody(posts[here])
    case 3...11: try write(posts[here])
    case 12 where chance.happens(1, of: 3): try erase(posts[here])
    case 13: try stream(posts[here], to: posts[there])
    case 14 where chance.happens(1, of: 2): images[posts[here].name] = try posts[here].image()
    case 15 where chance.happens(1, of: 2): try await putBack(here, there)
    case 16 where chance.happens(1, of: 4): try await wipe(here, there)
    default: await meet(posts[here], posts[there])
    }
    try posts[here].settle()
  }

  private mutating func meetSomebody(_ post: Post) throws {
    let handle = Handle(high: UInt64.random(in: 1...9_999, using: &chance), low: UInt64(people.count + 1))
    people.append(handle)
    try post.meetSomebody(handle)
  }

  private mutating func write(_ post: Post) throws {
    for _ in 0..<Int.random(in: 1...6, using: &chance) {
      let known = try people.filter { try post.keyring.status(of: $0) == .live }
      guard let person = known.randomElement(using: &chance) else { return }
      switch Int.random(in: 0..<8, using: &chance) {
      case 0: try post.write(.stopCounted(Counts(heads: 12, meals: 9)), about: .organisation)
      case 1 where views:
        if let other = known.randomElement(using: &chance), other != person {
          try post.write(.samePerson(other), about: person)
        }
      default: _ = try post.note("fik mad, tandlæge på tirsdag", about: person)
      }
    }
  }

  private mutating func erase(_ post: Post) throws {
    let known = try people.filter { try post.keyring.status(of: $0) == .live }
    guard let person = known.randomElement(using: &chance) else { return }
    try post.write(.erased([person]), about: .organisation)
    erased.insert(person)
  }

  /// Some of what one machine has comes to another by the stream: in any order, some twice, some not at all.
  private mutating func stream(_ here: Post, to there: Post) throws {
    let all = try here.records.sorted { $0.key < $1.key }.map(\.value).shuffled(using: &chance)
    let some = Array(all.prefix(all.count / 2))
    _ = try there.desk.take(some + some.prefix(3))
  }

  private mutating func meet(_ here: Post, _ there: Post) async {
    let wire = Wire(
      Chance(seed: UInt64.random(in: 0 ... .max, using: &chance)), faults: chance.happens(1, of: 2) ? 12 : 0)
    // A line that is cut ends a meeting anywhere.
    do { _ = try await here.meet(there, over: wire) } catch { #expect(error is Wire.Cut) }
  }

  /// A disk image of an earlier day; it meets somebody who knows better before it writes again, as a carrier
  /// does.
  private mutating func putBack(_ here: Int, _ there: Int) async throws {
    let post = posts[here]
    guard let image = images.removeValue(forKey: post.name) else { return }
    for other in posts where other !== post { try await post.meet(other) }
    try post.putBack(image)
    for other in posts where other !== post { try await post.meet(other) }
  }

  private mutating func wipe(_ here: Int, _ there: Int) async throws {
    try await posts[here].meet(posts[there])
    images[posts[here].name] = nil
    posts[here] = try Post(posts[here].name, of: organisation, views: views)
    try await posts[here].meet(posts[there])
  }

  /// All lines are mended.
  mutating func end() async throws {
    for _ in 0..<2 {
      for here in posts {
        for there in posts where there !== here { try await here.meet(there) }
      }
      for post in posts { try post.settle() }
    }
  }
}

@Suite struct `Machines that meet` {
  @Test(arguments: 0..<16 as Range<UInt64>)
  func `come to have the same, whatever befell them`(seed: UInt64) async throws {
    var history = try History(seed: seed, machines: 2 + Int(seed % 4))
    try await history.go(50)
    let written = try history.posts.reduce(into: [:]) { all, post in
      all.merge(try post.records) { $1 }
    }
    try await history.end()
    let digest = try history.posts[0].desk.heads().digest
    for post in history.posts {
      let records = try post.records
      #expect(records == written)
      #expect(try post.desk.heads().digest == digest)
      #expect(try post.findings.isEmpty)
      #expect(post.desk.partings.isEmpty)
      for person in history.people {
        let status = try post.keyring.status(of: person)
        #expect(status == (history.erased.contains(person) ? .destroyed : .live))
      }
    }
  }

  @Test(arguments: 100..<104 as Range<UInt64>)
  func `show the same, each view byte for byte, and its tree holds`(seed: UInt64) async throws {
    var history = try History(seed: seed, machines: 2 + Int(seed % 2), views: true)
    try await history.go(40)
    try await history.end()
    let first = try history.posts[0].engine?.contentHashes()
    #expect(first?.isEmpty == false)
    for post in history.posts {
      #expect(post.desk.partings.isEmpty)
      #expect(try post.engine?.contentHashes() == first)
      let report = try post.engine?.verify { _, _ in }
      #expect(report?.findings == [])
      try post.engine?.rebuild(jobs: 2, progress: .init(total: 1))
      #expect(try post.engine?.contentHashes() == first)
    }
  }
}
