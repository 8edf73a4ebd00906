/// The cookie by which a device is known again.
enum SeatCookie {
  static let name = "tillid"
}
