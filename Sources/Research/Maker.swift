public import Anonymity
public import Events
internal import Formats
internal import Foundation
internal import HashTree
public import Journal
internal import Keyring
public import Notebook
internal import Rebuild
public import Releases
internal import Scrutiny

/// What is to be released.
public struct ReleaseOrder: Sendable {
  public var policy: Policy
  /// The folder that is handed out; nil rehearses: all is made and measured, and nothing is kept.
  public var folder: String?
  /// Up to which position of the log is read; nil for its end.
  public var position: Position?
  /// A release that is made again.
  public var again: LoggedRelease?
  /// Releases that this one takes the place of.
  public var supersedes: [Handle] = []
  public var approver = ""
  public var jobs = 1
  /// Of the program.
  public var version = ""
  /// SHA-256 of the program's file; for the dossier.
  public var program = ""

  public init(_ policy: Policy, to folder: String?) { (self.policy, self.folder) = (policy, folder) }
}

/// How far a release has come.
public enum ReleaseStage: Sendable {
  case reading(done: Int, of: Int)
  case anonymising(AnonymiserStep)
  case writing(String)
  /// From 0 to 1.
  case verifying(danish: String, english: String, done: Double)
  case attacking(danish: String, english: String, done: Double)
}

/// What came of it.
public struct ReleaseMade: Sendable {
  public var released: Released
  public var id: String
  public var dossier: Dossier
  /// What would keep it back; a rehearsal tells it, anything else refuses.
  public var reasons: [ResearchRefusal.Reason] = []
}

/// Makes releases: from the log to a folder that is handed out, or to a refusal that leaves
/// nothing behind.
public final class Maker {
  let notebook: Notebook
  let shelf: Shelf
  let clock: @Sendable () -> Now
  let progress: @Sendable (ReleaseStage) -> Void
  let steps = Stopwatch()

  public init(
    _ notebook: Notebook, _ shelf: Shelf, clock: @escaping @Sendable () -> Now = Now.read,
    progress: @escaping @Sendable (ReleaseStage) -> Void = { _ in }
  ) {
    (self.notebook, self.shelf, self.clock, self.progress) = (notebook, shelf, clock, progress)
  }

  var engine: Engine { notebook.engine }

  /// The key of the release: drawn for a new one.
  enum Key {
    case drawn(DrawnKey)
    case kept(Handle)

    var handle: Handle {
      switch self {
      case .drawn(let key): key.handle;
      case .kept(let handle): handle
      }
    }

    func namer(_ keyring: Keyring) throws -> Namer {
      switch self {
      case .drawn(let key): try key.namer()
      case .kept(let handle): try keyring.namer(for: handle)
      }
    }
  }

  public func make(_ order: ReleaseOrder) throws -> ReleaseMade {
    if order.policy.tier == .c { return try makeOpen(order) }
    let (position, key) = (try position(order), try key(order))
    let beside = try Beside(order.folder, in: shelf.path)
    defer { beside.clear() }
    let live = try liveReleases(before: order.again)
    let traces = try steps.time("reading") { try population(at: position, order.jobs) }
    let secrets = try Secrets(try key.namer(engine.keyring), engine.keyring)
    let (made, kept) = try steps.time("anonymising") {
      try anonymise(traces, order, secrets, live)
    }
    let day = order.again?.when.day ?? clock().today
    var reasons = order.again == nil ? gate(order, made, kept, live, on: day) : []
    if let reasons = nonEmpty(reasons), order.folder != nil { throw ResearchRefusal.refused(reasons) }
    let folder = ReleaseFolder(path: beside.path)
    let files = try steps.time("writing") { try write(made.table, order.policy, folder) }
    let figures = try figures(folder, order.policy, made, kept)
    let failed = figures.filter { !$0.holds }.map { ResearchRefusal.Reason($0.danish, $0.english) }
    if !failed.isEmpty, order.folder != nil { throw ResearchRefusal.failed(failed) }
    reasons += failed
    let id = try key.handle.releaseID
    let manifest = try Manifest(
      Manifest.Facts(
        policy: order.policy, id: id, created: day, position: position,
        root: engine.journal.edge(size: position).root.bytes.hexadecimal, version: order.version,
        supersedes: try (order.again?.released.supersedes ?? order.supersedes).map { try $0.releaseID },
        files: files, figures: figures), made)
    let released = try released(order, key.handle, position, made, try manifest.json)
    let dossier = dossier(order, released, id, kept, made, figures, try manifest.json)
    guard let to = order.folder else {
      return ReleaseMade(released: released, id: id, dossier: dossier, reasons: reasons)
    }
    try finish(folder, manifest, made, order.policy, id)
    if let again = order.again, again.released.manifest != released.manifest {
      throw ResearchRefusal.otherBytes(again.id)
    }
    if case .drawn(let drawn) = key { try engine.keyring.keep(drawn) }
    try keep(dossier, of: key.handle, traces, made, kept)
    if order.again == nil {
      var telling = Telling("")
      telling.by = order.approver
      try notebook.record(released, telling)
    }
    try beside.handOut(to)
    return ReleaseMade(released: released, id: id, dossier: dossier)
  }

  // MARK: - before

  private func nonEmpty(_ reasons: [ResearchRefusal.Reason]) -> [ResearchRefusal.Reason]? {
    reasons.isEmpty ? nil : reasons
  }

  func position(_ order: ReleaseOrder) throws -> Position {
    let end = try engine.journal.end
    let position = order.again?.released.position ?? order.position ?? end
    guard (1...max(1, end)).contains(position) else { throw ResearchRefusal.noPosition(position, end: end) }
    return position
  }

  func key(_ order: ReleaseOrder) throws -> Key {
    guard let again = order.again else { return .drawn(try DrawnKey()) }
    guard !again.isEnded else { throw ResearchRefusal.ended(again.id) }
    guard again.released.tier != Tier.c.rawValue else { throw ResearchRefusal.drawnOnce(again.id) }
    guard try Digest.sha256(order.policy.text) == again.released.policy else {
      throw ResearchRefusal.otherPolicy(again.id)
    }
    return .kept(again.handle)
  }

  /// Nobody leaves who has said no since, though they had said yes by then.
  func population(at position: Position, _ jobs: Int) throws -> Traces {
    let total = Int(try engine.journal.end)
    let tell = progress
    let traces = try engine.traces(
      at: position, jobs: jobs, progress: Progress(total: total) { tell(.reading(done: $0, of: $1)) })
    guard position < (try engine.journal.end) else { return traces }
    let now = try engine.consenting(jobs: jobs)
    let gone = try traces.keepers.count { keeper in
      try engine.keeper(of: keeper).map { !now.contains($0) } ?? true
    }
    guard gone == 0 else { throw ResearchRefusal.saidNoSince(gone) }
    return traces
  }

  // MARK: - making

  /// Again without those who would be found as newcomers beside a live release, until nobody is.
  private func anonymise(
    _ traces: Traces, _ order: ReleaseOrder, _ secrets: Secrets, _ live: [LiveRelease]
  ) throws -> (Anonymised, Traces) {
    let maker = Anonymiser(policy: order.policy, secrets: secrets, threads: order.jobs)
    var left = traces
    while true {
      let made = try maker.release(left) { progress(.anonymising($0)) }
      guard order.policy.tier == .b, !live.isEmpty else { return (made, left) }
      let guarantee = order.policy.guarantee
      let exposed = Newcomers(length: guarantee.length, people: guarantee.people).exposed(
        in: made.table, of: made.origin.map { left.keepers[$0] }, beside: live)
      if exposed.isEmpty { return (made, left) }
      left = left.without(exposed)
    }
  }

  private func write(_ table: EventTable, _ policy: Policy, _ folder: ReleaseFolder) throws -> [WrittenFile] {
    try FileManager.default.createDirectory(atPath: folder.path, withIntermediateDirectories: true)
    let parts = table.rows > 1_000_000 ? 64 : table.rows > 50_000 ? 16 : 4
    let names = ["jsonl"] + policy.formats.filter { $0 != "jsonl" }
    return try names.compactMap(EventFormat.init(rawValue:)).flatMap { format in
      progress(.writing(format.rawValue))
      return try table.write(as: format, to: folder, shape: TableShape(policy), parts: parts)
    }
  }

  private func figures(
    _ folder: ReleaseFolder, _ policy: Policy, _ made: Anonymised, _ traces: Traces
  ) throws -> [Scrutiny.Figure] {
    let verdict = try steps.time("verifying") {
      try Verifier(folder: folder, policy: policy).verdict {
        progress(.verifying(danish: $0.danish, english: $0.english, done: $0.done))
      }
    }
    let truth = try Truth(made, traces, policy, names: notebook.everybody())
    return try steps.time("attacking") {
      verdict.figures
        + (try AttackSuite(folder: folder, policy: policy, truth: truth).figures {
          progress(.attacking(danish: $0.danish, english: $0.english, done: $0.done))
        })
    }
  }

  private func finish(
    _ folder: ReleaseFolder, _ manifest: Manifest, _ made: Anonymised, _ policy: Policy, _ id: String
  ) throws {
    let words = ReleaseWords(
      policy, participants: made.table.cases.count, unique: made.table.uniqueShare)
    try put(TableSchema(made.table).json, at: folder.schema)
    try put(Array(words.readMe(manifest.title, id).utf8), at: folder.readMe)
    try put(manifest.json, at: folder.manifest)
  }

  func put(_ bytes: [UInt8], at path: String) throws {
    guard FileManager.default.createFile(atPath: path, contents: Data(bytes)) else {
      throw ResearchRefusal.noFolder(path, String(cString: strerror(errno)))
    }
  }

  // MARK: - after

  private func released(
    _ order: ReleaseOrder, _ handle: Handle, _ position: Position, _ made: Anonymised, _ manifest: [UInt8]
  ) throws -> Released {
    let policy = order.policy
    var released = Released(study: policy.study, handle)
    (released.tier, released.question, released.position) = (policy.tier.rawValue, policy.question, position)
    (released.recipient, released.institution) = (policy.recipient.name, policy.recipient.institution)
    released.policy = try Digest.sha256(policy.text)
    released.manifest = try Digest.sha256(manifest.span.bytes)
    (released.participants, released.events) = (made.table.cases.count, made.table.rows)
    released.supersedes = order.supersedes
    return released
  }

  private func dossier(
    _ order: ReleaseOrder, _ released: Released, _ id: String, _ traces: Traces, _ made: Anonymised,
    _ figures: [Scrutiny.Figure], _ manifest: [UInt8]
  ) -> Dossier {
    var dossier = Dossier()
    (dossier.id, dossier.study, dossier.tier) = (id, released.study, released.tier)
    (dossier.policy, dossier.position) = (order.policy.text, released.position)
    dossier.manifest = String(decoding: manifest, as: UTF8.self)
    (dossier.approver, dossier.program) = (order.approver, order.program)
    (dossier.persons, dossier.events) = (traces.keepers.count, traces.events)
    (dossier.report, dossier.utility) = (made.report, made.utility)
    dossier.figures = figures.map { Dossier.Told($0) }
    dossier.seconds = steps.seconds
    return dossier
  }

  private func keep(
    _ dossier: Dossier, of release: Handle, _ all: Traces, _ made: Anonymised, _ traces: Traces
  ) throws {
    var members: [Handle: (pid: String, count: Int, print: UInt64)] = [:]
    let prints = made.table.fingerprints
    for (index, person) in made.origin.enumerated() {
      members[traces.keepers[person]] = (
        made.table.cases[index], made.table.rows(of: index).count, prints[index]
      )
    }
    let file = try MemberFile(of: release, all.keepers, members, engine.keyring)
    try shelf.put(dossier, file, of: release)
  }

  // MARK: - the gate

  private func liveReleases(before again: LoggedRelease?) throws -> [LiveRelease] {
    try engine.releases().filter { $0.isLive(before: again) }.map { logged in
      let released = logged.released
      return LiveRelease(
        logged.handle, called: "\(released.study) (\(logged.id))", Tier(rawValue: released.tier) ?? .b,
        to: released.institution.isEmpty ? released.recipient : released.institution, on: logged.when.day,
        people: try shelf.memberships(of: logged.handle))
    }
  }

  private func gate(
    _ order: ReleaseOrder, _ made: Anonymised, _ traces: Traces, _ live: [LiveRelease], on day: Day
  ) -> [ResearchRefusal.Reason] {
    let prints = made.table.fingerprints
    let members = made.origin.enumerated().map { (traces.keepers[$1], prints[$0]) }
    let recipient = order.policy.recipient
    let candidate = Candidate(
      order.policy.tier, to: recipient.institution.isEmpty ? recipient.name : recipient.institution, on: day,
      share: Fraction(Int((order.policy.sample * 1_000_000).rounded()), 1_000_000).lowest,
      supersedes: order.supersedes,
      people: Memberships(
        eligible: Set(traces.keepers), members: Dictionary(members, uniquingKeysWith: { first, _ in first })))
    return Gate().refusals(candidate, beside: live).map { ResearchRefusal.Reason($0) }
  }
}

extension LoggedRelease {
  /// Handed out and not taken back: now, or at the moment at which another one was made.
  func isLive(before other: LoggedRelease?) -> Bool {
    guard let other else { return recalled == nil && released.tier != Tier.c.rawValue }
    let isBack = recalledAt.map { $0 < other.position } ?? false
    return position < other.position && !isBack && released.tier != Tier.c.rawValue
  }
}

/// Where a release lies until it is handed out.
struct Beside {
  let path: String

  /// Beside the folder, so that handing it out is one rename; for a rehearsal in the data folder.
  init(_ folder: String?, in shelf: String) throws {
    let files = FileManager.default
    if let folder, files.fileExists(atPath: folder) { throw ResearchRefusal.alreadyThere(folder) }
    path = folder.map { "\($0).making" } ?? "\(shelf)/.rehearsal"
    clear()
    do {
      try files.createDirectory(atPath: path, withIntermediateDirectories: true)
    } catch {
      throw ResearchRefusal.noFolder(path, error.localizedDescription)
    }
  }

  func clear() { try? FileManager.default.removeItem(atPath: path) }

  func handOut(_ folder: String) throws {
    guard rename(path, folder) == 0 else {
      throw ResearchRefusal.noFolder(folder, String(cString: strerror(errno)))
    }
  }
}

/// How long each step took.
final class Stopwatch {
  private(set) var seconds: [String: Double] = [:]

  func time<R>(_ step: String, _ body: () throws -> R) rethrows -> R {
    let start = ContinuousClock.now
    defer {
      let (whole, part) = (ContinuousClock.now - start).components
      seconds[step, default: 0] += (Double(whole) + Double(part) / 1e18).rounded3
    }
    return try body()
  }
}
