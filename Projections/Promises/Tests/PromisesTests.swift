import Events
import Foundation
import Promises
import StoryTelling
import Testing

@Suite struct `What may be expected of us` {
  @Test func `is what the field reference works out`() {
    let nothing = Opinion(kept: 0, broken: 0)
    #expect(nothing.uncertainty == 1 && nothing.expected == 0.5)
    let some = Opinion(kept: 6, broken: 1)
    #expect(rounded(some.belief) == 0.667 && rounded(some.disbelief) == 0.111)
    #expect(rounded(some.uncertainty) == 0.222 && rounded(some.expected) == 0.778)
  }

  private func rounded(_ share: Double) -> Double { (share * 1000).rounded() / 1000 }

  private func record(kept: [Int], broken: [Int]) -> OurRecord {
    let today = Day(year: 2026, month: 3, day: 7)
    var tally = Tally()
    for (step, ages) in [(PromiseStep.kept, kept), (.broken, broken)] {
      for age in ages {
        let event = Event(
          id: EventID(origin: 1, sequence: 2), handle: Handle(high: 1, low: 1),
          happened: When(today + -age, hour: 12, minute: 0), recorded: Moment(milliseconds: 0), at: "Nibe",
          content: .promise(step, of: EventID(origin: 1, sequence: 1), Line("")))
        Reliability.count(Storyline.entry(event, []) { _ in LineReading() }, into: &tally)
      }
    }
    tally.settle()
    return Reliability.records(tally, today: today).all
  }

  @Test func `weighs what is old less, as the field reference works out`() {
    let ours = record(kept: [10, 25, 60, 90, 200, 400], broken: [45])
    #expect(ours.kept == 6 && ours.broken == 1)
    #expect(hundredths(ours.opinion.kept) == 405 && hundredths(ours.opinion.broken) == 84)
    #expect(hundredths(ours.opinion.belief) == 59 && hundredths(ours.opinion.disbelief) == 12)
    #expect(hundredths(ours.opinion.uncertainty) == 29 && hundredths(ours.opinion.expected) == 73)
  }

  private func hundredths(_ share: Double) -> Int { Int((share * 100).rounded()) }

  @Test(arguments: 0..<40 as Range<UInt64>) func `adds up: belief, disbelief and uncertainty are one whole`(
    seed: UInt64
  ) {
    var chance = Chance(seed: seed)
    func ages() -> [Int] {
      (0..<Int.random(in: 0...9, using: &chance)).map { _ in chance.one(of: [0, 3, 900]) }
    }
    let opinion = record(kept: ages(), broken: ages()).opinion
    #expect(abs(opinion.belief + opinion.disbelief + opinion.uncertainty - 1) < 1e-12)
    #expect(abs(opinion.belief + opinion.uncertainty / 2 - opinion.expected) < 1e-12)
  }

  @Test func `does not count a promise twice when the line of its event says the same`() {
    let line = Line("som lovet")
    let event = Event(
      id: EventID(origin: 1, sequence: 2), handle: Handle(high: 1, low: 1), happened: When(minute: 0),
      recorded: Moment(milliseconds: 0), at: "Gammel Vej",
      content: .promise(.kept, of: EventID(origin: 1, sequence: 1), line))
    var tally = Tally()
    let told = [Reading(kind: "promise-kept", mode: .happened), Reading(kind: "home-visit", mode: .happened)]
    Reliability.count(Storyline.entry(event, []) { _ in LineReading(readings: told) }, into: &tally)
    tally.settle()
    let records = Reliability.records(tally, today: Day(number: 0))
    #expect(records.all.kept == 1)
    #expect(records.stops.map(\.stop) == [""], "no home stands among the stops")
  }
}

@Suite struct `Promises of all` {
  private func owed(_ number: UInt64, due: Int?, fate: Pledge.Fate = .open) -> Owed {
    var pledge = Pledge()
    pledge.told.event = EventID(origin: 1, sequence: number)
    pledge.due = due.map { When(minute: Int64($0) * 1440) }
    pledge.fate = fate
    return Owed(Handle(high: 0, low: number), pledge)
  }

  @Test func `are told apart: what is late, the newest first, and what is due soon`() {
    let all = AllPromises(
      [
        owed(1, due: nil), owed(2, due: 30), owed(3, due: 9), owed(4, due: 5),
        owed(5, due: nil, fate: .broken), owed(6, due: 25), owed(7, due: 60), owed(8, due: 1),
      ], Reliability.records(Tally(), today: Day(number: 20)), today: Day(number: 20), most: 3)
    #expect(all.late.map(\.handle.low) == [3, 4, 8])
    #expect(all.soon.map(\.handle.low) == [6, 2])
    #expect(all.count.owed == 8 && all.count.late == 4 && all.count.soon == 2)
  }
}
