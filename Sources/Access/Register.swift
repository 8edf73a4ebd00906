public import Events
internal import Synchronization

/// Who may come in, and on which device.
public final class Register: Sendable {
  private let seats = Mutex<[String: Seat]>([:])

  public init() {}

  /// The seat that a cookie names; nil where it was ended or never was.
  public func seat(_ cookie: String, _ now: Moment) throws -> Seat? { seats.withLock { $0[cookie] } }

  public func sit(_ seat: Seat, cookie: String) { seats.withLock { $0[cookie] = seat } }
}
