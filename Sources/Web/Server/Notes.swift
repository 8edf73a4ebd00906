internal import Access
internal import Synchronization

/// What is to be said on the next page of a device: once, and never in an address.
final class Notes: Sendable {
  private let waiting = Mutex<[Seat.ID: String]>([:])

  func leave(_ note: String, for seat: Seat.ID) { waiting.withLock { $0[seat] = note } }
  func take(for seat: Seat.ID) -> String? { waiting.withLock { $0.removeValue(forKey: seat) } }
}
