import Events

/// Where all writing goes through: the pen, the outbox, and the clock by which one line follows another.
struct Desk: Sendable {
  var pen: Pen
  var outbox = Outbox()
  /// When the last line was written, in civil milliseconds.
  private var clock: Int64 = 0

  init(_ chance: Chance) { pen = Pen(chance) }

  mutating func newDevice() -> Int { outbox.device(&pen.chance) }

  /// From here on lines are written one after another from this minute.
  mutating func sit(at minute: Int64) { clock = minute * 60_000 + Int64(pen.chance.among(5_000...50_000)) }

  /// Writes at another time, and comes back.
  mutating func aside(at minute: Int64, _ write: (inout Desk) -> Void) {
    let seat = clock
    sit(at: minute)
    write(&self)
    clock = seat
  }

  /// Some seconds after the line before.
  private mutating func moment() -> Moment {
    clock += Int64(pen.chance.among(9_000...70_000))
    return Clock.moment(clock / 60_000, milliseconds: Int(clock % 60_000))
  }

  /// Writes one event, now. What happened later than now happened now.
  mutating func write(
    _ content: Content, about handle: Handle, _ occasion: Occasion, ticket: UInt64 = 0,
    account: Draft.Account = .nothing, with first: UInt64 = 0, erases: [Handle] = []
  ) {
    let recorded = moment()
    let happened = min(occasion.minute, clock / 60_000)
    let event = Event(
      id: EventID(origin: 0, sequence: 0), handle: handle, happened: When(minute: happened),
      recorded: recorded,
      by: occasion.helper.name, at: occasion.at, occasion: first == 0 ? nil : EventID(ticket: first),
      content: content)
    outbox.add(
      Draft(
        event: event, device: occasion.helper.device, ticket: ticket, account: account, erases: erases))
  }

  /// Writes one event some days after the line before: there was no signal, or someone saw a mistake.
  mutating func write(
    _ content: Content, about handle: Handle, _ occasion: Occasion, happened: When, daysLater: Int,
    account: Draft.Account = .nothing
  ) {
    let wait = Int64(daysLater * 1440 + pen.chance.among(-300...200))
    let minute = max(clock / 60_000 + 1, clock / 60_000 + wait)
    let event = Event(
      id: EventID(origin: 0, sequence: 0), handle: handle, happened: happened,
      recorded: Clock.moment(minute, milliseconds: pen.chance.below(60_000)), by: occasion.helper.name,
      at: occasion.at, content: content)
    outbox.add(Draft(event: event, device: occasion.helper.device, account: account))
  }
}

/// When, where and by whom something is told.
struct Occasion {
  let helper: Helper
  /// The stop; empty elsewhere.
  let at: String
  /// When it happened, in civil minutes.
  let minute: Int64
}
