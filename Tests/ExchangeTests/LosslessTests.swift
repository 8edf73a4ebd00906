import Events
import Exchange
import Formats
import Foundation
import Notebook
import TestGround
import Testing

@Suite struct `What comes from XES` {
  static let fines = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "Logs/roadtraffic100traces.xes").path

  /// The same but for the version, which is written where there was none.
  func isSame(_ out: CaseLog, _ log: CaseLog) {
    #expect(out.extensions == log.extensions)
    #expect(out.globals == log.globals)
    #expect(out.classifiers == log.classifiers)
    #expect(out.attributes == log.attributes)
    #expect(out.events == log.events)
    #expect(out.traces.count == log.traces.count)
    for (new, old) in zip(out.traces, log.traces) { #expect(new == old) }
  }

  @Test func `goes out as it came: every case, event, attribute, type and order`() throws {
    let desk = try Desk()
    let report = try desk.takeXES(Self.fines, Desk.things("bøder"))
    let log = try CaseLog.read(at: Self.fines)
    #expect(log.traces.count == 100)
    #expect(report.rows == log.traces.reduce(0) { $0 + $1.events.count })
    isSame(try CaseLog.read(at: try desk.export(.xes)), log)
  }

  @Test func `goes out the same when its cases are people`() throws {
    let desk = try Desk()
    let report = try desk.takeXES(Self.fines, Desk.people("bøder"))
    #expect(report.newPeople == 100)
    isSame(try CaseLog.read(at: try desk.export(.xes)), try CaseLog.read(at: Self.fines))
    #expect(try desk.lines(of: "N77802") == ["Create Fine", "Send Fine"])
  }

  @Test func `is told by OCEL, CSV and JSON Lines event for event`() throws {
    let desk = try Desk()
    try desk.takeXES(Self.fines, Desk.things("bøder"))
    let log = try CaseLog.read(at: Self.fines)
    let events = log.traces.flatMap { trace in trace.events.map { (trace["concept:name"]?.value ?? "", $0) } }
    let ocel =
      try JSONSerialization.jsonObject(
        with: Data(contentsOf: URL(filePath: try desk.export(.ocelJSON)))) as? [String: [[String: Any]]]
    let told = ocel?["events"] ?? []
    #expect(told.count == events.count)
    for (one, (name, event)) in zip(told, events) {
      #expect(one["type"] as? String == event["concept:name"]?.value)
      #expect(one["time"] as? String == event["time:timestamp"]?.value)
      let objects = (one["relationships"] as? [[String: Any]])?.compactMap { $0["objectId"] as? String } ?? []
      #expect(objects.contains("case:\(name)"))
      let told = (one["attributes"] as? [[String: Any]] ?? []).reduce(into: [String: String]()) {
        $0[$1["name"] as? String ?? ""] = $1["value"] as? String
      }
      for attribute in event.attributes
      where !["concept:name", "time:timestamp", "org:resource"].contains(attribute.key) {
        #expect(told[attribute.key] == attribute.value)
      }
    }
  }

  @Test func `comes again as CloudEvents into an empty folder, and goes out as it came`() throws {
    let desk = try Desk()
    try desk.takeXES(Self.fines, Desk.people("bøder"))
    let out = try desk.export(.cloudEvents)
    let other = try Desk()
    let (report, aside) = try other.takeEvents(out, IntakeChoice(source: "egne"))
    #expect(aside.isEmpty)
    #expect(report.faults.isEmpty)
    let mine = Dictionary(uniqueKeysWithValues: try other.events.map { ($0.id, $0) })
    for event in try desk.events { #expect(mine[event.id] == event) }
    isSame(try CaseLog.read(at: try other.export(.xes)), try CaseLog.read(at: Self.fines))
  }

  @Test func `twice is once; a longer file adds the rest`() throws {
    let desk = try Desk()
    let log = try CaseLog.read(at: Self.fines)
    var short = log
    short.traces = log.traces.prefix(60).map {
      CaseLog.Trace($0.attributes, events: Array($0.events.prefix(2)))
    }
    let path = desk.path + "/short.xes"
    _ = try short.write(to: path)
    try desk.takeXES(path, Desk.things("bøder"))
    let before = try desk.events.count
    let again = try desk.takeXES(path, Desk.things("bøder"))
    #expect(again.events == 0)
    #expect(again.known == again.rows)
    #expect(try desk.events.count == before)
    try desk.takeXES(Self.fines, Desk.things("bøder"))
    isSame(try CaseLog.read(at: try desk.export(.xes)), log)
  }

  @Test func `is taken out as a whole, and can come again`() throws {
    let desk = try Desk()
    let report = try desk.takeXES(Self.fines, Desk.things("bøder"))
    let id = try #require(report.id)
    _ = try Undoing(id, desk.notebook).run(desk.notebook, reason: "import")
    try desk.notebook.catchUp()
    #expect(
      try CaseLog.read(at: try desk.export(.xes)).traces.allSatisfy {
        $0["concept:name"]?.value == "organisation"
      })
    #expect(throws: ExchangeError.self) { try Undoing(id, desk.notebook) }
    try desk.takeXES(Self.fines, Desk.things("bøder"))
    isSame(try CaseLog.read(at: try desk.export(.xes)), try CaseLog.read(at: Self.fines))
  }

  @Test(arguments: 0..<6)
  func `in any shape goes out as it came`(_ seed: UInt64) throws {
    let desk = try Desk()
    var shapes = Shapes(seed)
    let log = shapes.log()
    let path = desk.path + "/shape.xes.gz"
    _ = try log.write(to: path)
    isSame(try CaseLog.read(at: path), log)
    try desk.takeXES(path, seed.isMultiple(of: 2) ? Desk.things("form") : Desk.people("form"))
    isSame(try CaseLog.read(at: try desk.export(.xes)), log)
  }
}

/// Logs of the shapes that are published: permits, help desks, hospital pathways.
struct Shapes {
  private var chance: Seeded
  private static let steps = [
    "Registrér", "Undersøg", "Afgør", "Klage", "01_HOOFD_010", "Leucocytes", "W_Nabellen",
  ]
  private static let zones = ["Z", "+01:00", "+02:00", "-03:30", ""]

  init(_ seed: UInt64) { chance = Seeded(seed &+ 77) }

  mutating func log() -> CaseLog {
    var log = CaseLog()
    log.version = "2.0"
    log.features = "nested-attributes"
    log.extensions = [.concept, .time, .lifecycle, .organisation]
    log.globals = [
      CaseLog.Global(scope: "trace", [.name("?")]),
      CaseLog.Global(scope: "event", [.name("?"), .time("1970-01-01T00:00:00.000+00:00")]),
    ]
    log.classifiers = [
      CaseLog.Classifier(name: "Activity", keys: "concept:name lifecycle:transition"),
      CaseLog.Classifier(name: "Case", scope: "trace", keys: "concept:name"),
    ]
    log.attributes = [CaseLog.Attribute(.string, "navn æøå & <x>", "“\"'"), attribute("depth", 3)]
    log.traces = (0..<40).map { trace($0) }
    log.events = [CaseLog.Event([.name("løs")]), CaseLog.Event()]
    return log
  }

  private mutating func pick<T>(_ some: [T]) -> T { some[Int.random(in: 0..<some.count, using: &chance)] }

  private mutating func trace(_ number: Int) -> CaseLog.Trace {
    // Two cases of one name, some without, some without events, one with hundreds.
    var attributes: [CaseLog.Attribute] =
      number % 9 == 3 ? [] : [.name(number % 11 == 5 ? "same" : "\(number)")]
    attributes.append(attribute("REG_DATE", 1))
    let count = number % 7 == 2 ? 0 : number == 8 ? 400 : Int.random(in: 1...12, using: &chance)
    return CaseLog.Trace(attributes, events: (0..<count).map { _ in event() })
  }

  private mutating func event() -> CaseLog.Event {
    var attributes: [CaseLog.Attribute] = []
    if pick([true, true, true, false]) { attributes.append(.name(pick(Self.steps))) }
    if pick([true, true, true, false]) {
      let minute = Int.random(in: 10...12, using: &chance)
      attributes.insert(
        .time("2011-10-0\(pick([1, 2]))T08:\(minute):30\(pick([".125", ".5", ""]))\(pick(Self.zones))"), at: 0
      )
    }
    if pick([true, false]) {
      attributes.append(
        CaseLog.Attribute(.string, "lifecycle:transition", pick(["start", "COMPLETE", "ate_abort"])))
    }
    if pick([true, false]) {
      attributes.append(CaseLog.Attribute(.string, "org:resource", pick(["112", "Lucas", "UNKNOWN"])))
    }
    for place in 0..<Int.random(in: 0...4, using: &chance) { attributes.append(attribute("key \(place)", 0)) }
    return CaseLog.Event(attributes)
  }

  private mutating func attribute(_ key: String, _ depth: Int) -> CaseLog.Attribute {
    let inner =
      depth < 3 && pick([true, false, false]) ? [attribute("a", depth + 1), attribute("b:c", depth + 1)] : []
    switch Int.random(in: 0..<8, using: &chance) {
    case 0: return CaseLog.Attribute(.int, key, pick(["0", "-7", "+3", "007"]), attributes: inner)
    case 1:
      return CaseLog.Attribute(.float, key, pick(["35.0", "1E5", "-0.0", "NaN", "INF"]), attributes: inner)
    case 2: return CaseLog.Attribute(.boolean, key, pick(["true", "0"]), attributes: inner)
    case 3: return CaseLog.Attribute(.id, key, "f81d4fae-7dec-11d0-a765-00a0c91e6bf6", attributes: inner)
    case 4:
      return CaseLog.Attribute(.date, key, "2010-12-31T24:00:00.000\(pick(Self.zones))", attributes: inner)
    case 5:
      let values = CaseLog.Attribute(.values, "", attributes: [.name("1"), .name("1")])
      return CaseLog.Attribute(.list, key, attributes: [values])
    case 6: return CaseLog.Attribute(.container, key, attributes: inner)
    default:
      return CaseLog.Attribute(
        .string, key, pick(["", " blank ", "a&b", "æ\u{1F600}", "1691306052"]), attributes: inner)
    }
  }
}
