internal import Anonymity
internal import Events
internal import Formats
internal import Foundation
internal import HashTree
internal import Journal
internal import Keyring
internal import Noise
internal import Notebook
internal import Rebuild
internal import Releases
internal import Scrutiny

extension Maker {
  /// A release of tier C. What it spends stands in the log before the folder is handed out, so that nothing that was
  /// drawn can be seen and not counted.
  func makeOpen(_ order: ReleaseOrder) throws -> ReleaseMade {
    let (position, key) = (try position(order), try key(order))
    let beside = try Beside(order.folder, in: shelf.path)
    defer { beside.clear() }
    let ledger = Ledger(try engine.releases().map(\.released))
    let traces = try steps.time("reading") { try population(at: position, order.jobs) }
    let namer = try key.namer(engine.keyring)
    let made = try steps.time("drawing") {
      try OpenMaker(policy: order.policy, secret: namer.name).release(of: traces, ledger: ledger)
    }
    let id = try key.handle.releaseID
    let figures = steps.time("auditing") { made.figures(order.policy, progress) }
    let failed = figures.filter { !$0.holds }.map { ResearchRefusal.Reason($0.danish, $0.english) }
    if !failed.isEmpty { throw ResearchRefusal.failed(failed) }
    let folder = ReleaseFolder(path: beside.path)
    let manifest = try OpenManifest(
      made, order, id: id, created: clock().today, files: try write(made, order.policy, folder),
      head: .init(
        position: position, root: engine.journal.edge(size: position).root.bytes.hexadecimal),
      figures: figures)
    let json = try manifest.json
    let released = try released(order, key.handle, position, made, json)
    let dossier = dossier(order, released, id, made, traces, figures, json)
    guard let to = order.folder else { return ReleaseMade(released: released, id: id, dossier: dossier) }
    try put(json, at: folder.manifest)
    try put(Array(made.privacy.readMe(order.policy, id).utf8), at: folder.readMe)
    if case .drawn(let drawn) = key { try engine.keyring.keep(drawn) }
    // Nobody has a row or a pseudonym; that they were counted is on their receipt all the same.
    let members = Dictionary(
      uniqueKeysWithValues: made.counted.map { ($0, (pid: "", count: 0, print: UInt64(0))) })
    let file = try MemberFile(of: key.handle, traces.keepers, members, engine.keyring)
    try shelf.put(dossier, file, of: key.handle)
    var telling = Telling("")
    telling.by = order.approver
    try notebook.record(released, telling)
    try beside.handOut(to)
    return ReleaseMade(released: released, id: id, dossier: dossier)
  }

  private func write(
    _ made: OpenRelease, _ policy: Policy, _ folder: ReleaseFolder
  ) throws -> [OpenManifest.Resource] {
    progress(.writing("csv"))
    var files: [OpenManifest.Resource] = []
    let paths = try made.writeTables(to: folder)
    for (place, file) in paths.enumerated() {
      let format: EventFormat = file.path.hasSuffix(".csv") ? .csv : .jsonLines
      let written = try WrittenFile(hashing: "\(folder.path)/\(file.path)", format: format, rows: file.rows)
      // Two files of each table.
      files.append(.init(written, at: file.path, .init(made.tables[place / 2])))
    }
    guard let streams = made.streams else { return files }
    let names = ["jsonl"] + policy.formats.filter { $0 != "jsonl" }
    for format in names.compactMap(EventFormat.init(rawValue:)) {
      progress(.writing(format.rawValue))
      for written in try streams.write(as: format, to: folder.streams, shape: TableShape(policy), parts: 4) {
        files.append(.init(written, at: "streams/" + written.path, .init(streams: streams)))
      }
    }
    return files
  }

  private func released(
    _ order: ReleaseOrder, _ handle: Handle, _ position: Position, _ made: OpenRelease, _ manifest: [UInt8]
  ) throws -> Released {
    let policy = order.policy
    var released = Released(study: policy.study, handle)
    (released.tier, released.question, released.position) = (policy.tier.rawValue, policy.question, position)
    (released.recipient, released.institution) = (policy.recipient.name, policy.recipient.institution)
    released.policy = try Digest.sha256(policy.text)
    released.manifest = try Digest.sha256(manifest.span.bytes)
    (released.participants, released.events) = (made.counted.count, made.events - made.leftOut)
    (released.supersedes, released.spent) = (order.supersedes, made.spent)
    return released
  }

  private func dossier(
    _ order: ReleaseOrder, _ released: Released, _ id: String, _ made: OpenRelease, _ traces: Traces,
    _ figures: [Scrutiny.Figure], _ manifest: [UInt8]
  ) -> Dossier {
    var dossier = Dossier()
    (dossier.id, dossier.study, dossier.tier) = (id, released.study, released.tier)
    (dossier.policy, dossier.position) = (order.policy.text, released.position)
    dossier.manifest = String(decoding: manifest, as: UTF8.self)
    (dossier.approver, dossier.program) = (order.approver, order.program)
    (dossier.persons, dossier.events) = (traces.keepers.count, traces.events)
    (dossier.nearness, dossier.leftOut) = (made.nearness, made.leftOut)
    dossier.figures = figures.map { Dossier.Told($0) }
    dossier.seconds = steps.seconds
    return dossier
  }
}

extension OpenManifest {
  fileprivate init(
    _ made: OpenRelease, _ order: ReleaseOrder, id: String, created: Day, files: [Resource],
    head: Manifest.Head, figures: [Scrutiny.Figure]
  ) throws {
    let policy = order.policy
    self.init(
      name: "tillid-\(policy.study)", id: id, title: policy.title.isEmpty ? policy.study : policy.title,
      description: policy.question, created: Manifest.moment(of: created), resources: files,
      privacy: Privacy(
        noise: made.privacy,
        policy: .init(text: policy.published, sha256: try Digest.sha256(policy.text).hexadecimal),
        code: ["name": "tillid", "version": order.version], log: head, ledger: ["release": id],
        supersedes: try order.supersedes.map { try $0.releaseID }, figures: figures.map { Dossier.Told($0) }))
  }
}

extension OpenRelease {
  /// That the noise hides what it claims to, found anew for each draw with 20,000 runs.
  fileprivate func figures(
    _ policy: Policy, _ progress: (ReleaseStage) -> Void
  ) -> [Scrutiny.Figure] {
    var bits = AuditBits()
    let draws = NoisePlan(policy.noise).draws
    return draws.enumerated().map { place, draw in
      progress(
        .attacking(
          danish: "efterprøver støjen i \(draw.query)", english: "audits the noise in \(draw.query)",
          done: Double(place) / Double(draws.count)))
      let (found, claimed) = draw.audited(
        contributions: policy.noise.contributions, runs: 20_000, bits: &bits)
      let name = draw.query.replacing(" ", with: "-")
      let (least, most) = (String(format: "%.2f", found), String(format: "%.2f", claimed))
      return Scrutiny.Figure(
        "noise-audit-\(name)", found, limit: claimed,
        danish: "Støjen i \(draw.query) viser mindst ε = \(least) og lover højst \(most).",
        english: "The noise in \(draw.query) shows at least ε = \(least) and promises at most \(most).")
    }
  }
}
