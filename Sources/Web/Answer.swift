internal import HTTPTypes

/// What comes of a request. The same answer is a page to people and an object to programs.
enum Answer: Sendable {
  /// A page by its template. `told` fills it, and is what a program is given.
  case page(String, title: String, told: any Encodable & Sendable, status: HTTPResponse.Status = .ok)
  /// Something was done: people go on to a page, programs are told what came of it.
  case done(to: String, told: any Encodable & Sendable, note: String? = nil)
  /// The same request belongs elsewhere: method and body are sent again.
  case onwards(to: String)
  /// For programs alone, at whichever path.
  case data(any Encodable & Sendable)
  /// Bytes as they are, under this type of media.
  case bytes([UInt8], type: String, headers: [(HTTPField.Name, String)] = [])
  /// Whatever else: a cookie is set, a way is shown.
  indirect case with(Answer, headers: [(HTTPField.Name, String)])
}

/// An answer that says nothing more.
struct Nothing: Encodable, Sendable {}

extension HTTPField.Name {
  static let referrerPolicy = HTTPField.Name("Referrer-Policy") ?? .eTag
  static let permissionsPolicy = HTTPField.Name("Permissions-Policy") ?? .eTag
  static let openerPolicy = HTTPField.Name("Cross-Origin-Opener-Policy") ?? .eTag
  static let resourcePolicy = HTTPField.Name("Cross-Origin-Resource-Policy") ?? .eTag
  static let forwardedFor = HTTPField.Name("X-Forwarded-For") ?? .eTag
  static let fetchSite = HTTPField.Name("Sec-Fetch-Site") ?? .eTag
  /// Names the token of the seat, where a program writes.
  static let seatToken = HTTPField.Name("Tillid-Token") ?? .eTag
}
