internal import Anonymity
internal import Events
internal import Foundation
internal import Formats
internal import Journal
internal import Keyring
internal import Notebook
internal import Rebuild
internal import Releases
internal import Scrutiny

/// Tiers A and B: people's events.
extension Maker {
  func drafted(_ making: Making, _ beside: Beside) throws -> Drafted {
    let (policy, order, folder) = (making.policy, making.order, ReleaseFolder(path: beside.path))
    let live = try live(before: order.again)
    let namer = try making.key.namer(engine.keyring)
    let people = try steps.time("reading") { try read(making, namer) }
    let secrets = try Secrets(namer, engine.keyring, invented: Set(people.canaries.handles))
    let (made, kept) = try steps.time("anonymising") { try anonymise(people, order, secrets, live) }
    var reasons = order.again == nil ? gate(making, made, kept, live) : []
    if !reasons.isEmpty, !making.isRehearsal { throw ResearchRefusal.refused(reasons) }
    let files = try steps.time("writing") { try write(made.table, policy, folder) }
    let told = Told(people: people, kept: kept, made: made, live: live)
    var figures = try verified(folder, policy) + attacked(folder, policy, told)
    figures += try steps.time("canaries") { try twin(making, people, kept, secrets, made, folder) }
    if !figures.reasons.isEmpty, !making.isRehearsal { throw ResearchRefusal.failed(figures.reasons) }
    reasons += figures.reasons
    let json = try pack(making, made, files, figures, folder)
    var dossier = making.dossier(
      persons: kept.keepers.count, events: kept.events, figures, manifest: json)
    (dossier.report, dossier.utility, dossier.seconds) = (made.report, made.utility, steps.seconds)
    dossier.columns = made.table.columns.map { Dossier.Words(name: $0.name, words: $0.words) }
    return Drafted(
      released: try making.released(
        participants: made.table.cases.count, events: made.table.rows, manifest: json),
      dossier: dossier, reasons: reasons, asked: people.consenting.keepers, members: members(made, kept))
  }

  /// What the attacks are told.
  struct Told {
    let people: People
    let kept: Traces
    let made: Anonymised
    let live: [Held]
  }

  // MARK: - reading

  private func read(_ making: Making, _ namer: Namer) throws -> People {
    let (total, tell) = (Int(try engine.journal.end), progress)
    let people = try People(
      engine, at: making.position, jobs: making.order.jobs,
      progress: Progress(total: total) { tell(.reading(done: $0, of: $1)) }, namer)
    try refuseWhoSaidNo(in: people.consenting, since: making)
    return people
  }

  /// Nobody leaves who has said no since, though they had said yes by then.
  func refuseWhoSaidNo(in traces: Traces, since making: Making) throws {
    guard making.position < (try engine.journal.end) else { return }
    let now = try engine.consenting(jobs: making.order.jobs)
    let gone = try traces.keepers.count { keeper in
      try engine.keeper(of: keeper).map { !now.contains($0) } ?? true
    }
    guard gone == 0 else { throw ResearchRefusal.saidNoSince(gone, again: making.order.again?.id) }
  }

  // MARK: - making

  /// Again without those who would be found as newcomers beside a live release, until nobody is.
  private func anonymise(
    _ people: People, _ order: ReleaseOrder, _ secrets: Secrets, _ live: [Held]
  ) throws -> (Anonymised, Traces) {
    let maker = Anonymiser(policy: order.policy, secrets: secrets, threads: order.jobs)
    var left = people.consenting
    while true {
      let made = try maker.release(left, strangers: people.strangers) { progress(.anonymising($0)) }
      guard order.policy.tier == .b, !live.isEmpty else { return (made, left) }
      let guarantee = order.policy.guarantee
      let exposed = Newcomers(length: guarantee.length, people: guarantee.people).exposed(
        in: made.table, of: made.origin.map { left.keepers[$0] }, beside: live.map(\.live))
      if exposed.isEmpty { return (made, left) }
      left = left.without(exposed)
    }
  }

  func write(_ table: EventTable, _ policy: Policy, _ folder: ReleaseFolder) throws -> [WrittenFile] {
    let parts = table.rows > 1_000_000 ? 64 : table.rows > 50_000 ? 16 : 4
    let names = ["jsonl"] + policy.formats.filter { $0 != "jsonl" }
    return try names.compactMap(EventFormat.init(rawValue:)).flatMap { format in
      progress(.writing(format.rawValue))
      return try table.write(as: format, to: folder, shape: TableShape(policy), parts: parts)
    }
  }

  private func members(_ made: Anonymised, _ kept: Traces) -> [Handle: MemberFile.Member] {
    let prints = made.table.fingerprints
    let members = made.origin.enumerated().map { index, person in
      let member = MemberFile.Member(
        pid: made.table.cases[index], count: made.table.rows(of: index).count, print: prints[index],
        codes: made.table.codes(of: index))
      return (kept.keepers[person], member)
    }
    return Dictionary(members, uniquingKeysWith: { first, _ in first })
  }

  // MARK: - verifying and attacking

  private func verified(_ folder: ReleaseFolder, _ policy: Policy) throws -> [Scrutiny.Figure] {
    try steps.time("verifying") {
      try Verifier(folder: folder, policy: policy).verdict {
        progress(.verifying(danish: $0.danish, english: $0.english, done: $0.done))
      }.figures
    }
  }

  private func attacked(
    _ folder: ReleaseFolder, _ policy: Policy, _ told: Told
  ) throws -> [Scrutiny.Figure] {
    try steps.time("attacking") {
      var truth = try Truth(told.made, told.kept, policy, told.people, names: notebook.everybody())
      truth.earlier = told.live.map { told.since($0) }
      return try AttackSuite(
        folder: folder, policy: policy, truth: truth, beside: told.live.map(\.rows.table)
      ).figures {
        progress(.attacking(danish: $0.danish, english: $0.english, done: $0.done))
      }
    }
  }

  // MARK: - packing

  /// What lies beside the events.
  private func pack(
    _ making: Making, _ made: Anonymised, _ files: [WrittenFile], _ figures: [Scrutiny.Figure],
    _ folder: ReleaseFolder
  ) throws -> [UInt8] {
    let manifest = try Manifest(making, made, files: files, figures: figures)
    let words = ReleaseWords(
      making.policy, participants: made.table.cases.count, unique: made.table.uniqueShare)
    try put(TableSchema(made.table).json, at: folder.schema)
    try put(Array(words.readMe(manifest.title, making.id).utf8), at: folder.readMe)
    try put(Croissant(manifest, making).json, at: folder.croissant)
    try put(DataCite(manifest, making).json, at: folder.dataCite)
    let json = try manifest.json
    try put(json, at: folder.manifest)
    return json
  }
}

extension Maker.Told {
  /// What became of a live release's participants: who has said no since, and what those who are in both are called
  /// here.
  fileprivate func since(_ held: Held) -> Truth.Since {
    let asked = Set(kept.keepers)
    let pids = Dictionary(
      made.origin.enumerated().map { (kept.keepers[$1], made.table.cases[$0]) },
      uniquingKeysWith: { first, _ in first })
    var since = Truth.Since()
    for owner in held.rows.owners {
      if !asked.contains(owner) { since.withdrawn.insert(owner.description) }
      if let pid = pids[owner] { since.here[owner.description] = pid }
    }
    return since
  }
}
