internal import HTTPTypes

/// The cookie by which a device is known again.
enum SeatCookie {
  static let name = "tillid"

  /// Ninety days, as long as a seat lasts at most.
  private static let lasts = 90 * 86_400

  static func set(_ cookie: String, _ settings: Settings) -> (HTTPField.Name, String) {
    (.setCookie, "\(name)=\(cookie); Max-Age=\(lasts); \(ending(settings)); HttpOnly")
  }

  static func clear(_ settings: Settings) -> (HTTPField.Name, String) {
    (.setCookie, "\(name)=; Max-Age=0; \(ending(settings)); HttpOnly")
  }

  /// What was chosen on this device: no secret. Nothing in it forgets the choice.
  static func keep(_ name: String, _ value: String, _ settings: Settings) -> (HTTPField.Name, String) {
    (.setCookie, "\(name)=\(value); Max-Age=\(value.isEmpty ? 0 : 365 * 86_400); \(ending(settings))")
  }

  /// Keeps a state while somebody is at the provider.
  static let wayName = "tillid-way"

  static func way(_ state: String, _ settings: Settings) -> (HTTPField.Name, String) {
    (.setCookie, "\(wayName)=\(state); Max-Age=600; \(ending(settings)); HttpOnly")
  }

  private static func ending(_ settings: Settings) -> String {
    "Path=/; SameSite=Lax" + (settings.isSecure ? "; Secure" : "")
  }
}
