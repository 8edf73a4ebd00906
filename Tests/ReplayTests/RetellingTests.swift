import Events
import Faces
import Matters
import Promises
import Releases
import Testing
import Trust

@testable import Replay

@Suite("A release is told to the same folds")
struct RetellingTests {
  private static let readings: [(Kind, Mode)] = [
    ("met-at-stop", .happened), ("door-opened", .happened), ("gave-name", .happened), ("letters", .happened),
    ("debt-advice", .declined), ("home-visit", .happened), ("door-closed", .happened),
    ("asked-for-help", .happened),
    ("promised", .happened), ("meal", .happened), ("shared-personal", .happened),
  ]

  /// A story as the log has it: one line a day, with what it tells, by somebody, somewhere.
  private func story(_ seed: UInt64) -> [Entry] {
    var (chance, day, entries) = (Seeded(seed), Day(year: 2024, month: 2, day: 5), [Entry]())
    for number in 1...(chance.next(30) + 2) {
      day = day + chance.next(12) + 1
      let told = (0..<chance.next(3) + 1).map { _ in Self.readings[chance.next(Self.readings.count)] }
      var readings: [Reading] = []
      for (kind, mode) in told where !readings.contains(where: { $0.kind == kind }) {
        readings.append(Reading(kind: kind, mode: mode))
      }
      let event = Event(
        id: EventID(origin: 7, sequence: UInt64(number)), handle: Handle(high: 1, low: 2),
        happened: When(day, hour: 14, minute: 0), recorded: Moment(milliseconds: Int64(number)),
        by: ["Bo", "Else"][chance.next(2)], at: ["Nibe", "Aars"][chance.next(2)],
        content: .note(Line("…"), given: []))
      entries.append(Entry(event, LineReading(readings: readings)))
    }
    return entries
  }

  /// Tier A with leaf kinds and days, shifted by whole weeks.
  private func released(_ entries: [Entry], shift: Int) -> EventTable {
    let rows = entries.flatMap { entry in
      entry.readings.map { reading in
        "\(reading.kind)|\(entry.day + shift)|\(reading.mode)|\(entry.event.at)|\(entry.event.by)"
      }
    }
    return Invented.table([("abcdefgh22222222", rows)])
  }

  @Test(
    "Firsts, contacts, doors and faces come out as in the log, shifted",
    arguments: 1...60 as ClosedRange<UInt64>)
  func sameFolds(seed: UInt64) throws {
    let entries = story(seed)
    let retold = try Retelling(released(entries, shift: 7 * 13)).story(of: 0)
    let (log, release) = (Trust(of: entries), Trust(of: retold))
    #expect(
      release.firsts.map { "\($0.kind) \($0.told.day)" }
        == log.firsts.map { "\($0.kind) \($0.told.day + 91)" })
    #expect(release.contacts.map(\.day) == log.contacts.map { $0.day + 91 })
    #expect(release.contacts.map(\.initiative) == log.contacts.map(\.initiative))
    #expect(release.doors.map(\.wasOpened) == log.doors.map(\.wasOpened))
    #expect(release.answers.map(\.kind) == log.answers.map(\.kind))
    #expect(release.promises.map(\.fate) == log.promises.map(\.fate))
    let (faces, told) = (Faces(of: entries), Faces(of: retold))
    #expect(told.helpers.count <= faces.helpers.count)
    #expect(Matters(of: retold).matters.map(\.topic) == Matters(of: entries).matters.map(\.topic))
  }

  @Test("Words stay out, and nothing is known that was not released")
  func nothingElse() throws {
    let retold = try Retelling(released(story(3), shift: 0)).story(of: 0)
    #expect(
      retold.allSatisfy { $0.line == nil && $0.event.occasion == nil && $0.event.happened.clock == nil })
    let spans = try Retelling(Invented.table([("p", ["help|8-30", "door-opened|366-", "contact|366-"])]))
      .story(of: 0)
    #expect(
      spans.map { "\($0.event.happened)" } == ["2000-01-09/2000-01-31", "2001-01-01/..", "2001-01-01/.."])
    #expect(spans.map(\.type) == [.note, .note, .presence])
    #expect(spans.allSatisfy { $0.event.happened.isVaguerThanDay })
  }

  @Test("An end without a name is that of the oldest promise that is owed")
  func promises() throws {
    let rows = [
      "promise-made", "promise-made", "promise-broken", "promise-repaired", "promise-kept", "promise-made",
    ]
    let story = try Retelling(Invented.table([("p", rows.map { "\($0)|0-7" })])).story(of: 0)
    #expect(Promises(of: story).pledges.map(\.fate) == [.repaired, .kept, .open])
  }

  @Test("A first is the same through a what-if that changes nothing, and another through one that does")
  func whatIf() throws {
    let table = Invented.release(5)
    let same = try WhatIf(yaml: "figures: {window: 5}").applied(to: table)
    #expect(same == table)
    let whatIf = try WhatIf(yaml: "kinds: {gave-name: [trust]}\nmodes: merged\ndropped: [rare]\n")
    let other = try whatIf.applied(to: table)
    #expect(other["mode"] == nil && other["kind"]?.words.contains("trust") == false)
    let difference = Differences(
      Trust.self, from: try Retelling(table), to: try Retelling(other), least: 11, .english)
    let had = table.cases.indices.count { index in
      table.rows(of: index).contains { table["kind"]?[$0] == "trust" }
    }
    #expect(difference.reasons.first { $0.reason == .firstNew }?.participants == had)
    #expect(difference.participants == 300)
  }

  @Test(
    "A what-if that cannot be is refused with its line",
    arguments: [
      ("kinds: {a: [help]}\nnonsense: 1", 2), ("kinds: [a]", 1), ("figures: {least: 1}", 1),
      ("modes: both", 1),
      ("kinds:\n  a: [help]\n  b: [help]", 3), ("times: {soon: [0-7]}", 1), ("kinds: {a: [", 2), ("", 1),
    ])
  func badWhatIf(text: String, line: Int) {
    do {
      _ = try WhatIf(yaml: text)
      Issue.record("it was taken")
    } catch {
      guard case .badWhatIf(let found, _) = error else {
        Issue.record("\(error)")
        return
      }
      #expect(found == line)
    }
  }
}
