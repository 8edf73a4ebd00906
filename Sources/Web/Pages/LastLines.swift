internal import Access
internal import Events
internal import Notebook
internal import Synchronization

/// What is said once of the last line of a device, and kept nowhere else: names of those who are not remembered
/// stand in no event and in no address.
final class LastLines: Sendable {
  private let lines = Mutex<[Seat.ID: (first: EventID, kept: Kept)]>([:])

  func leave(_ kept: Kept, for seat: Seat.ID) {
    guard let first = kept.events.first else { return }
    lines.withLock { $0[seat] = (first, kept) }
  }

  /// Nil when the device has written another line since.
  func kept(_ first: EventID, for seat: Seat.ID) -> Kept? {
    lines.withLock { lines in
      guard let last = lines[seat], last.first == first else { return nil }
      return last.kept
    }
  }

  func forget(_ seat: Seat.ID) { lines.withLock { $0[seat] = nil } }
}

/// What each device has told last of a promise, which alone can be undone. A start forgets it.
final class LastPledges: Sendable {
  private let last = Mutex<[Seat.ID: EventID]>([:])

  func leave(_ event: EventID, for seat: Seat.ID) { last.withLock { $0[seat] = event } }
  func isLast(_ event: EventID, of seat: Seat.ID) -> Bool { last.withLock { $0[seat] == event } }
  func forget(_ seat: Seat.ID) { last.withLock { $0[seat] = nil } }
}

/// Numbers for the lines of our own forms: the same form sent twice is one line.
final class FormIDs: Sendable {
  private let last = Mutex<UInt64>(0)

  /// Grows with the time, so that it goes on after a restart.
  func next(_ seat: Seat, _ now: Now) -> EventID {
    let sequence = last.withLock { last in
      last = max(last + 1, UInt64(max(0, now.moment.milliseconds)))
      return last
    }
    return EventID(origin: seat.origins.forms, sequence: sequence * UInt64(Notebook.mostRecords))
  }
}
