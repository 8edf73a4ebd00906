import Events

/// A few people and what is told of them, for tests that say one thing.
func event(
  _ sequence: UInt64, _ handle: Handle, _ content: Content, minute: Int64 = 29_000_000, recorded: Int64? = nil
) -> Event {
  Event(
    id: EventID(origin: 50, sequence: sequence), handle: handle, happened: When(minute: minute),
    recorded: Moment(milliseconds: recorded ?? Int64(sequence)), at: "Nibe", content: content)
}

let a = Handle(high: 5, low: 5)
let b = Handle(high: 3, low: 3)
let c = Handle(high: 7, low: 7)

func yes(_ sequence: UInt64, _ handle: Handle) -> Event {
  event(sequence, handle, .consentGiven(Agreement([.care])), minute: 1000)
}
