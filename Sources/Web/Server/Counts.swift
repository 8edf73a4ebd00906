internal import Synchronization

/// What the machine's keeper may know: how many were answered with what, and how long it took. No person, no path.
public final class Counts: Sendable {
  private let sums = Mutex<[Key: Sum]>([:])

  private struct Key: Hashable, Comparable {
    let route: String
    let status: Int
    static func < (one: Key, other: Key) -> Bool { (one.route, one.status) < (other.route, other.status) }
  }

  private struct Sum { var count = 0, microseconds: Int64 = 0 }

  func add(_ route: String, _ status: Int, took: Duration) {
    let (seconds, rest) = took.components
    sums.withLock { sums in
      sums[Key(route: route, status: status), default: Sum()].count += 1
      sums[Key(route: route, status: status)]?.microseconds += seconds * 1_000_000 + rest / 1_000_000_000_000
    }
  }

  /// In the text format of OpenMetrics 1.0, without its end.
  func text() -> String {
    let all = sums.withLock { $0 }.sorted { $0.key < $1.key }
    func lines(_ name: String, _ value: (Sum) -> String) -> String {
      all.map { "\(name){route=\"\($0.key.route)\",status=\"\($0.key.status)\"} \(value($0.value))\n" }
        .joined()
    }
    return "# TYPE tillid_requests counter\n" + lines("tillid_requests_total") { "\($0.count)" }
      + "# TYPE tillid_request_seconds counter\n# UNIT tillid_request_seconds seconds\n"
      + lines("tillid_request_seconds_total") { "\(Double($0.microseconds) / 1_000_000)" }
  }
}
