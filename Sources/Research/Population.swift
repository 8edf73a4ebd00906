public import Anonymity
internal import Events
public import Journal
public import Rebuild
public import Reading

extension Engine {
  /// What the log told up to a position of everybody who had said yes to research by then, read by the words that
  /// had been adopted by then. The same on any number of cores.
  public func traces(at position: Position, jobs: Int, progress: Progress) throws -> Traces {
    let parts = try survey(personsUpTo: position, jobs: jobs, progress: progress) { StreamTeller($0) }
    var traces = parts.merged()
    var roles: [String: String] = [:]
    try organisation([.helperInvited], upTo: position) { _, event in
      if case .helperInvited(let name, let role) = event.content { roles[name] = role }
    }
    traces.roles = traces.helpers.map { roles[$0] ?? "" }
    return traces
  }
}

extension Engine {
  /// Whoever says yes to research now.
  func consenting(jobs: Int) throws -> Set<Handle> {
    let found = try survey(personsUpTo: journal.end, jobs: jobs, progress: Progress(total: 0)) { _ in
      Consenting()
    }
    return found.reduce(into: []) { $0.formUnion($1) }
  }

  /// Every place that stands in a story that may be released, for whoever writes a policy.
  public func stopsForResearch(jobs: Int) throws -> [String] {
    let found = try survey(personsUpTo: journal.end, jobs: jobs, progress: Progress(total: 0)) { _ in
      Stopping()
    }
    return found.reduce(into: Set()) { $0.formUnion($1) }.sorted()
  }
}

extension CompiledVocabulary {
  /// The kinds that a stream can hold, by group: those of the words, and those that no line tells by itself.
  public var researchGroups: [String: [String]] {
    var groups = Dictionary(grouping: kinds, by: \.group).mapValues { $0.map(\.kind.rawValue) }
    for told in StreamTeller.others where groups[told.group]?.contains(told.kind) != true {
      groups[told.group, default: []].append(told.kind)
    }
    return groups
  }
}

/// Who says yes to research, for one thread.
private final class Consenting: Surveyor {
  private(set) var finding: Set<Handle> = []

  func look(at story: [Entry], of keeper: Handle) {
    if Standing(story).allows(.research) { finding.insert(keeper) }
  }
}

/// Where it happened, for one thread.
private final class Stopping: Surveyor {
  private(set) var finding: Set<String> = []

  func look(at story: [Entry], of keeper: Handle) {
    guard Standing(story).allows(.research) else { return }
    for entry in story where !entry.event.at.isEmpty { finding.insert(entry.event.at) }
  }
}

/// What some persons' lines tell, for one thread.
final class StreamTeller: Surveyor {
  private var reader: LineReader
  private var kinds: [Kind: UInt16]
  private(set) var finding: ToldStreams

  /// Kinds that no line tells by itself.
  static let others: [Traces.Told] =
    ["made", "kept", "broken", "repaired", "released"].map { .init("promise-\($0)", group: "promise") } + [
      .init("contact", group: "contact")
    ]

  init(_ words: CompiledVocabulary) {
    reader = LineReader(words)
    finding = ToldStreams(words.kinds)
    kinds = Dictionary(
      finding.kinds.enumerated().map { (Kind($1.kind), UInt16($0)) }, uniquingKeysWith: { first, _ in first })
  }

  func look(at story: [Entry], of keeper: Handle) {
    guard !keeper.isOrganisation, Standing(story).allows(.research) else { return }
    let before = finding.rows.count
    for entry in story { take(entry) }
    if finding.rows.count > before { finding.runs.append((keeper, before..<finding.rows.count)) }
  }

  /// A promise is told once, whether by an event of its own or by its words.
  private func take(_ unread: Entry) {
    let step = unread.event.content.promiseStep
    guard step != nil || unread.type == .note else { return }
    let entry = Storyline.entry(unread.event, []) { reader.read($0.text) }
    let place = (finding.stops.number(of: entry.event.at), finding.helpers.number(of: entry.event.by))
    func add(_ kind: Kind, _ mode: Mode) {
      guard let number = kinds[kind] else { return }
      finding.rows.append(
        ToldStreams.Row(kind: number, mode: mode, day: entry.day, stop: place.0, helper: place.1))
    }
    if let step { add(step, .happened) }
    var isTold = step != nil
    for reading in entry.readings where !finding.isAboutConsent(kinds[reading.kind]) {
      if step != nil, Self.promises.contains(reading.kind) { continue }
      add(reading.kind, reading.mode)
      isTold = true
    }
    if !isTold, entry.isContact || entry.showsFace { add("contact", .happened) }
  }

  private static let promises: Kinds = [.promised, .promiseKept, .promiseBroken]
}

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
  fileprivate func merged() -> Traces {
    var traces = Traces()
    traces.kinds = first?.kinds ?? []
    traces.stops = Set(flatMap(\.stops.texts)).sorted()
    traces.helpers = Set(flatMap(\.helpers.texts)).sorted()
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

extension Content {
  /// Of a promise's own event.
  fileprivate var promiseStep: Kind? {
    switch self {
    case .promiseMade: "promise-made"
    case .promise(.kept, _, _): "promise-kept"
    case .promise(.broken, _, _): "promise-broken"
    case .promise(.repaired, _, _): "promise-repaired"
    case .promise(.released, _, _): "promise-released"
    default: nil
    }
  }
}
