internal import Anonymity
internal import Events
internal import Formats
internal import Foundation
internal import Journal
internal import Keyring
internal import Noise
internal import Rebuild
internal import Releases
internal import Scrutiny

extension Maker {
  /// A release of tier C: drawn once.
  func drafted(open making: Making, _ beside: Beside) throws -> Drafted {
    let (policy, folder) = (making.policy, ReleaseFolder(path: beside.path))
    let ledger = Ledger(try engine.releases().map(\.released))
    let traces = try steps.time("reading") { try read(making) }
    let namer = try making.key.namer(engine.keyring)
    let made = try steps.time("drawing") {
      try OpenMaker(policy: policy, secret: namer.name).release(of: traces, ledger: ledger)
    }
    let figures = steps.time("auditing") { made.figures(policy, progress) }
    // A draw that does not pass is thrown away unseen, in a rehearsal too.
    if !figures.reasons.isEmpty { throw ResearchRefusal.failed(figures.reasons) }
    let json = try pack(making, made, files: write(made, policy, folder), figures, folder)
    var released = try making.released(
      participants: made.counted.count, events: made.events - made.leftOut, manifest: json)
    released.spent = made.spent
    var dossier = making.dossier(
      persons: traces.keepers.count, events: traces.events, figures, manifest: json)
    (dossier.nearness, dossier.leftOut, dossier.seconds) = (made.nearness, made.leftOut, steps.seconds)
    // Nobody has a row or a pseudonym; that they were counted is on their receipt all the same.
    let members = Dictionary(uniqueKeysWithValues: made.counted.map { ($0, MemberFile.Member()) })
    return Drafted(released: released, dossier: dossier, asked: traces.keepers, members: members)
  }

  private func read(_ making: Making) throws -> Traces {
    let (total, tell) = (Int(try engine.journal.end), progress)
    let traces = try engine.traces(
      at: making.position, jobs: making.order.jobs,
      progress: Progress(total: total) { tell(.reading(done: $0, of: $1)) })
    try refuseWhoSaidNo(in: traces, since: making)
    return traces
  }

  private func write(
    _ made: OpenRelease, _ policy: Policy, _ folder: ReleaseFolder
  ) throws -> [Resource] {
    progress(.writing("csv"))
    var files: [Resource] = []
    let paths = try made.writeTables(to: folder)
    for (place, file) in paths.enumerated() {
      let format: EventFormat = file.path.hasSuffix(".csv") ? .csv : .jsonLines
      let written = try WrittenFile(hashing: "\(folder.path)/\(file.path)", format: format, rows: file.rows)
      // Two files of each table.
      files.append(Resource(cells: written, at: file.path, TableSchema(made.tables[place / 2])))
    }
    guard let streams = made.streams else { return files }
    let names = ["jsonl"] + policy.formats.filter { $0 != "jsonl" }
    for format in names.compactMap(EventFormat.init(rawValue:)) {
      progress(.writing(format.rawValue))
      for written in try streams.write(as: format, to: folder.streams, shape: TableShape(policy), parts: 4) {
        files.append(Resource(events: written, at: "streams/" + written.path, TableSchema(streams: streams)))
      }
    }
    return files
  }

  private func pack(
    _ making: Making, _ made: OpenRelease, files: [Resource], _ figures: [Scrutiny.Figure],
    _ folder: ReleaseFolder
  ) throws -> [UInt8] {
    let manifest = try OpenManifest(making, made, files: files, figures: figures)
    try put(Array(made.privacy.readMe(making.policy, making.id).utf8), at: folder.readMe)
    try put(Croissant(manifest, making).json, at: folder.croissant)
    try put(DataCite(manifest, making).json, at: folder.dataCite)
    let json = try manifest.json
    try put(json, at: folder.manifest)
    return json
  }
}

extension OpenRelease {
  /// That the noise hides what it claims to, found anew for each draw with 20,000 runs; and that no count of the
  /// tables is so sharp that it could be held against another.
  fileprivate func figures(
    _ policy: Policy, _ progress: (ReleaseStage) -> Void
  ) -> [Scrutiny.Figure] {
    var bits = AuditBits()
    let draws = NoisePlan(policy.noise).draws
    let audits = draws.enumerated().map { place, draw in
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
    return audits + tables.map(\.sharpness)
  }
}

extension NoisyTable {
  /// A count can be held against that of the next release, or against the rows of a file: what differs by fewer than
  /// `Gate.difference` people must drown in the noise of this one alone, whatever stands on the other side.
  fileprivate var sharpness: Scrutiny.Figure {
    let (error, crowd) = (mechanism.error, Gate().difference)
    return Scrutiny.Figure(
      "cell-error-\(name)", Double(error), limit: Double(crowd), isLeast: true,
      danish:
        "Et tal i \(name) er ± \(error): holdt op mod et andet udtræk skal en forskel på færre end \(crowd) drukne i støjen.",
      english:
        "A count in \(name) is ± \(error): held against another release, a difference of fewer than \(crowd) must drown in the noise."
    )
  }
}
