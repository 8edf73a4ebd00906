internal import Anonymity
internal import Events
internal import Releases
internal import Scrutiny

extension Truth {
  /// What the attacks may know that nobody else does.
  init(
    _ made: Anonymised, _ traces: Traces, _ policy: Policy, _ people: People, names: [Handle: [String]]
  ) {
    self.init()
    let pids = Dictionary(uniqueKeysWithValues: zip(made.origin, made.table.cases))
    // Whoever was drawn and then taken out for the guarantee is another kind of person than those who were not drawn.
    let drawn = Set(made.wouldBeOrigin)
    let dropped = Set(policy.kinds.dropped)
    let isNever = traces.kinds.map { dropped.contains($0.kind) }
    for person in traces.keepers.indices {
      guard let first = traces.firstDay(of: person, without: isNever) else { continue }
      let pid = pids[person]
      let told = Person(
        pid: pid ?? "", handle: traces.keepers[person].bytes, firstDay: first,
        events: made.original.events(of: person, first: first))
      if pid != nil { released.append(told) } else if !drawn.contains(person) { leftOut.append(told) }
    }
    others = Truth.strangers(made, people.others, isNever)
    enrolled = released.sorted { ($0.firstDay, $0.pid) < ($1.firstDay, $1.pid) }.map(\.pid)
    let shown = Set(made.table.columns.flatMap(\.words))
    func add(_ what: Secret.What, _ texts: some Sequence<String>) {
      for text in texts where text.count >= 5 && !shown.contains(text) { secrets.append(Secret(what, text)) }
    }
    add(.stop, traces.stops)
    add(.helper, traces.helpers)
    add(.handle, (traces.keepers + people.others.keepers).map(\.description))
    add(.name, names.values.joined())
  }

  /// People who are not in the release, as it would tell of them; those of whom it would tell nothing are left out.
  private static func strangers(_ made: Anonymised, _ traces: Traces, _ isNever: [Bool]) -> [Person] {
    guard let table = made.strangers else { return [] }
    return traces.keepers.indices.compactMap { person in
      traces.firstDay(of: person, without: isNever).map { first in
        Person(firstDay: first, events: table.events(of: person, first: first))
      }
    }
  }
}

extension Traces {
  /// Of what may be told, in days since 1 January 1970.
  func firstDay(of person: Int, without isNever: [Bool] = []) -> Int? {
    events(of: person).first { isNever.isEmpty || !isNever[Int(kind[$0])] }.map { Int(day[$0].number) }
  }
}

extension EventTable {
  /// What somebody may remember of a case whose first day is known.
  func events(of index: Int, first: Int) -> [Truth.Event] {
    rows(of: index).map { event($0, first: first) }
  }

  private func event(_ row: Int, first: Int) -> Truth.Event {
    func word(_ column: ReleaseColumn) -> String { self[column.rawValue].map { $0[row] } ?? "" }
    let (mode, day) = (word(.mode), Truth.day(in: word(.time), first: first))
    return Truth.Event(
      word(.kind), mode: mode.isEmpty ? "happened" : mode, day: day, place: word(.place),
      worker: word(.worker))
  }
}
