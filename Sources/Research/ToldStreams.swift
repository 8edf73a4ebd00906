internal import Anonymity
internal import Events
internal import Reading

/// What one thread has been told: person after person as they came, with numbers of its own.
struct ToldStreams: Sendable {
  struct Row: Sendable {
    var kind: UInt16
    var mode: Mode
    var day: Day
    var stop: Int32
    var helper: Int32
  }

  var kinds: [Traces.Told]
  var rows: [Row] = []
  var runs: [(keeper: Handle, rows: Range<Int>)] = []
  var stops = Numbered()
  var helpers = Numbered()
  /// By kind.
  private let consent: [Bool]

  init(_ entries: [KindEntry]) {
    kinds = entries.map { Traces.Told($0.kind.rawValue, group: $0.group) }
    let known = Set(kinds.map(\.kind))
    kinds += StreamTeller.others.filter { !known.contains($0.kind) }
    consent = kinds.map { $0.group == "consent" }
  }

  /// What somebody agreed to is no event of a stream, whoever told it.
  func isAboutConsent(_ kind: UInt16?) -> Bool { kind.map { consent[Int($0)] } ?? true }
}

/// Texts by the number in which they were first met.
struct Numbered: Sendable {
  private(set) var texts: [String] = []
  private var numbers: [String: Int32] = [:]

  /// -1 for the empty text.
  mutating func number(of text: String) -> Int32 {
    if text.isEmpty { return -1 }
    if let known = numbers[text] { return known }
    let number = Int32(texts.count)
    texts.append(text)
    numbers[text] = number
    return number
  }
}

extension [ToldStreams] {
  /// One after another in the order of keepers, with texts in their own order, whoever was told what.
  ///
  /// - Parameters:
  ///   - stops, helpers: in their order, all that occur and perhaps more.
  func merged(stops: [String]? = nil, helpers: [String]? = nil) -> Traces {
    var traces = Traces()
    traces.kinds = first?.kinds ?? []
    traces.stops = stops ?? Set(flatMap(\.stops.texts)).sorted()
    traces.helpers = helpers ?? Set(flatMap(\.helpers.texts)).sorted()
    let stops = map { $0.stops.texts.places(in: traces.stops) }
    let helpers = map { $0.helpers.texts.places(in: traces.helpers) }
    let runs = indices.flatMap { part in self[part].runs.map { (part, $0) } }
      .sorted { $0.1.keeper < $1.1.keeper }
    traces.reserve(runs.reduce(0) { $0 + $1.1.rows.count })
    for (part, run) in runs {
      for row in self[part].rows[run.rows] {
        traces.add(
          row, stop: row.stop < 0 ? -1 : stops[part][Int(row.stop)],
          helper: row.helper < 0 ? -1 : helpers[part][Int(row.helper)])
      }
      traces.keepers.append(run.keeper)
      traces.starts.append(traces.kind.count)
    }
    return traces
  }
}

extension Traces {
  fileprivate mutating func reserve(_ count: Int) {
    kind.reserveCapacity(count)
    mode.reserveCapacity(count)
    day.reserveCapacity(count)
    stop.reserveCapacity(count)
    helper.reserveCapacity(count)
  }

  fileprivate mutating func add(_ row: ToldStreams.Row, stop: Int32, helper: Int32) {
    kind.append(row.kind)
    mode.append(row.mode)
    day.append(row.day)
    self.stop.append(stop)
    self.helper.append(helper)
  }
}

extension [String] {
  /// Where each stands in a sorted list that holds them all.
  fileprivate func places(in all: [String]) -> [Int32] {
    let numbers = Dictionary(uniqueKeysWithValues: all.enumerated().map { ($1, Int32($0)) })
    return map { numbers[$0] ?? -1 }
  }
}
