internal import Events
internal import Machines
internal import Notebook

extension Visit {
  /// How the machines stand, for a monitor, in the text format of OpenMetrics 1.0; empty on a machine that stands
  /// alone. It names machines, and nobody.
  func fleetMetrics() throws -> String {
    guard let report = try site.machines.report(at: moment) else { return "" }
    let known = report.rows.filter { $0.lockedOut == nil && Machine.isName($0.name) }
    let others = known.filter { !$0.isHere }
    var text = MetricsText()
    text.gauge("tillid_machine_contact_timestamp_seconds", of: others) {
      $0.seen?.contact.map { Double($0) / 1000 }
    }
    text.gauge("tillid_machine_lag_events", of: others) { $0.seen.map { Double($0.lacks) } }
    text.gauge("tillid_machine_lag_seconds", of: others) { row in
      row.seen.map { _ in Double(report.lagSeconds(of: row)) }
    }
    text.gauge("tillid_machine_equal", of: others) { $0.seen?.isEqual.map { $0 ? 1 : 0 } }
    text.gauge("tillid_machine_parted_events", of: others) { $0.seen.map { Double($0.partings.count) } }
    text.gauge("tillid_machine_unanswered_erasures", of: known) { row in
      Double(report.unconfirmed.count { $0.machines.contains(row.name) })
    }
    text.gauge("tillid_refused_events", report.refused.count)
    text.gauge("tillid_keyless_participants", report.keyless)
    text.gauge("tillid_broker_connected", report.isConnected ? 1 : 0)
    text.gauge("tillid_unsent_events", report.unsent)
    guard let flow = site.machines.flow else { return text.text }
    text.gauge("tillid_stream_messages", flow.stream?.messages)
    text.gauge("tillid_stream_bytes", flow.stream?.bytes)
    text.counter("tillid_given_events", [("stream", flow.given), ("meeting", flow.brought)])
    text.counter("tillid_taken_events", [("stream", flow.taken), ("meeting", flow.fetched)])
    return text.text
  }
}

private struct MetricsText {
  private(set) var text = ""

  private mutating func begin(_ name: String, _ type: String) {
    text += "# TYPE \(name) \(type)\n"
    for unit in ["seconds", "bytes"] where name.hasSuffix("_\(unit)") { text += "# UNIT \(name) \(unit)\n" }
  }

  /// One for each machine of which it is known.
  mutating func gauge(_ name: String, of rows: [FleetReport.Row], _ value: (FleetReport.Row) -> Double?) {
    begin(name, "gauge")
    for row in rows {
      guard let value = value(row) else { continue }
      text += "\(name){machine=\"\(row.name)\",role=\"\(row.role)\"} \(value)\n"
    }
  }

  mutating func gauge(_ name: String, _ value: Int?) {
    guard let value else { return }
    begin(name, "gauge")
    text += "\(name) \(value)\n"
  }

  mutating func counter(_ name: String, _ values: [(way: String, count: Int)]) {
    begin(name, "counter")
    for value in values { text += "\(name)_total{way=\"\(value.way)\"} \(value.count)\n" }
  }
}
