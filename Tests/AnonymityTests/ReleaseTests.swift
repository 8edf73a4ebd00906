import Events
import InventedTraces
import Releases
import Testing

@testable import Anonymity

@Suite("From traces to a table that keeps the guarantee")
struct ReleaseTests {
  static func traces(_ participants: Int, seed: UInt64 = 1) -> Traces {
    var invented = InventedTraces(seed: seed)
    return invented.make(participants: participants)
  }

  static func policy() -> Policy {
    var policy = InventedTraces.policy(workers: .role)
    policy.leastParticipants = 100
    policy.guarantee.people = 5
    policy.guarantee.length = 2
    policy.guarantee.sensitive = [
      .init("health", ["category-5"], confidence: 0.9), .init("violence", ["category-4"], confidence: 0.8),
    ]
    return policy
  }

  static func release(
    _ policy: Policy = policy(), participants: Int = 300, key: UInt64 = 1, threads: Int = 2
  ) throws -> Anonymised {
    try Anonymiser(policy: policy, secrets: InventedTraces.secrets(key), threads: threads)
      .release(traces(participants))
  }

  @Test("Nobody is exposed in what is released, by a count over the table alone")
  func nobodyIsExposed() throws {
    for localBudget in [0.05, 0.3] {
      var policy = Self.policy()
      policy.guarantee.localBudget = localBudget
      let table = try Self.release(policy, participants: 200).table
      let tiny = Tiny(table, policy)
      let bounds = Bounds(policy.guarantee)
      for knowledge in Knowledge.allCases {
        let exposed = Naive(tiny: tiny, bounds: bounds).depths(knowledge).count { $0 > 0 }
        #expect(exposed == 0, "\(knowledge) at a local budget of \(localBudget)")
      }
    }
  }

  @Test("The same traces, policy and secrets give the same table, whatever the number of threads")
  func isDeterministic() throws {
    let one = try Self.release(threads: 1)
    let three = try Self.release(threads: 3)
    #expect(one.table == three.table && one.report == three.report && one.utility == three.utility)
  }

  @Test("Other secrets share no pseudonym, draw others, and suppress other events")
  func secretsDecide() throws {
    let (one, other) = (try Self.release(key: 1), try Self.release(key: 2))
    #expect(Set(one.table.cases).isDisjoint(with: other.table.cases))
    #expect(Set(one.origin) != Set(other.origin))
    var policy = Self.policy()
    policy.sample = 1
    policy.guarantee.localBudget = 0.4
    let kept = try [1, 2].map { try Self.release(policy, key: $0) }
    #expect(Set(kept[0].lengths) != Set(kept[1].lengths))
  }

  @Test("Every event of the log is released or has a reason")
  func everythingIsAccountedFor() throws {
    let traces = Self.traces(300)
    let release = try Self.release()
    #expect(release.report.events == traces.events)
    for row in release.report.categories {
      #expect(row.events == row.released + row.lost.values.reduce(0, +))
    }
    #expect(release.report.released == release.table.cases.count)
    #expect(release.report.lost(.notInSample) > 0 && release.report.lost(.cap) > 0)
  }

  @Test("No stream is longer than the cap, and each begins in the first days")
  func capAndStart() throws {
    let table = try Self.release().table
    for index in table.cases.indices {
      let rows = table.rows(of: index)
      #expect(rows.count <= 60 && !rows.isEmpty)
      if let time = table["time"] { #expect(time[rows.lowerBound].hasPrefix("0-")) }
      for row in rows.dropFirst() {
        #expect(table.columns.contains { $0.name != "count" && $0[row] != $0[row - 1] })
      }
    }
  }

  @Test(
    "Nothing of handles, stops or helpers stands in the table, and cases stand in the order of their names")
  func nothingIsCarriedOver() throws {
    let traces = Self.traces(300)
    let table = try Self.release().table
    let words = Set(table.cases + table.columns.flatMap(\.words))
    #expect(words.isDisjoint(with: traces.stops + traces.helpers + traces.keepers.map(\.description)))
    #expect(table.cases == table.cases.sorted() && table.cases.allSatisfy { $0.utf8.count == 16 })
    #expect(table.columns.allSatisfy { $0.codes.count == table.rows })
  }

  @Test("A kind that few have goes with its category, and a category that fewer than K have is left out")
  func rareKinds() throws {
    var traces = Self.traces(300)
    traces.kinds.append(.init("rare", group: "category-1"))
    traces.kinds.append(.init("lonely", group: "nowhere"))
    for person in 0..<3 { traces.kind[traces.starts[person]] = 24 }
    for person in 3..<5 { traces.kind[traces.starts[person]] = 25 }
    var policy = Self.policy()
    policy.kinds.level = .leaf
    policy.sample = 1
    policy.kinds.categories[1].kinds.append("rare")
    let release = try Anonymiser(policy: policy, secrets: InventedTraces.secrets(1)).release(traces)
    #expect(release.report.lifts.contains { $0.from == "rare" && $0.to == "category-1" && $0.cause == .rare })
    #expect(release.report.categories.first { $0.category == "nowhere" }?.lost == [.rareKind: 2])
    let words = release.table["kind"]?.words ?? []
    #expect(!words.contains("rare") && !words.contains("lonely") && !words.contains("nowhere"))
  }

  @Test("A category that more people have than may be concluded is told as a contact")
  func sensitiveBase() throws {
    var policy = Self.policy()
    policy.guarantee.sensitive = [.init("health", ["category-0"], confidence: 0.2)]
    let release = try Self.release(policy)
    #expect(release.report.lifts.first?.cause == .base)
    #expect(release.table["kind"]?.words.contains("category-0") == false)
    #expect(release.table["kind"]?.words.contains("contact") == true)
  }

  @Test("Too few participants, or tier C, give no stream")
  func refusals() {
    #expect(throws: AnonymityError.self) {
      var policy = Self.policy()
      policy.leastParticipants = 1000
      _ = try Self.release(policy)
    }
    #expect(throws: AnonymityError.noSuchTier("C")) {
      var policy = Self.policy()
      policy.tier = .c
      _ = try Self.release(policy)
    }
    let few = AnonymityError.tooFew(12, least: 500)
    #expect(few.sentence(.danish).contains("kun 12 deltagere") && few.sentence(.english).contains("only 12"))
  }

  @Test("Tier A: all days are moved by whole weeks, and none lies in the cut ends")
  func shifts() throws {
    var policy = Self.policy()
    policy.tier = .a
    policy.time = .day
    policy.kinds.level = .leaf
    policy.shiftWeeks = 10
    policy.cap = nil
    policy.sample = 1
    policy.workers = .pseudonym
    let traces = Self.traces(120)
    let release = try Anonymiser(policy: policy, secrets: InventedTraces.secrets(1)).release(traces)
    let days = release.table["time"]?.words ?? []
    let first = try #require(traces.day.min()) + 70
    let last = try #require(traces.day.max()) + -70
    #expect(days.allSatisfy { $0 >= first.description && $0 <= last.description })
    #expect(release.report.lost(.truncation) > 0 && release.report.rounds == 0)
  }

  @Test("Each person's original stream is whole, in the words of the release, and called as it would be")
  func originals() throws {
    let traces = Self.traces(300)
    let release = try Self.release()
    #expect(release.original.cases.count == traces.keepers.count)
    #expect(release.origin.map { release.original.cases[$0] } == release.table.cases)
    for (index, person) in release.wouldBeOrigin.enumerated() {
      #expect(release.original.cases[person] == release.wouldBe.cases[index])
    }
    let names = release.original.columns.map(\.name)
    #expect(names == release.table.columns.map(\.name))
  }
}

extension Anonymised {
  /// How long each person's stream is.
  fileprivate var lengths: [[Int]] { table.cases.indices.map { [origin[$0], table.rows(of: $0).count] } }
}

extension Tiny {
  /// The rows of a table, numbered by all of their columns but the count.
  init(_ table: EventTable, _ policy: Policy) {
    let columns = table.columns.filter { $0.name != "count" }
    let tuples = (0..<table.rows).map { row in columns.map { $0[row] } }
    let bare = (0..<table.rows).map { row in columns.filter { $0.name != "time" }.map { $0[row] } }
    let (items, without) = (Set(tuples).sorted { $0.lexicographicallyPrecedes($1) }, Array(Set(bare)))
    starts = table.starts.map(Int32.init)
    let number = Dictionary(uniqueKeysWithValues: items.enumerated().map { ($1, Int32($0)) })
    let bareNumber = Dictionary(uniqueKeysWithValues: without.enumerated().map { ($1, Int32($0)) })
    item = tuples.map { number[$0] ?? 0 }
    untimed = Array(repeating: 0, count: items.count)
    rules = Array(repeating: 0, count: items.count)
    for row in 0..<table.rows {
      untimed[Int(item[row])] = bareNumber[bare[row]] ?? 0
      for (index, rule) in policy.guarantee.sensitive.enumerated()
      where rule.categories.contains(table["kind"]?[row] ?? "") {
        rules[Int(item[row])] = 1 << UInt64(index)
      }
    }
  }
}
