import Events

/// An event before it is recorded: it has no id yet. Where it names another that has none either, it names that
/// one's ticket, as an id of origin 0; or of origin 1 when the ticket is needed again.
struct Draft: Sendable {
  /// What the event adds to the totals when it is written.
  enum Account: Sendable {
    case nothing, held, cancelled, participant, withdrawn, homeVisit
    case counts(Counts, less: Counts)
  }

  var event: Event
  var device: Int
  var ticket: UInt64 = 0
  var account = Account.nothing
  /// Whose keys are to be destroyed with it.
  var erases: [Handle] = []
}

/// Drafts wait here until the week in which they are recorded is written out, in the order of recording.
struct Outbox: Sendable {
  private struct Device: Sendable {
    let origin: UInt64
    var sequence: UInt64 = 0
  }

  private(set) var told = Totals()
  private var drafts: [Draft] = []
  private var devices: [Device] = []
  private var ids: [UInt64: EventID] = [:]
  private var lastTicket: UInt64 = 0

  /// A new phone, or the hub.
  mutating func device(_ chance: inout Chance) -> Int {
    devices.append(Device(origin: chance.next() | 2))
    return devices.count - 1
  }

  mutating func ticket() -> UInt64 {
    lastTicket += 1
    return lastTicket
  }

  mutating func add(_ draft: Draft) { drafts.append(draft) }

  /// Takes out all that waits and is about these, or names them.
  mutating func forget(_ handles: [Handle]) {
    drafts.removeAll { draft in
      handles.contains(draft.event.handle)
        || draft.event.content.line?.mentions.contains { handles.contains($0) } ?? false
    }
  }

  /// All that was recorded before `end`, with ids.
  mutating func flush(before end: Moment) -> [Step] {
    var due: [(at: Int64, index: Int)] = []
    var later: [Draft] = []
    for index in drafts.indices {
      if drafts[index].event.recorded < end {
        due.append((drafts[index].event.recorded.milliseconds, index))
      } else {
        later.append(drafts[index])
      }
    }
    due.sort { $0 < $1 }
    var steps: [Step] = []
    steps.reserveCapacity(due.count)
    for (_, index) in due { write(drafts[index], to: &steps) }
    drafts = later
    return steps
  }

  /// What names an event that was never written is not written either.
  private mutating func write(_ draft: Draft, to steps: inout [Step]) {
    var event = draft.event
    guard resolve(&event) else { return }
    devices[draft.device].sequence += 1
    event.id = EventID(origin: devices[draft.device].origin, sequence: devices[draft.device].sequence)
    if draft.ticket != 0 { ids[draft.ticket] = event.id }
    account(for: event, draft.account)
    told.erased += draft.erases.count
    steps.append(draft.erases.isEmpty ? .event(event) : .erase(draft.erases, event))
  }

  private mutating func resolve(_ event: inout Event) -> Bool {
    if let occasion = event.occasion {
      guard let id = id(for: occasion) else { return false }
      event.occasion = id
    }
    switch event.content {
    case .correction(let target, let amendment):
      guard let id = id(for: target) else { return false }
      event.content = .correction(of: id, amendment)
    case .retraction(let target, let reason):
      guard let id = id(for: target) else { return false }
      event.content = .retraction(of: id, reason: reason)
    case .promise(let step, let target, let line):
      guard let id = id(for: target) else { return false }
      event.content = .promise(step, of: id, line)
    default: break
    }
    return true
  }

  private mutating func id(for ticket: EventID) -> EventID? {
    ticket.origin == 0 ? ids.removeValue(forKey: ticket.sequence) : ids[ticket.sequence]
  }

  private mutating func account(for event: Event, _ account: Draft.Account) {
    told.events += 1
    if event.content.line != nil { told.lines += 1 }
    switch account {
    case .nothing: break
    case .held: told.held(in: event.happened.day.civil.year)
    case .cancelled: told.stopsCancelled += 1
    case .participant: told.participants += 1
    case .withdrawn: told.withdrawn += 1
    case .homeVisit: told.homeVisits += 1
    case .counts(let counts, let old): told.count(counts, less: old, in: event.happened.day.civil.year)
    }
  }
}

extension EventID {
  /// Stands for an event that has no id yet. `again` when another will name it later.
  init(ticket: UInt64, again: Bool = false) { self.init(origin: again ? 1 : 0, sequence: ticket) }
}
