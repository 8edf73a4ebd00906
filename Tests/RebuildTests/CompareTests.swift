import Events
import Foundation
import Journal
import Keyring
import Notebook
import Reading
@testable import Rebuild
import StoryTelling
import Testing

/// Words that differ from those of `World` in what they add, take away and move.
private let otherWords = World.words.replacing("[mad]", with: "[regn]").replacing("[lovede]", with: "[ringe]")
  .replacing("[lukkede op]", with: "[lukkede op, ved stoppet]")

@Suite struct `A comparison of views` {
  /// All that a comparison says of a person, as a page shows it: what speaks of no day last.
  private func sentences(_ person: Comparison.Person?) -> [String] {
    let all = person?.views.flatMap(\.changes) ?? []
    let dated = all.filter { $0.when != nil }.sorted { ($0.when?.minute ?? 0) < ($1.when?.minute ?? 0) }
    return (dated + all.filter { $0.when == nil }).map { change in
      let day = change.when.map { Language.danish.date($0) + " " } ?? ""
      return day + change.danish.shown(unnamed: "en person") { _ in nil }
    }
  }

  @Test func `tells twenty stories as a social worker would`() throws {
    let machine = try Machine(vocabulary(ChangeStory.oldWords))
    let people = ChangeStory.all.indices.map { Handle(high: 1, low: UInt64($0 + 1)) }
    let first = Int64(Day(year: 2026, month: 3, day: 1).number) * 1440
    var events: [Event] = []
    for (person, story) in zip(people, ChangeStory.all) {
      events.append(event(UInt64(events.count + 1), person, .consentGiven(Agreement([.care])), minute: first))
      for (day, line) in story.lines {
        events.append(
          event(
            UInt64(events.count + 1), person, .note(Line(line), given: []), minute: first + Int64(day) * 1440)
        )
      }
    }
    try machine.take(events)
    try machine.build(beside: ChangeStory.newWords)
    let comparison = try machine.compare()
    for (handle, story) in zip(people, ChangeStory.all) {
      #expect(
        sentences(comparison.people.first { $0.handle == handle }) == story.wanted, "\(story.name)")
    }
    #expect(comparison.persons == 20 && comparison.people.count == 18)
  }

  @Test func `says of twenty who were drawn by lot what was worked out by hand`() throws {
    let machine = try Machine(vocabulary(DrawnStory.oldWords))
    let people = DrawnStory.all.indices.map { Handle(high: 2, low: UInt64($0 + 1)) }
    var events: [Event] = []
    for (person, story) in zip(people, DrawnStory.all) {
      events += try story.events(of: person, after: UInt64(events.count))
    }
    try machine.take(events)
    try machine.build(beside: DrawnStory.newWords)
    let comparison = try machine.compare(today: Day(year: 2026, month: 11, day: 12))
    for (handle, story) in zip(people, DrawnStory.all) {
      #expect(
        sentences(comparison.people.first { $0.handle == handle }) == story.wanted, "\(story.name)")
    }
    #expect(comparison.people.count == 20)
  }

  private func vocabulary(_ words: String) -> Event {
    Event(
      id: EventID(origin: 9, sequence: 1), handle: .organisation, happened: When(minute: 0),
      recorded: Moment(milliseconds: 0), content: .vocabularyAdopted(yaml: Array(words.utf8)))
  }

  /// The contents that were rehearsed, seen by serving them.
  private func contents(
    of number: Int, _ machine: Machine
  ) throws -> [String: [Handle: [UInt8]]] {
    let engine = try machine.engine
    let plan = try #require(try engine.folder.rehearsed())
    let generation = try #require(try engine.open(plan)?.generation)
    let reader = try ViewReader(engine.keyring)
    var contents: [String: [Handle: [UInt8]]] = [:]
    for store in generation.stories {
      try store.each { handle, sealed in
        contents[store.version.view, default: [:]][handle] = try reader.open(
          sealed.span.bytes, handle, store.version)
      }
    }
    for store in generation.tallies {
      contents[store.version.view] = [.organisation: try store.read(reader).stored]
    }
    return contents
  }

  @Test(arguments: 0..<8 as Range<UInt64>)
  func `says that something changes where the contents differ, and nowhere else`(seed: UInt64) throws {
    let world = World(seed: seed, events: 200)
    let machine = try Machine()
    try machine.take(world.events[..<150])
    try machine.build(beside: otherWords)
    try machine.take(world.events[150...])
    let comparison = try machine.compare()
    let (before, after) = (try machine.contents, try contents(of: comparison.to, machine))
    let told = Dictionary(
      uniqueKeysWithValues: comparison.people.map { ($0.handle, Set($0.views.map(\.view))) })
    for (view, people) in before {
      let others = after[view] ?? [:]
      for handle in Set(people.keys).union(others.keys) {
        let isTold =
          handle.isOrganisation
          ? comparison.sums.contains { $0.view == view } : told[handle]?.contains(view) ?? false
        #expect(isTold == (people[handle] != others[handle]), "\(view) of \(handle)")
      }
    }
    #expect(!comparison.people.isEmpty && !comparison.sums.isEmpty)
    #expect((comparison.people.flatMap(\.views) + comparison.sums).allSatisfy { !$0.changes.isEmpty })
    // What is told to be otherwise reads otherwise.
    for change in comparison.people.flatMap(\.views).flatMap(\.changes) {
      let parts = change.danish.text.split(separator: "”, før “")
      #expect(parts.count < 2 || !parts[0].hasSuffix(": \(parts[1].dropLast())"), "\(change.danish.text)")
    }
    // Both have heard of all that was told meanwhile, and what was worked out is what is kept.
    #expect(!comparison.extents.contains { $0.reason == .newEvents })
    let kept = try machine.compare(jobs: 1)
    #expect(kept.people.map(\.handle) == comparison.people.map(\.handle) && kept.sums == comparison.sums)
    #expect(kept.people.map(\.views) == comparison.people.map(\.views))
  }

  @Test func `finds nothing where the same words are rehearsed`() throws {
    let machine = try Machine()
    try machine.take(World(seed: 3, events: 150).events)
    try machine.build(beside: World.words + "\n")
    let comparison = try machine.compare()
    #expect(comparison.people.isEmpty && comparison.sums.isEmpty && comparison.persons > 0)
  }

  @Test func `knows nobody who is erased, nor what was said of them`() throws {
    let machine = try Machine()
    try machine.take([
      yes(1, a), event(2, a, .note(Line("regn"), given: [])), yes(3, b),
      event(4, b, .note(Line("regn"), given: [])),
    ])
    try machine.build(beside: World.words.replacing("[mad]", with: "[mad, regn]"))
    #expect(try machine.compare().people.map(\.handle) == [b, a])
    let number = try #require(try machine.engine.folder.rehearsed()?.number)
    try machine.take([event(5, .organisation, .erased([b]))])
    let path = ComparisonStore.path(try machine.engine.folder, number)
    let kept = try ComparisonStore(at: path, mapBytes: 1 << 30).read(try machine.engine.keyring)
    #expect(kept?.comparison.people.map(\.handle) == [a])
    let again = try? machine.compare()
    #expect(again.map { $0.people.map(\.handle) == [a] } ?? true)
  }

  @Test func `shows the names in a sentence by reference alone`() throws {
    let machine = try Machine()
    let line = Line("\(Line.mark) og regn", mentions: [b])
    try machine.take([yes(1, a), event(2, a, .note(line, given: []))])
    try machine.build(beside: World.words.replacing("[mad]", with: "[og regn]"))
    let changes = try machine.compare().people.flatMap(\.views).flatMap(\.changes)
    #expect(!changes.isEmpty)
    for change in changes where change.danish.text.contains(Line.mark) {
      #expect(change.danish.mentions.count == change.danish.text.count { $0 == Line.mark })
      #expect(Set(change.danish.mentions).isSubset(of: [a, b]))
    }
  }
}

extension DrawnStory {
  /// A yes to be remembered on the first day, and all that was told.
  fileprivate func events(of person: Handle, after count: UInt64) throws -> [Event] {
    let first = try When(edtf: told.first?.day ?? "2026-01-01").minute
    var events = [event(count + 1, person, .consentGiven(Agreement([.care])), minute: first)]
    var (line, promise) = (events[0].id, events[0].id)
    for (day, told) in told {
      let number = count + UInt64(events.count) + 1
      let content: Content =
        switch told {
        case .note(let text): .note(Line(text), given: [])
        case .promised(let text): .promiseMade(Line(text), due: nil)
        case .kept(let text): .promise(.kept, of: promise, Line(text))
        case .corrected(let text): .correction(of: line, Amendment(line: Line(text)))
        case .moved(let day): .correction(of: line, Amendment(happened: try When(edtf: day + "T12:00")))
        }
      let next = event(number, person, content, minute: try When(edtf: day).minute + 720)
      events.append(next)
      if case .promised = told { promise = next.id }
      if !content.isAmendment { line = next.id }
    }
    return events
  }
}
