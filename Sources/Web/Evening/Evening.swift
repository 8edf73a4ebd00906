internal import Events
internal import Faces
internal import Notebook
internal import Promises
internal import Rebuild
internal import Trust

/// One stop on one evening: who may come, and what we should have in mind.
struct Evening: Sendable {
  let stop: String
  /// Who usually comes here, by name.
  let usual: [Guest]
  /// Whom nobody has seen for longer than is usual for them, by name.
  let missed: [Guest]
  /// What we have promised those of both, the most pressing first.
  let owed: [(guest: Guest, pledge: Pledge)]
  let counts: Events::Counts

  struct Guest: Sendable {
    let person: Handle
    let name: String
    let last: Day
    /// Days that mostly lie between two meetings; nil where it is not unusual that we have not met.
    var usually: Days?
  }
}

/// What the evenings are made of, in memory.
final class Evenings: Sendable {
  private let comings = Gathered(Faces.self, Comings.init)
  private let pledges = Gathered(Promises.self) { $0.pledges.filter(\.isOwed) }
  private let counts = DayCounts()

  /// - Parameter seen: who may be shown.
  func evening(
    at stop: String, _ today: Day, _ notebook: Notebook, seen: (Comings) -> Bool
  ) throws -> Evening {
    let (key, engine) = (stop.lowercased(), notebook.engine)
    let here: [(Handle, Comings)] = try comings.all(engine).made.compactMap { handle, comings in
      guard seen(comings), comings.isUsual(at: key, today) || comings.belongs(to: key, today) else {
        return nil
      }
      return (handle, comings)
    }
    let pauses = try pauses(here.filter { today - $0.1.last > Self.least }.map(\.0), today, engine)
    var guests: [Handle: Evening.Guest] = [:]
    for (handle, comings) in here where comings.isUsual(at: key, today) || pauses[handle] != nil {
      let name = try notebook.name(of: handle)
      guests[handle] = Evening.Guest(person: handle, name: name, last: comings.last, usually: pauses[handle])
    }
    let sorted = guests.values.sorted { ($0.name, $0.person) < ($1.name, $1.person) }
    return Evening(
      stop: stop, usual: sorted.filter { $0.usually == nil }, missed: sorted.filter { $0.usually != nil },
      owed: try owed(guests, today, engine), counts: try counts.counts(at: key, today, notebook))
  }

  /// Nobody's pause is called unusual before.
  private static let least = Days(14)

  /// The usual gaps of those whose present pause is longer than is usual for them.
  private func pauses(_ people: [Handle], _ today: Day, _ engine: Engine) throws -> [Handle: Days] {
    var pauses: [Handle: Days] = [:]
    try engine.views(Trust.self, of: people) { handle, _, trust in
      guard let pause = trust.pauses(today: today).last, pause.until == nil else { return }
      pauses[handle] = trust.rhythm?.usual
    }
    return pauses
  }

  private func owed(_ guests: [Handle: Evening.Guest], _ today: Day, _ engine: Engine) throws -> [(
    guest: Evening.Guest, pledge: Pledge
  )] {
    let due = try pledges.all(engine).made.compactMap { handle, pledges in
      guests[handle].map { guest in
        pledges.filter { $0.isOfTonight(today) }.map { (guest, $0) }
      }
    }
    return due.flatMap(\.self).sorted { a, b in
      (a.1.far(from: today), a.1.told.event) < (b.1.far(from: today), b.1.told.event)
    }
  }

  /// Who was met since some day, by name.
  func met(since day: Day, _ notebook: Notebook, seen: (Comings) -> Bool) throws -> [Named] {
    let people = try comings.all(notebook.engine).made.compactMap { handle, comings in
      comings.last > day && seen(comings) ? handle : nil
    }
    return try people.map { Named(person: $0, name: try notebook.name(of: $0)) }.sorted()
  }

  /// Who has a name with a word that begins so.
  func called(_ words: String, _ notebook: Notebook) throws -> [Named] {
    let asked = words.lowercased()
    let called = try notebook.everybody().filter { _, names in
      names.contains { name in
        let name = name.lowercased()
        return name.hasPrefix(asked) || name.contains(" " + asked)
      }
    }
    return try called.keys.map { Named(person: $0, name: try notebook.name(of: $0)) }.sorted()
  }

  struct Named: Comparable, Sendable {
    let person: Handle
    let name: String

    static func < (a: Named, b: Named) -> Bool { (a.name, a.person) < (b.name, b.person) }
  }
}

extension Pledge {
  /// Due within a week, or not long overdue: what we owe from last year is for a quiet hour.
  fileprivate func isOfTonight(_ today: Day) -> Bool {
    due.map { today + -60 < $0.day && $0.day < today + 8 } ?? false
  }

  fileprivate func far(from today: Day) -> Int { due.map { abs(($0.day - today).count) } ?? .max }
}
