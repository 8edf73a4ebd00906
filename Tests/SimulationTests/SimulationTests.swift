import Events
import Simulation
import Testing

@Suite struct `A simulation` {
  @Test func `tells the same bytes from the same seed, and others from another`() {
    let one = digest(seed: 7)
    #expect(one == digest(seed: 7))
    #expect(one != digest(seed: 8))
  }

  @Test func `has the size of the real organisation`() {
    let told = tell(seed: 1, scale: 1)
    #expect(isNear(told.stopsHeld, 17_000))
    #expect(isNear(told.heads, 205_000))
    #expect(isNear(told.meals, 210_000))
    #expect(isNear(told.participants, 6000))
    #expect((210_000...250_000).contains(told.events))
    #expect(told.byYear.values.reduce(0) { $0 + $1.heads } == told.heads)
    #expect(told.byYear.values.reduce(0) { $0 + $1.meals } == told.meals)
    #expect(told.byYear.values.reduce(0) { $0 + $1.stopsHeld } == told.stopsHeld)
  }

  @Test func `counts its own events`() {
    var simulation = Simulation(seed: 3, years: 3, scale: 0.1)
    var types: [EventType: Int] = [:]
    var lines = 0
    var erased = 0
    while let week = simulation.next() {
      for step in week {
        types[step.event.content.type, default: 0] += 1
        if step.event.content.line != nil { lines += 1 }
        if case .erase(let handles, let event) = step {
          #expect(event.content == .erased(handles))
          erased += handles.count
        }
      }
    }
    let told = simulation.told
    #expect(told.events == types.values.reduce(0, +))
    #expect(told.lines == lines)
    #expect(told.stopsHeld == types[.stopOpened])
    #expect(told.stopsCancelled == types[.stopCancelled])
    #expect(told.participants == types[.nameGiven])
    #expect(told.erased == erased)
  }

  @Test func `writes one week at a time, in the order of recording`() throws {
    var simulation = Simulation(seed: 4, years: 2, scale: 0.2)
    var monday = Day(year: 2021, month: 1, day: 4)
    var last = Moment(milliseconds: .min)
    while let week = simulation.next() {
      for step in week {
        let recorded = step.event.recorded
        #expect(recorded >= last)
        last = recorded
      }
      if let first = week.first, let end = week.last {
        #expect(local(first.event.recorded) >= Int64(monday.number) * 1440 - 60)
        #expect(local(end.event.recorded) < Int64(monday.number + 7) * 1440 + 60)
      }
      monday = monday + 7
    }
  }

  @Test func `makes one long story of exactly as many events as asked for`() {
    let story = Simulation.longStory(seed: 5, events: 2500)
    #expect(story.count == 2500)
    #expect(Set(story.map(\.handle)).count == 1)
    #expect(Set(story.map(\.id)).count == 2500)
    #expect(story.first?.content.type == .consentGiven)
  }

  private func digest(seed: UInt64) -> UInt64 {
    var simulation = Simulation(seed: seed, years: 2, scale: 0.05)
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    while let week = simulation.next() {
      for step in week {
        for byte in step.event.id.bytes + step.event.handle.bytes + step.event.body {
          hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3
        }
      }
    }
    return hash
  }

  private func tell(seed: UInt64, scale: Double) -> Totals {
    var simulation = Simulation(seed: seed, scale: scale)
    while simulation.next() != nil {}
    return simulation.told
  }

  /// Within 3 %.
  private func isNear(_ count: Int, _ wanted: Int) -> Bool { abs(count - wanted) * 100 <= wanted * 3 }

  private func local(_ moment: Moment) -> Int64 { moment.milliseconds / 60_000 + 60 }
}
