import Events
import Matters
import StoryTelling
import Testing

@Suite struct `A matter` {
  /// Lines a week apart, each with its readings.
  private func matters(_ told: [[Reading]], of content: (Line) -> Content = { .note($0, given: []) })
    -> [Matter]
  {
    let events = told.indices.map { number in
      Event(
        id: EventID(origin: 1, sequence: UInt64(number + 1)), handle: Handle(high: 1, low: 1),
        happened: When(minute: Int64(number) * 7 * 1440), recorded: Moment(milliseconds: Int64(number)),
        content: content(Line("\(number)")))
    }
    let view = Matters(of: Storyline.tell(events) { LineReading(readings: told[Int($0.text) ?? 0]) })
    return view.matters
  }

  private func tells(_ kind: Kind, _ mode: Mode = .happened) -> Reading { Reading(kind: kind, mode: mode) }

  @Test(arguments: [0, 14, 15, 4000]) func `never ends because nobody says anything`(days: Int) {
    let matter = matters([[tells("debt-advice", .arranged)]])[0]
    #expect(matter.isOpen)
    #expect(matter.isInLimbo(Day(number: Int32(days))) == (days > 14))
  }

  @Test func `waits for us, for them or for the person by its last step`() {
    let today = Day(number: 1)
    let moves: [(Kind, Mode, Mover)] = [
      ("dentist", .arranged, .them), ("dentist", .failed, .us), ("debt-advice", .happened, .them),
      ("mitid", .failed, .us), ("eviction-threat", .happened, .us), ("housing-offered", .happened, .person),
      ("refused-by-system", .happened, .us), ("waiting-list", .happened, .them),
    ]
    for (kind, mode, mover) in moves {
      #expect(matters([[tells(kind, mode)]]).map { $0.mover(today) } == [mover], "\(kind) \(mode)")
    }
  }

  @Test func `is ours to move when we have promised to`() {
    let told = [[tells("dentist", .arranged)]]
    #expect(matters(told)[0].mover(Day(number: 0)) == .them)
    #expect(matters(told) { .promiseMade($0, due: nil) }[0].mover(Day(number: 0)) == .us)
    #expect(matters([told[0] + [tells("promised")]])[0].mover(Day(number: 0)) == .us)
  }

  @Test func `is not opened by a visit that took place, nor by a no`() {
    #expect(matters([[tells("doctor")], [tells("dentist", .declined)], [tells("meal")]]).isEmpty)
    #expect(matters([[tells("doctor", .failed)], [tells("doctor")]]).map(\.steps.count) == [2])
  }

  @Test func `takes the answer that its line names, or that it has waited for`() {
    let two = [[tells("debt-advice", .arranged)], [tells("application"), tells("benefits")]]
    #expect(matters(two + [[tells("granted")]]).map(\.outcome) == [.open, .granted])
    #expect(matters(two + [[tells("granted"), tells("debt-advice")]]).map(\.outcome) == [.granted, .open])
    #expect(
      matters([[tells("application")], [tells("dentist", .arranged)], [tells("granted")]]).map(\.outcome)
        == [.granted, .open])
    #expect(matters([[tells("granted")]]).isEmpty)
  }

  @Test func `is let go of when the next has hold`() {
    let held = matters([[tells("home-support", .arranged)], [tells("warm-handover")]])
    #expect(held.map(\.outcome) == [.held])
    #expect(!held[0].isInLimbo(Day(number: 900)))
  }

  @Test func `ends by a no to what all its steps were about, and not by a no to one way of many`() {
    #expect(
      matters([[tells("dentist", .arranged)], [tells("dentist", .declined)]]).map(\.outcome) == [.declined])
    let home = matters([
      [tells("sleeping-rough")], [tells("shelter", .arranged)], [tells("shelter", .declined)],
    ])
    #expect(home.map(\.outcome) == [.open])
    #expect(home[0].mover(Day(number: 14)) == .person)
  }

  @Test func `begins anew after its end`() {
    let told = [[tells("dentist", .arranged)], [tells("dentist", .declined)], [tells("dentist", .arranged)]]
    #expect(matters(told).map(\.isOpen) == [false, true])
  }
}

@Suite struct `Matters of all` {
  private func pending(_ number: UInt64, day: Int32, _ kind: Kind = "debt-advice") -> Pending {
    let event = Event(
      id: EventID(origin: 1, sequence: number), handle: Handle(high: 1, low: number),
      happened: When(Day(number: day), hour: 12, minute: 0), recorded: Moment(milliseconds: 0),
      content: .note(Line("linje"), given: [GivenReading(kind, .arranged), GivenReading("transport")]))
    let view = Matters(of: Storyline.tell([event]) { _ in LineReading() })
    return Pending(event.handle, view.matters[0])
  }

  @Test func `are told with the newest still first, and counted by topic`() {
    let all = AllMatters(
      [pending(1, day: 80), pending(2, day: 10), pending(3, day: 95), pending(4, day: 40, "dentist")],
      today: Day(number: 100), most: 2)
    #expect(all.still.map(\.handle.low) == [1, 4])
    #expect(all.more == 1)
    #expect(all.topics.map(\.topic) == [.debt, .teeth])
    #expect(all.topics.map(\.still) == [2, 1] && all.topics.map(\.open) == [3, 1])
  }
}
