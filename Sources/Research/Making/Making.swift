internal import Events
internal import HashTree
internal import Journal
internal import Keyring
internal import Rebuild
internal import Releases
internal import Scrutiny

/// What is known of a release before anything of it is made.
struct Making {
  let order: ReleaseOrder
  let position: Position
  let key: ReleaseKey
  let id: String
  /// The day on which it is made, or was made.
  let day: Day
  /// Of the log's hash tree, up to the position.
  let root: String
  /// Ids of releases that it takes the place of, and the SHA-256 of the manifest of each.
  let supersedes: [(id: String, manifest: [UInt8])]

  init(_ order: ReleaseOrder, _ engine: Engine, today: Day) throws {
    self.order = order
    let end = try engine.journal.end
    position = order.again?.released.position ?? order.position ?? end
    guard (1...max(1, end)).contains(position) else { throw ResearchRefusal.noPosition(position, end: end) }
    key = try Self.key(order)
    id = try key.handle.releaseID
    day = order.again?.when.day ?? today
    root = try engine.journal.edge(size: position).root.bytes.hexadecimal
    let gone = order.again?.released.supersedes ?? order.supersedes
    let logged = gone.isEmpty ? [] : try engine.releases()
    supersedes = try gone.map { handle in
      (try handle.releaseID, logged.first { $0.handle == handle }?.released.manifest ?? [])
    }
  }

  var policy: Policy { order.policy }
  var isRehearsal: Bool { order.folder == nil }

  private static func key(_ order: ReleaseOrder) throws -> ReleaseKey {
    guard let again = order.again else { return .drawn(try DrawnKey()) }
    guard !again.isEnded else { throw ResearchRefusal.ended(again.id) }
    guard again.released.tier != Tier.c.rawValue else { throw ResearchRefusal.drawnOnce(again.id) }
    guard try Digest.sha256(order.policy.text) == again.released.policy else {
      throw ResearchRefusal.otherPolicy(again.id)
    }
    return .kept(again.handle)
  }

  // MARK: - what the log and the dossier are told

  func released(participants: Int, events: Int, manifest: [UInt8]) throws -> Released {
    var released = Released(study: policy.study, key.handle)
    (released.tier, released.question, released.position) = (policy.tier.rawValue, policy.question, position)
    (released.recipient, released.institution) = (policy.recipient.name, policy.recipient.institution)
    released.policy = try Digest.sha256(policy.text)
    released.manifest = try Digest.sha256(manifest.span.bytes)
    (released.participants, released.events) = (participants, events)
    released.supersedes = order.supersedes
    return released
  }

  func dossier(
    persons: Int, events: Int, _ figures: [Scrutiny.Figure], manifest: [UInt8]
  ) -> Dossier {
    var dossier = Dossier()
    (dossier.id, dossier.study, dossier.tier) = (id, policy.study, policy.tier.rawValue)
    (dossier.policy, dossier.position) = (policy.text, position)
    dossier.manifest = String(decoding: manifest, as: UTF8.self)
    (dossier.approver, dossier.program) = (order.approver, order.program)
    (dossier.persons, dossier.events) = (persons, events)
    dossier.figures = figures.map { Dossier.Told($0) }
    return dossier
  }
}
