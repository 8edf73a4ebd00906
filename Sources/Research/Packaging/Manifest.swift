internal import Anonymity
internal import Formats
internal import Releases
internal import Scrutiny

typealias Manifest = DataPackage<StreamPrivacy>

extension DataPackage<StreamPrivacy> {
  init(
    _ making: Making, _ made: Anonymised, files: [WrittenFile], figures: [Scrutiny.Figure]
  ) throws {
    let schema = TableSchema(made.table)
    self.init(
      making, files.map { Resource(events: $0, schema) },
      try StreamPrivacy(making, made, figures.filter { !$0.isSealed }))
  }
}

extension StreamPrivacy {
  fileprivate init(_ making: Making, _ made: Anonymised, _ figures: [Scrutiny.Figure]) throws {
    let (policy, table) = (making.policy, made.table)
    let words = ReleaseWords(policy, participants: table.cases.count, unique: table.uniqueShare)
    self.init(
      tier: policy.tier.rawValue, time: policy.time.rawValue, leastParticipants: policy.leastParticipants,
      guarantee: Guaranteed(policy.guarantee), legalStatus: words.legalStatus, consent: words.consent,
      participants: words.count, policy: try Hashed(policy),
      code: ["name": "tillid", "version": making.order.version], log: Head(making),
      ledger: ["release": making.id], supersedes: making.supersedes.map(\.id),
      suppression: Suppression(made.report, least: policy.guarantee.people),
      utility: Measures(made.utility), figures: figures.map { Dossier.Told($0).rounded },
      limits: words.limits)
  }
}

extension StreamPrivacy.Guaranteed {
  fileprivate init(_ guarantee: Guarantee) {
    (length, people, confidence) = (guarantee.length, guarantee.people, guarantee.confidence)
    sensitive = guarantee.sensitive.map {
      Sensitive(name: $0.name, categories: $0.categories, confidence: $0.confidence)
    }
  }
}

extension StreamPrivacy.Suppression {
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

extension StreamPrivacy.Measures {
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
