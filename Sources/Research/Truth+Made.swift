internal import Anonymity
internal import Events
internal import Releases
internal import Scrutiny

extension Truth {
  /// What the attacks may know that nobody else does.
  init(_ made: Anonymised, _ traces: Traces, _ policy: Policy, names: [Handle: [String]]) {
    self.init()
    let pids = Dictionary(uniqueKeysWithValues: zip(made.origin, made.table.cases))
    // Whoever was drawn and then taken out for the guarantee is another kind of person than those who were not drawn.
    let drawn = Set(made.wouldBeOrigin)
    let dropped = Set(policy.kinds.dropped)
    let isNever = traces.kinds.map { dropped.contains($0.kind) }
    for person in traces.keepers.indices {
      let rows = made.original.rows(of: person)
      let days = traces.events(of: person).filter { !isNever[Int(traces.kind[$0])] }.map { traces.day[$0] }
      guard let first = days.first else { continue }
      let events = rows.map { made.original.event($0, first: Int(first.number)) }
      let pid = pids[person]
      let told = Person(
        pid: pid ?? "", handle: traces.keepers[person].bytes, firstDay: Int(first.number), events: events)
      if pid != nil { released.append(told) } else if !drawn.contains(person) { leftOut.append(told) }
    }
    enrolled = released.sorted { ($0.firstDay, $0.pid) < ($1.firstDay, $1.pid) }.map(\.pid)
    let shown = Set(made.table.columns.flatMap(\.words))
    func add(_ what: Secret.What, _ texts: some Sequence<String>) {
      for text in texts where text.count >= 5 && !shown.contains(text) { secrets.append(Secret(what, text)) }
    }
    add(.stop, traces.stops)
    add(.helper, traces.helpers)
    add(.handle, traces.keepers.map(\.description))
    add(.name, names.values.joined())
  }
}

extension EventTable {
  fileprivate func event(_ row: Int, first: Int) -> Truth.Event {
    func word(_ column: ReleaseColumn) -> String { self[column.rawValue].map { $0[row] } ?? "" }
    let (mode, day) = (word(.mode), Truth.day(in: word(.time), first: first))
    return Truth.Event(
      word(.kind), mode: mode.isEmpty ? "happened" : mode, day: day, place: word(.place),
      worker: word(.worker))
  }
}

extension Traces {
  /// The same without some of the persons.
  func without(_ gone: Set<Handle>) -> Traces {
    var left = self
    (left.keepers, left.starts) = ([], [0])
    (left.kind, left.mode, left.day, left.stop, left.helper) = ([], [], [], [], [])
    for person in keepers.indices where !gone.contains(keepers[person]) {
      let rows = events(of: person)
      left.keepers.append(keepers[person])
      left.kind += kind[rows]
      left.mode += mode[rows]
      left.day += day[rows]
      left.stop += stop[rows]
      left.helper += helper[rows]
      left.starts.append(left.kind.count)
    }
    return left
  }
}
