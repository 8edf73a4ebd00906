import Events
import Simulation
import Testing

/// What every event of a simulation holds to, whatever the seed.
@Suite struct `What a simulation tells` {
  private let events: [Event]
  private let names: [Handle: [String]]

  init() {
    var simulation = Simulation(seed: 11, years: 4, scale: 0.2)
    var events: [Event] = []
    while let week = simulation.next() { events += week.map(\.event) }
    self.events = events
    var names: [Handle: [String]] = [:]
    for event in events {
      if case .nameGiven(let name, _) = event.content { names[event.handle, default: []].append(name) }
    }
    self.names = names
  }

  @Test func `never repeats an id, and numbers grow by one from each origin`() {
    var last: [UInt64: UInt64] = [:]
    for event in events {
      #expect(event.id.sequence == last[event.id.origin, default: 0] + 1)
      last[event.id.origin] = event.id.sequence
    }
  }

  @Test func `is recorded after it happened`() {
    for event in events {
      let earliest = (event.happened.minute - 120) * 60_000
      #expect(event.recorded.milliseconds >= earliest)
    }
    let late = events.filter { $0.recorded.milliseconds - $0.happened.minute * 60_000 > 5 * 86_400_000 }
    #expect(late.count > events.count / 200)
    #expect(events.contains { $0.happened.isVaguerThanDay })
  }

  @Test func `says nothing of a person before a yes or after it is taken back`() {
    var open: Set<Handle> = []
    for event in events where !event.handle.isOrganisation {
      if case .consentGiven(let agreement) = event.content, agreement.purposes.contains(.care) {
        open.insert(event.handle)
      }
      #expect(open.contains(event.handle), "\(event.content)")
      if case .consentWithdrawn(let purposes) = event.content, purposes.contains(.care) {
        open.remove(event.handle)
      }
    }
  }

  @Test func `mentions no one before a yes or after it is taken back`() {
    var open: Set<Handle> = []
    for event in events {
      for handle in event.content.line?.mentions ?? [] { #expect(open.contains(handle)) }
      switch event.content {
      case .consentGiven(let agreement) where agreement.purposes.contains(.care): open.insert(event.handle)
      case .consentWithdrawn(let purposes) where purposes.contains(.care): open.remove(event.handle)
      default: break
      }
    }
  }

  @Test func `holds no participant's name in a line, and a mark for each mention`() {
    let directory = Directory(names.flatMap { handle, names in names.map { (name: $0, handle: handle) } })
    let firsts = Set(
      names.values.joined().compactMap { $0.split(separator: " ").first }.filter {
        $0.first?.isUppercase ?? false
      })
    for event in events {
      guard let line = event.content.line else { continue }
      #expect(directory.mentions(in: line.text).isEmpty, "\(line.text)")
      let words = line.text.split { !$0.isLetter }
      #expect(!words.contains { firsts.contains($0) }, "\(line.text)")
      #expect(line.text.count(where: { $0 == Line.mark }) == line.mentions.count)
    }
  }

  @Test func `corrects, takes back and settles only what was told before`() {
    var told: [EventID: Handle] = [:]
    for event in events {
      for target in targets(of: event) { #expect(told[target] == event.handle) }
      if let occasion = event.occasion { #expect(told[occasion] != nil) }
      told[event.id] = event.handle
    }
    for type in [EventType.correction, .retraction, .promiseKept, .promiseRepaired, .samePerson, .erased] {
      #expect(events.contains { $0.content.type == type }, "\(type)")
    }
    #expect(events.contains { $0.occasion != nil })
  }

  @Test func `opens every stop that is held, and counts it once, when it closes`() {
    var closing: [String: Int64] = [:]
    var counted: [String: Int] = [:]
    for event in events where event.handle.isOrganisation && !event.at.isEmpty {
      let key = "\(event.at) \(event.happened.day)"
      switch event.content {
      case .stopOpened: closing[key] = event.happened.minute + 120
      case .stopCounted, .note:
        if closing[key] == event.happened.minute { counted[key, default: 0] += 1 }
      default: break
      }
    }
    #expect(Set(counted.keys) == Set(closing.keys))
    #expect(counted.values.allSatisfy { $0 == 1 })
  }

  @Test func `masks nothing, for there is nothing to mask`() {
    for event in events {
      guard let line = event.content.line else { continue }
      #expect(Masking.mask(line.text).found.isEmpty, "\(line.text)")
    }
  }

  @Test func `gives few names to more than one person`() {
    let all = names.values.joined()
    #expect(all.count - Set(all).count < all.count / 20)
  }

  private func targets(of event: Event) -> [EventID] {
    switch event.content {
    case .correction(let target, _), .retraction(let target, _), .promise(_, let target, _): [target]
    default: []
    }
  }
}
