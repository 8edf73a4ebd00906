internal import Releases

/// How many are alone with what somebody sees who knows all: their whole trace, its beginning, its length, its ends.
struct Uniqueness {
  let intruder: Intruder
  let claims: Claims

  init(_ intruder: Intruder, _ claims: Claims) { (self.intruder, self.claims) = (intruder, claims) }

  var figures: [Figure] {
    let traces = intruder.table.cases.indices.map { Array(intruder.trace($0)) }
    var figures = [
      alone("unique-trace", traces, "hele forløbet, til dets slutning", "the whole trace, to its end")
    ]
    for length in [1, 2, 3, 4, 5, 8] {
      figures.append(
        alone(
          "unique-first-\(length)", traces.map { prefix($0, length) }, "de første \(length) hændelser",
          "the first \(length) events"))
    }
    return figures + [
      held("unique-length", traces.map(\.count), "antallet af hændelser", "the number of events"),
      held("unique-first", traces.map(\.first), "den første hændelse", "the first event"),
      held("unique-last", traces.map(\.last), "den sidste hændelse", "the last event"),
      held("unique-commonest", traces.map(commonest), "den hyppigste slags", "the commonest kind"),
    ]
  }

  /// With END where the trace is no longer: that nothing follows is seen too.
  private func prefix(_ trace: [UInt32], _ length: Int) -> [UInt32] {
    trace.count < length ? trace + [UInt32.max] : Array(trace.prefix(length))
  }

  private func commonest(_ trace: [UInt32]) -> String {
    let counts = Dictionary(trace.map { (intruder.items.value(Int($0), .kind), 1) }, uniquingKeysWith: +)
    return counts.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key ?? ""
  }

  private func share<Seen: Hashable>(_ seen: [Seen]) -> Double {
    let counts = Dictionary(seen.map { ($0, 1) }, uniquingKeysWith: +)
    return seen.isEmpty ? 0 : Double(counts.values.count { $0 == 1 }) / Double(seen.count)
  }

  private func alone<Seen: Hashable>(_ name: String, _ seen: [Seen], _ danish: String, _ english: String)
    -> Figure
  {
    let share = share(seen)
    return Figure(
      name, share, danish: "\(percent(share)) er alene om \(danish).",
      english: "\(percent(share)) are alone with \(english).")
  }

  private func held<Seen: Hashable>(_ name: String, _ seen: [Seen], _ danish: String, _ english: String)
    -> Figure
  {
    var figure = alone(name, seen, danish, english)
    if claims.tier == .b { figure.limit = 0.005 }
    return figure
  }
}
