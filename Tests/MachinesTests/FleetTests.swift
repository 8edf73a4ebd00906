import Events
import TestGround
import Testing

@testable import Machines

@Suite struct `The fleet` {
  private func event(_ number: UInt64, at second: Int64, _ content: Content) -> Event {
    Event(
      id: EventID(origin: 1 + number % 3, sequence: number), handle: .organisation,
      happened: When(Day(year: 2026, month: 3, day: 7), hour: 12, minute: 0),
      recorded: Moment(milliseconds: second * 1000),
      content: content)
  }

  /// Admissions, new origins, lock-outs, many of them at the same moment.
  private func events(_ chance: inout Seeded) -> [Event] {
    (1...40).map { (number: UInt64) in
      let name = ["nibe", "aarhus", "van-nord", "van-syd"].randomElement(using: &chance) ?? "nibe"
      let at = Int64.random(in: 1...6, using: &chance)
      if Int.random(in: 0..<6, using: &chance) == 0 {
        return event(number, at: at, .machineLockedOut(name: name, reason: "\(number)"))
      }
      let machine = Machine(
        name, .van, region: ["", "nord", "syd"].randomElement(using: &chance) ?? "",
        origin: .random(in: 0...6, using: &chance), publicKey: [UInt8](repeating: UInt8(number), count: 32))
      return event(number, at: at, .machineAdmitted(machine))
    }
  }

  @Test("It is the same in whatever order its events came, and however often")
  func anyOrder() {
    var chance = Seeded(92)
    for _ in 0..<200 {
      let events = events(&chance)
      var (one, other) = (Fleet(), Fleet())
      for event in events { one.take(event) }
      for event in events.shuffled(using: &chance) + events.shuffled(using: &chance) { other.take(event) }
      #expect(one == other)
    }
  }

  @Test(
    "A machine that was locked out stays so, also when it is admitted afterwards, and the first reason counts"
  )
  func lockedOutForGood() {
    let machine = Machine("van-nord", .van, origin: 7, publicKey: [UInt8](repeating: 7, count: 32))
    var fleet = Fleet()
    fleet.take(event(1, at: 1, .machineAdmitted(machine)))
    fleet.take(event(3, at: 3, .machineLockedOut(name: "van-nord", reason: "igen")))
    fleet.take(event(2, at: 2, .machineLockedOut(name: "van-nord", reason: "stjålet")))
    fleet.take(event(4, at: 4, .machineAdmitted(machine)))
    #expect(fleet.isLockedOut("van-nord"))
    #expect(fleet.active.isEmpty)
    #expect(fleet.lockOut(of: "van-nord")?.reason == "stjålet")
  }

  @Test("That a broker was asked to begin anew is said until it answers, or has had the time to")
  func brokerEnded() throws {
    let membership = try Site("nibe").membership()
    func said(_ minutes: Int64?, isConnected: Bool = false) -> String {
      var state = CarrierState()
      (state.at, state.isConnected) = (3_600_000, isConnected)
      state.brokerEnded = minutes.map { 3_600_000 - $0 * 60_000 }
      let report = membership.report(at: Moment(milliseconds: 3_600_000), state: state)
      return report.remarks(.danish).joined()
    }
    #expect(said(2).contains("begynde forfra for 2 min siden") && !said(2).contains("systemctl status"))
    for late in [said(nil), said(11)] {
      #expect(late.contains("systemctl status tillid-broker") && !late.contains("forfra"))
    }
    #expect(said(2, isConnected: true) == "")
  }

  @Test("A machine that was restored is known under both its origins")
  func origins() {
    var fleet = Fleet()
    for (number, origin) in [(1, 7), (2, 8)] as [(UInt64, UInt64)] {
      let machine = Machine(
        "van-nord", .van, region: "nord", origin: origin, publicKey: [UInt8](repeating: 7, count: 32))
      fleet.take(event(number, at: Int64(number), .machineAdmitted(machine)))
    }
    #expect(fleet.origins(of: "van-nord") == [7, 8])
    #expect(fleet.machine(writingAs: 7)?.region == "nord")
    #expect(fleet["van-nord"]?.origin == 8)
  }
}

@Suite struct `Whose region somebody is of` {
  private let fleet: Fleet = {
    var fleet = Fleet()
    for (number, region) in ["nord", "syd"].enumerated() {
      let machine = Machine(
        "van-\(region)", .van, region: region, origin: UInt64(number + 1),
        publicKey: [UInt8](repeating: 1, count: 32))
      fleet.take(
        Event(
          id: EventID(origin: 9, sequence: UInt64(number + 1)), handle: .organisation,
          happened: When(Day(year: 2026, month: 3, day: 7), hour: 12, minute: 0),
          recorded: Moment(milliseconds: 1),
          content: .machineAdmitted(machine)))
    }
    return fleet
  }()

  private func event(_ id: EventID, _ at: Int64, _ content: Content, _ handle: Handle) -> Event {
    Event(
      id: id, handle: handle, happened: When(Day(year: 2026, month: 3, day: 7), hour: 12, minute: 0),
      recorded: Moment(milliseconds: at), content: content)
  }

  private func regions(_ events: [Event]) -> Regions {
    var regions = Regions()
    for event in events {
      regions.see(Header(type: event.content.type, handle: event.handle, id: event.id))
      regions.take(event)
    }
    return regions
  }

  @Test("The region is that of the first yes, until another is told; in any order")
  func anyOrder() {
    var chance = Seeded(93)
    let kaj = Handle.random()
    let yes = [
      event(EventID(origin: 2, sequence: 5), 10, .consentGiven(Agreement([.care])), kaj),
      event(EventID(origin: 1, sequence: 9), 20, .consentGiven(Agreement([.research])), kaj),
    ]
    let moves = [
      event(EventID(origin: 1, sequence: 20), 30, .participantMoved(region: "nord"), kaj),
      event(EventID(origin: 2, sequence: 20), 30, .participantMoved(region: "syd"), kaj),
      event(EventID(origin: 2, sequence: 3), 5, .participantMoved(region: "vest"), kaj),
    ]
    for _ in 0..<50 {
      #expect(regions(yes.shuffled(using: &chance)).region(of: kaj, fleet) == "syd")
      #expect(regions((yes + [moves[0]]).shuffled(using: &chance)).region(of: kaj, fleet) == "nord")
      // Told at the same moment on two machines: the greater id, everywhere.
      #expect(regions((yes + moves).shuffled(using: &chance)).region(of: kaj, fleet) == "syd")
    }
    #expect(regions([]).region(of: kaj, fleet) == "")
  }

  @Test("Of somebody erased, only what needs no key counts, whether it could be read before or not")
  func erased() {
    let kaj = Handle.random()
    let events = [
      event(EventID(origin: 1, sequence: 5), 10, .consentGiven(Agreement([.care])), kaj),
      event(EventID(origin: 2, sequence: 9), 20, .participantMoved(region: "syd"), kaj),
    ]
    var (read, unread) = (regions(events), Regions())
    for event in events { unread.see(Header(type: event.content.type, handle: kaj, id: event.id)) }
    read.erase([kaj])
    unread.erase([kaj])
    #expect(read.region(of: kaj, fleet) == "nord")
    #expect(unread.region(of: kaj, fleet) == "nord")
  }

  @Test("Of somebody erased whose yes came by phone, the machine counts that told where they belong")
  func erasedByPhone() {
    let kaj = Handle.random()
    var regions = regions([
      event(EventID(origin: 77, sequence: 5), 10, .consentGiven(Agreement([.care])), kaj),
      event(EventID(origin: 2, sequence: 9), 10, .participantMoved(region: "syd"), kaj),
    ])
    #expect(regions.region(of: kaj, fleet) == "syd")
    regions.erase([kaj])
    #expect(regions.region(of: kaj, fleet) == "syd")
  }
}
