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
    .get("/metrics", .anyone, "Counts for a monitor, without a person in them.") { visit in
      let text = try visit.site.count.text() + visit.fleetMetrics() + "# EOF\n"
      return .bytes(
        Array(text.utf8), type: "application/openmetrics-text; version=1.0.0; charset=utf-8")
    }.forPeople,
  ]
}
