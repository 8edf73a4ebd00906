internal import Events
internal import Foundation
internal import Hummingbird
internal import Notebook
internal import Rebuild

/// What whoever runs the machine asks of the server.
enum Care {
  static let routes: [Route] = [
    .get("/health", .anyone, "The process lives.") { _ in .bytes(Array("ok\n".utf8), type: "text/plain") }
      .forPeople,
    .get("/ready", .anyone, "Log and views answer, and the views are at the end of the log.") { visit in
      _ = try visit.notebook.engine.words()
      return .bytes(Array("ready\n".utf8), type: "text/plain")
    }.forPeople,
    .get("/metrics", .anyone, "Counts for a monitor, nobody in them; of machines where it shows its token.") {
      visit in
      let fleet = visit.isMonitor ? try visit.fleetMetrics() : ""
      let text = visit.site.count.text() + fleet + "# EOF\n"
      return .bytes(
        Array(text.utf8), type: "application/openmetrics-text; version=1.0.0; charset=utf-8")
    }.forPeople,
  ]
}

extension Settings {
  /// Whether this is the monitor's token. How long that takes says nothing of how much of it was right.
  func isMonitor(_ said: String?) -> Bool {
    guard let token = monitorToken.map({ Array($0.utf8) }), let said = said.map({ Array($0.utf8) }),
      said.count == token.count
    else { return false }
    return zip(said, token).reduce(0) { $0 | ($1.0 ^ $1.1) } == 0
  }
}
