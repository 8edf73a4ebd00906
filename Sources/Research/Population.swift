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
    var traces = parts.map(\.consenting).merged()
    let roles = try roles(upTo: position)
    traces.roles = traces.helpers.map { roles[$0] ?? "" }
    return traces
  }

  /// What each helper was invited as.
  func roles(upTo position: Position) throws -> [String: String] {
    var roles: [String: String] = [:]
    try organisation([.helperInvited], upTo: position) { _, event in
      if case .helperInvited(let name, let role) = event.content { roles[name] = role }
    }
    return roles
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
  struct Finding: Sendable {
    var consenting: ToldStreams
    /// Of those who agree to care and not to research: never for a release, only to attack one.
    var others: ToldStreams
  }

  private var reader: LineReader
  private var kinds: [Kind: UInt16]
  private let readsOthers: Bool
  private var told: ToldStreams
  private(set) var finding: Finding

  /// Kinds that no line tells by itself.
  static let others: [Traces.Told] =
    ["made", "kept", "broken", "repaired", "released"].map { .init("promise-\($0)", group: "promise") } + [
      .init("contact", group: "contact")
    ]

  init(_ words: CompiledVocabulary, andOthers readsOthers: Bool = false) {
    reader = LineReader(words)
    self.readsOthers = readsOthers
    told = ToldStreams(words.kinds)
    finding = Finding(consenting: told, others: told)
    kinds = Dictionary(
      told.kinds.enumerated().map { (Kind($1.kind), UInt16($0)) }, uniquingKeysWith: { first, _ in first })
  }

  func look(at story: [Entry], of keeper: Handle) {
    guard !keeper.isOrganisation, !story.isEmpty else { return }
    if Standing(story).allows(.research) {
      tell(story, of: keeper, in: \.consenting)
    } else if readsOthers {
      tell(story, of: keeper, in: \.others)
    }
  }

  private func tell(_ story: [Entry], of keeper: Handle, in whose: WritableKeyPath<Finding, ToldStreams>) {
    // Taken out while it grows, so that it is never copied.
    swap(&told, &finding[keyPath: whose])
    let before = told.rows.count
    for entry in story { take(entry) }
    if told.rows.count > before { told.runs.append((keeper, before..<told.rows.count)) }
    swap(&told, &finding[keyPath: whose])
  }

  /// A promise is told once, whether by an event of its own or by its words.
  private func take(_ unread: Entry) {
    let step = unread.event.content.promiseStep
    guard step != nil || unread.type == .note else { return }
    let entry = Storyline.entry(unread.event, []) { reader.read($0.text) }
    let place = (told.stops.number(of: entry.event.at), told.helpers.number(of: entry.event.by))
    func add(_ kind: Kind, _ mode: Mode) {
      guard let number = kinds[kind] else { return }
      told.rows.append(
        ToldStreams.Row(kind: number, mode: mode, day: entry.day, stop: place.0, helper: place.1))
    }
    if let step { add(step, .happened) }
    var isTold = step != nil
    for reading in entry.readings where !told.isAboutConsent(kinds[reading.kind]) {
      if step != nil, Self.promises.contains(reading.kind) { continue }
      add(reading.kind, reading.mode)
      isTold = true
    }
    if !isTold, entry.isContact || entry.showsFace { add("contact", .happened) }
  }

  private static let promises: Kinds = [.promised, .promiseKept, .promiseBroken]
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
