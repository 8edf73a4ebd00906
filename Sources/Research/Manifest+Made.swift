internal import Anonymity
internal import Events
internal import Formats
internal import Foundation
internal import Keyring
internal import Releases
internal import Scrutiny

extension Manifest {
  /// What a manifest tells beside the events.
  struct Facts {
    var policy: Policy
    var id: String
    var created: Day
    var position: UInt64
    var root: String
    var version: String
    var supersedes: [String]
    var files: [WrittenFile]
    var figures: [Figure]
  }

  typealias Figure = Scrutiny.Figure

  init(_ facts: Facts, _ made: Anonymised) throws {
    let (policy, table) = (facts.policy, made.table)
    let words = ReleaseWords(policy, participants: table.cases.count, unique: table.uniqueShare)
    name = "tillid-\(policy.study)"
    id = facts.id
    title = policy.title.isEmpty ? policy.study : policy.title
    description = policy.question
    created = Self.moment(of: facts.created)
    resources = Self.resources(facts.files, table)
    privacy = Privacy(
      tier: policy.tier.rawValue, time: policy.time.rawValue, leastParticipants: policy.leastParticipants,
      guarantee: Guaranteed(policy.guarantee), legalStatus: words.legalStatus, consent: words.consent,
      participants: words.count,
      policy: Hashed(text: policy.published, sha256: try Digest.sha256(policy.text).hexadecimal),
      code: ["name": "tillid", "version": facts.version],
      log: Head(position: facts.position, root: facts.root), ledger: ["release": facts.id],
      supersedes: facts.supersedes, suppression: Suppression(made.report, least: policy.guarantee.people),
      utility: Measures(made.utility), figures: facts.figures.map { Dossier.Told($0).rounded },
      limits: words.limits)
  }

  /// Midnight: the standard asks for a moment, and the hour of our day is nobody's.
  static func moment(of day: Day) -> String { "\(day)T00:00:00Z" }

  /// The schema stands with the first file of each kind that is a table of text.
  private static func resources(_ files: [WrittenFile], _ table: EventTable) -> [Resource] {
    files.map { file in
      let isGzip = file.path.hasSuffix(".gz")
      return Resource(
        name: file.path.lowercased().map { $0.isLetter || $0.isNumber ? String($0) : "-" }.joined(),
        path: file.path, type: file.format == .csv ? "table" : "file", format: file.format.rawValue,
        mediatype: file.format.mediatype, encoding: file.format.isText ? "utf-8" : nil,
        compression: isGzip ? "gz" : nil, bytes: file.bytes, hash: "sha256:\(file.sha256)", events: file.rows,
        schema: [.csv, .jsonLines].contains(file.format) ? TableSchema(table) : nil)
    }
  }
}

extension Digest {
  static func sha256(_ text: String) throws -> [UInt8] {
    let bytes = Array(text.utf8)
    return try sha256(bytes.span.bytes)
  }
}

extension Policy {
  /// The policy as it may be read by anybody: written out anew, and without the names of stops.
  var published: String {
    var open = self
    open.places.municipality = [:]
    return open.written(.english)
  }
}

extension EventFormat {
  fileprivate var mediatype: String {
    switch self {
    case .jsonLines, .cloudEvents: "application/x-ndjson"
    case .csv: "text/csv"
    case .parquet: "application/vnd.apache.parquet"
    case .xes: "application/xml"
    case .ocelJSON: "application/json"
    case .ocelSQLite: "application/vnd.sqlite3"
    }
  }

  fileprivate var isText: Bool { ![.parquet, .ocelSQLite].contains(self) }
}

extension Manifest.Guaranteed {
  fileprivate init(_ guarantee: Guarantee) {
    (length, people, confidence) = (guarantee.length, guarantee.people, guarantee.confidence)
    sensitive = guarantee.sensitive.map {
      Sensitive(name: $0.name, categories: $0.categories, confidence: $0.confidence)
    }
  }
}

extension Manifest.Suppression {
  /// A share that stands for fewer events than `least` is told as nothing.
  fileprivate init(_ report: SuppressionReport, least: Int) {
    let events = max(1, report.events)
    releasedPercent = report.eventsReleased * 100 / events
    lostPercent = [:]
    for reason in SuppressionReport.Reason.allCases where report.lost(reason) >= least {
      lostPercent[reason.rawValue] = report.lost(reason) * 100 / events
    }
    keptPercentByCategory = [:]
    for row in report.categories where row.released >= least && row.events - row.released >= least {
      keptPercentByCategory[row.category] = row.released * 20 / row.events * 5
    }
    lifted = report.lifts.map { "\($0.column): \($0.from) → \($0.to) (\($0.cause.rawValue))" }
  }
}

extension Manifest.Measures {
  fileprivate init(_ utility: Utility) {
    eventsKept = utility.eventsKept.rounded3
    participantsKept = utility.participantsKept.rounded3
    directlyFollows = utility.directlyFollows.rounded3
    directlyFollowsLog = utility.directlyFollowsLog.rounded3
    lengths = utility.lengths.rounded3
    pairRanks = utility.pairRanks.rounded3
    medianTimeError = utility.medianTimeError?.rounded3
    preceding = utility.preceding.map {
      Before(
        kind: $0.kind, before: $0.before, share: $0.release.rounded3, error: $0.error.rounded3,
        holds: $0.holds)
    }
  }
}

extension Dossier.Told {
  fileprivate var rounded: Self {
    var told = self
    told.value = value.rounded3
    return told
  }
}

extension Double {
  /// To three digits, for showing.
  var rounded3: Double { (self * 1000).rounded() / 1000 }
}

extension EventTable {
  /// The share of cases whose rows, in order and without their counts, nobody else has.
  var uniqueShare: Double {
    let columns = columns.filter { $0.name != ReleaseColumn.count.rawValue }
    var seen: [[UInt32]: Int] = [:]
    for index in cases.indices {
      seen[rows(of: index).flatMap { row in columns.map { $0.codes[row] } }, default: 0] += 1
    }
    return Double(seen.values.count { $0 == 1 }) / Double(max(1, cases.count))
  }
}
