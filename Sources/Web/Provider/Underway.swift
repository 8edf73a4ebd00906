internal import Access
internal import Events
internal import Keyring
internal import Synchronization

/// Who has been sent to the provider and is not back yet: in memory, since it is a matter of minutes.
final class Underway: Sendable {
  struct Departure: Sendable {
    /// Comes back in the address, and lies in a cookie of the browser that left: none can come back for another.
    let state: String
    /// Comes back within what the provider signs.
    let nonce: String
    /// Only its fingerprint goes out; whoever has only seen the code cannot use it (RFC 7636).
    let verifier: String
    let at: Moment

    var challenge: String {
      get throws {
        let bytes = Array(verifier.utf8)
        let span = bytes.span
        return try Digest.sha256(span.bytes).urlText
      }
    }
  }

  private let away = Mutex<[String: Departure]>([:])
  private static let patience: Int64 = 10 * 60_000
  private static let most = 1000

  func leave(_ now: Moment) throws -> Departure {
    let departure = Departure(
      state: try randomText(16), nonce: try randomText(16), verifier: try randomText(32), at: now)
    try away.withLock { away in
      away = away.filter { now.milliseconds - $0.value.at.milliseconds < Self.patience }
      guard away.count < Self.most else { throw WebRefusal.tooOften(seconds: 60) }
      away[departure.state] = departure
    }
    return departure
  }

  /// Once.
  func comeBack(_ state: String, _ now: Moment) -> Departure? {
    guard let departure = away.withLock({ $0.removeValue(forKey: state) }) else { return nil }
    return now.milliseconds - departure.at.milliseconds < Self.patience ? departure : nil
  }
}
