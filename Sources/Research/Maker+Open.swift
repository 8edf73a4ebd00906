internal import Anonymity
internal import Events
internal import Formats
internal import Foundation
internal import HashTree
internal import Journal
internal import Keyring
internal import Notebook
internal import Rebuild
internal import Releases

extension Maker {
  /// A release of tier C: tables with noise and invented streams. They are drawn once; a copy lies with the dossier
  /// and is what is handed out again. A rehearsal draws nothing, since a draw that is looked at is spent.
  public func makeOpen(_ order: ReleaseOrder) throws -> ReleaseMade {
    if let again = order.again { return try handOutAgain(again, order) }
    guard let to = order.folder else { throw ResearchRefusal.noRehearsal }
    let (position, drawn) = (try position(order), try DrawnKey())
    let beside = try Beside(to, in: shelf.path)
    defer { beside.clear() }
    let traces = try steps.time("reading") { try population(at: position, order.jobs) }
    let namer = try drawn.namer()
    let ledger = Ledger(try engine.releases().map(\.released))
    let open = try steps.time("noise") {
      try OpenMaker(policy: order.policy) { try namer.name($0) }.release(of: traces, ledger: ledger)
    }
    let folder = ReleaseFolder(path: beside.path)
    let files = try steps.time("writing") { try write(open, order.policy, folder) }
    let id = try drawn.handle.releaseID
    let manifest = try OpenManifest(
      order.policy, id: id, created: clock().today, files: files, privacy: open.privacy,
      log: Manifest.Head(
        position: position, root: engine.journal.edge(size: position).root.bytes.hexadecimal),
      version: order.version
    ).json
    try put(manifest, at: folder.manifest)
    try put(Array(OpenManifest.readMe(order.policy, id, open.privacy).utf8), at: folder.readMe)
    let released = try released(order, drawn.handle, position, open, manifest)
    var dossier = Dossier()
    (dossier.id, dossier.study, dossier.tier) = (id, released.study, released.tier)
    (dossier.policy, dossier.position) = (order.policy.text, position)
    dossier.manifest = String(decoding: manifest, as: UTF8.self)
    (dossier.approver, dossier.program) = (order.approver, order.program)
    (dossier.persons, dossier.events, dossier.seconds) = (open.population, open.events, steps.seconds)
    try engine.keyring.keep(drawn)
    let members = try MemberFile(of: drawn.handle, traces.keepers, [:], engine.keyring)
    try shelf.put(dossier, members, of: drawn.handle, copying: folder.path)
    var telling = Telling("")
    telling.by = order.approver
    try notebook.record(released, telling)
    try beside.handOut(to)
    return ReleaseMade(released: released, id: id, dossier: dossier)
  }

  private func handOutAgain(_ again: LoggedRelease, _ order: ReleaseOrder) throws -> ReleaseMade {
    guard let to = order.folder else { throw ResearchRefusal.noRehearsal }
    let kept = try shelf.copy(of: again.handle)
    guard let dossier = try shelf.dossier(of: again.handle), FileManager.default.fileExists(atPath: kept)
    else {
      throw ResearchRefusal.drawnOnce(again.id)
    }
    guard !FileManager.default.fileExists(atPath: to) else { throw ResearchRefusal.alreadyThere(to) }
    do { try FileManager.default.copyItem(atPath: kept, toPath: to) } catch {
      throw ResearchRefusal.noFolder(to, error.localizedDescription)
    }
    return ReleaseMade(released: again.released, id: again.id, dossier: dossier)
  }

  private func write(_ open: OpenRelease, _ policy: Policy, _ folder: ReleaseFolder) throws
    -> [OpenManifest.Resource]
  {
    progress(.writing("tables"))
    var files = try open.writeTables(to: folder).map { path, rows in
      let bytes = Array(FileManager.default.contents(atPath: "\(folder.path)/\(path)") ?? Data())
      return OpenManifest.Resource(
        path: path, bytes: bytes.count, sha256: try Digest.sha256(bytes.span.bytes).hexadecimal, rows: rows)
    }
    guard let streams = open.streams else { return files }
    try FileManager.default.createDirectory(
      atPath: folder.streams.path, withIntermediateDirectories: true)
    for format in [EventFormat.jsonLines, .csv, .parquet] {
      files += try streams.write(as: format, to: folder.streams, shape: TableShape(policy), parts: 4).map {
        OpenManifest.Resource(path: "streams/\($0.path)", bytes: $0.bytes, sha256: $0.sha256, rows: $0.rows)
      }
    }
    return files
  }

  private func released(
    _ order: ReleaseOrder, _ handle: Handle, _ position: UInt64, _ open: OpenRelease, _ manifest: [UInt8]
  ) throws -> Released {
    let policy = order.policy
    var released = Released(study: policy.study, handle)
    (released.tier, released.question, released.position) = (policy.tier.rawValue, policy.question, position)
    (released.recipient, released.institution) = (policy.recipient.name, policy.recipient.institution)
    released.policy = try Digest.sha256(policy.text)
    released.manifest = try Digest.sha256(manifest.span.bytes)
    (released.participants, released.events) = (open.population, open.events)
    released.spent = open.spent
    return released
  }
}

/// What a release of tier C says of itself. Nothing in it comes of the data but what was drawn with noise.
struct OpenManifest: Encodable {
  var schema = "https://datapackage.org/profiles/2.0/datapackage.json"
  var name: String
  var id: String
  var title: String
  var description: String
  var created: String
  var resources: [Resource]
  var privacy: Privacy

  private enum CodingKeys: String, CodingKey {
    case schema = "$schema"
    case name, id, title, description, created, resources, privacy
  }

  struct Resource: Encodable {
    var name: String
    var path: String
    var format: String
    var bytes: Int
    var hash: String
    var rows: Int

    init(path: String, bytes: Int, sha256: String, rows: Int) {
      name = path.lowercased().map { $0.isLetter || $0.isNumber ? String($0) : "-" }.joined()
      let ending = path.split(separator: ".").last { $0 != "gz" } ?? ""
      (self.path, format, self.bytes, hash, self.rows) = (
        path, String(ending), bytes, "sha256:\(sha256)", rows
      )
    }
  }

  struct Privacy: Encodable {
    var tier: String
    var policy: Manifest.Hashed
    var code: [String: String]
    var log: Manifest.Head
    var ledger: [String: String]
    var noise: OpenPrivacy
  }

  init(
    _ policy: Policy, id: String, created: Day, files: [Resource], privacy: OpenPrivacy, log: Manifest.Head,
    version: String
  ) throws {
    (name, self.id) = ("tillid-\(policy.study)", id)
    title = policy.title.isEmpty ? policy.study : policy.title
    (description, self.created, resources) = (policy.question, created.description, files)
    self.privacy = Privacy(
      tier: policy.tier.rawValue,
      policy: Manifest.Hashed(text: policy.published, sha256: try Digest.sha256(policy.text).hexadecimal),
      code: ["name": "tillid", "version": version], log: log, ledger: ["release": id], noise: privacy)
  }

  var json: [UInt8] {
    get throws {
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
      return Array(try encoder.encode(self)) + [0x0A]
    }
  }

  static func readMe(_ policy: Policy, _ id: String, _ privacy: OpenPrivacy) -> String {
    func list(_ words: [String]) -> String { words.map { "- \($0)" }.joined(separator: "\n") }
    return """
      # \(policy.title.isEmpty ? policy.study : policy.title)

      \(policy.question)

      ## Dansk

      \(privacy.legalStatus.da) ε = \(privacy.epsilon). \(privacy.clipped.da)

      \(list(privacy.limits.map(\.da)))

      ## English

      \(privacy.legalStatus.en) ε = \(privacy.epsilon). \(privacy.clipped.en)

      \(list(privacy.limits.map(\.en)))

      """
  }
}
