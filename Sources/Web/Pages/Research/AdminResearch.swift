internal import Access
internal import Events
internal import Foundation
internal import HTTPTypes
internal import Notebook
internal import Reading
internal import Rebuild
internal import Releases
internal import Research

/// Releases for research, by whoever answers for them: the policy, a try without handing anything out, making, and
/// taking back. No event of anybody stands on these pages.
enum AdminResearch {
  static let routes: [Route] = [
    .get("/admin/research", .role(.admin), "Releases, the policy that is being written, and what runs.") {
      visit in
      .page("research", title: visit.say("Forskning", "Research"), told: try ResearchShown(visit))
    }.answering(ResearchShown.self),
    .get("/admin/research/policy", .role(.admin), "The policy as text, and what is wrong in it.") { visit in
      let told = try PolicyShown(visit)
      return .page("policy", title: visit.say("Politikken", "The policy"), told: told)
    }.taking(Field("tier", "A whole new one for this tier.", .choice(Tier.allCases.map(\.rawValue))))
      .answering(PolicyShown.self),
    .post("/admin/research/policy", .role(.admin), "`text`: saves the policy, and says what is wrong in it.")
    {
      visit in
      guard let text = visit.form["text"] else { throw WebRefusal.missing("text") }
      try PolicyDraft(visit).save(text.replacing("\r\n", with: "\n"))
      let problems = try PolicyDraft(visit).problems(visit).count
      return .done(
        to: problems == 0 ? "/admin/research" : "/admin/research/policy", told: ["problems": problems],
        note: problems == 0
          ? visit.say("Gemt, og alt kan læses.", "Saved, and all of it can be read.")
          : visit.say(
            "Gemt. Den har \(problems) fejl; de står nedenfor.",
            "Saved. It has \(problems) faults; they stand below."))
    }.taking(1 << 20).taking(.needed("text", "The policy.")).answering([String: Int].self),
    .post("/admin/research/rehearse", .role(.admin), "Makes all of a release but hands nothing out.") {
      visit in
      try begin(.releaseRehearsal, visit)
    }.answering(Nothing.self),
    .post("/admin/research/make", .role(.admin), "Makes the release, and hands it out if it passes.") {
      visit in
      try begin(.release, visit)
    }.answering(Nothing.self),
    .post("/admin/research/{release}/recall", .role(.admin), "Takes a release back, for the reason given.") {
      visit in
      try recall(visit)
    }.taking(.needed("reason", "Why, in a sentence.")).answering(Nothing.self),
  ]

  /// In this process, since only whoever writes the log can make the key of a release and tell of it.
  private static func begin(_ kind: WorkKind, _ visit: Visit) throws -> Answer {
    let draft = try PolicyDraft(visit)
    guard let text = draft.text, try draft.problems(visit).isEmpty else { throw AdminRefusal.noPolicy }
    let (notebook, order) = (visit.notebook, try order(text, kind, visit))
    let shelf = Shelf(at: visit.site.settings.data + "/releases", notebook.engine)
    try visit.begin(kind) { working in
      let made = try Maker(notebook, shelf, progress: { $0.tell(working) }).make(order)
      return Array(try JSONEncoder().encode(ReleaseTried(made)))
    }
    return .done(to: "/admin/research", told: Nothing())
  }

  private static func order(_ text: String, _ kind: WorkKind, _ visit: Visit) throws -> ReleaseOrder {
    let place = HandedRelease.place(visit)
    try FileManager.default.createDirectory(
      atPath: place, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    let folder = "\(place)/\(visit.now.moment.milliseconds)"
    var order = ReleaseOrder(try Policy(yaml: text), to: kind == .release ? folder : nil)
    order.approver = visit.by
    order.version = visit.site.settings.version
    return order
  }

  private static func recall(_ visit: Visit) throws -> Answer {
    guard let reason = visit.form["reason"], !reason.isEmpty else { throw WebRefusal.missing("reason") }
    let release = try visit.notebook.engine.release(visit.places["release"] ?? "")
    try visit.notebook.recall(release: release.handle, reason: reason, visit.telling())
    return .done(
      to: "/admin/research", told: Nothing(),
      note: visit.say(
        "Noteret: den er kaldt tilbage, og ingen finder den her mere.",
        "Noted: it is recalled, and nobody finds it here any more."))
  }
}

extension ReleaseStage {
  /// On the card of the work.
  fileprivate func tell(_ working: Working) {
    switch self {
    case .reading(let done, let total): working.tell(done, of: max(1, total) * 4)
    case .anonymising, .writing: working.tell(1, of: 4)
    case .verifying(_, _, let done): working.tell(50 + Int(done * 25), of: 100)
    case .attacking(_, _, let done): working.tell(75 + Int(done * 25), of: 100)
    }
  }
}

/// Releases as an admin sees them: how many and for whom, never what is in them.
struct ResearchShown: Encodable, Sendable {
  struct Release: Encodable, Sendable {
    let release: String
    let study: String
    let about: String
    let status: String
    let canRecall: Bool
  }

  let releases: [Release]
  let hasReleases: Bool
  let hasPolicy: Bool
  let isSound: Bool
  let canMake: Bool
  let work: WorkShown?
  let rehearsal: WorkShown?
  let isFollowed: Bool
  /// What the last rehearsal came to, a line each.
  let found: [String]
  let hasFound: Bool
  /// What it measured, and what holds.
  let measured: [String]

  init(_ visit: Visit) throws {
    let (language, draft) = (visit.language, try PolicyDraft(visit))
    releases = try visit.notebook.engine.releases().reversed().map { Release($0, language) }
    hasReleases = !releases.isEmpty
    hasPolicy = draft.text != nil
    isSound = try hasPolicy && draft.problems(visit).isEmpty
    (work, rehearsal) = (visit.work(.release), visit.work(.releaseRehearsal))
    isFollowed = [work, rehearsal].contains { $0?.isRunning ?? false }
    canMake = isSound && !isFollowed
    let tried = try visit.came(of: .releaseRehearsal, as: ReleaseTried.self)
    (found, measured) = (tried?.lines(language) ?? [], tried?.measured(language) ?? [])
    hasFound = !found.isEmpty
  }
}

extension ResearchShown.Release {
  fileprivate init(_ release: LoggedRelease, _ language: Language) {
    self.release = release.id
    study = release.released.study
    about = [
      language.say("niveau \(release.released.tier)", "tier \(release.released.tier)"), "\(release.when.day)",
      release.released.recipient, release.released.institution,
    ].filter { !$0.isEmpty }.joined(separator: " · ")
    if let recalled = release.recalled {
      status = language.say("kaldt tilbage: \(recalled.reason)", "recalled: \(recalled.reason)")
    } else {
      status =
        release.isEnded
        ? language.say(
          "nøglen er ødelagt: ingen kan sige, hvem nogen er",
          "the key is destroyed: nobody can say who is who")
        : language.say("givet ud", "handed out")
    }
    canRecall = release.recalled == nil
  }
}

struct PolicyShown: Encodable, Sendable {
  struct Problem: Encodable, Sendable {
    let line: Int
    let text: String
  }

  let text: String
  let problems: [Problem]
  let hasProblems: Bool

  init(_ visit: Visit) throws {
    let (draft, language) = (try PolicyDraft(visit), visit.language)
    if let tier = visit.query["tier"].flatMap(Tier.init) {
      text = try Self.begun(tier, visit)
      problems = []
    } else {
      text = draft.text ?? ""
      problems = try draft.problems(visit).map {
        Problem(line: $0.line, text: language.say($0.danish, $0.english))
      }
    }
    hasProblems = !problems.isEmpty
  }

  /// A whole policy for this log, with the stops that it knows.
  private static func begun(_ tier: Tier, _ visit: Visit) throws -> String {
    let engine = visit.notebook.engine
    var policy = Policy(tier: tier, groups: try engine.words().researchGroups)
    policy.study = visit.say("studie", "study")
    return policy.written(visit.language, unplaced: try engine.stopsForResearch(jobs: 2))
  }
}
