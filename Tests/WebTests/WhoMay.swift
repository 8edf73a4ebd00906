/// Who may take which route, written out: whoever adds a route adds a row and thinks about each column.
enum WhoMay {
  /// In the order of the columns.
  static let columns: [TestSite.Who] = [.stranger, .helper, .elsewhere, .researcher, .admin, .locked]

  /// `+` is let in, `-` is refused. The person whom a path names is Ole: `helper` has met him, `elsewhere` has not.
  static let table: [String: String] = [
    // stranger, helper, elsewhere, researcher, admin, locked
    "GET /files/{name}": "++++++",
    "GET /health": "++++++",
    "GET /metrics": "++++++",
    "GET /openapi.json": "++++++",
    "GET /ready": "++++++",

    "GET /people/{person}/brief": "-+----",
  ]

  static func may(_ who: TestSite.Who, _ row: String) -> Bool? {
    columns.firstIndex(of: who).map { Array(row)[$0] == "+" }
  }
}
