import Releases

/// A release in which nobody is exposed, and its rows before anything was suppressed.
struct Settled {
  var work: Work
  var before: Rows
  /// Whether suppression was carried to its end: else somebody is exposed.
  var isDone: Bool
}

extension Work {
  /// Capped, and suppressed until nobody is exposed: at the levels that were lifted to, or at finer ones, step by
  /// step, where a trial keeps what is aimed at for so many participants.
  func settled(_ keys: [KeyedChoice], _ progress: (AnonymiserStep) -> Void) -> Settled {
    var (now, found) = (self, Settled?.none)
    for column in Regained.allCases {
      while let finer = now.levels.finer(column, asked: asked, scale),
        let tried = now.tried(finer, keys, progress)
      {
        (now.levels, found) = (finer.levels, tried)
        now.report.lifts = tried.work.report.lifts
        now.report.exposedAfterLifting = tried.work.report.exposedAfterLifting
      }
    }
    return found ?? suppressed(keys, least: 0, progress)
  }

  private func tried(
    _ finer: Candidate, _ keys: [KeyedChoice], _ progress: (AnonymiserStep) -> Void
  ) -> Settled? {
    var trial = self
    trial.levels = finer.levels
    let exposed = trial.exposed
    guard !isTooMuch(exposed, times: 5) else { return nil }
    trial.report.lifts.append(
      .init(
        column: finer.column, from: finer.from, to: finer.to, cause: .regained,
        exposedBefore: report.exposedAfterLifting, exposedAfter: exposed))
    trial.report.exposedAfterLifting = exposed
    let aims = Aims(participants: report.drawn)
    let settled = trial.suppressed(keys, least: aims.events, progress)
    guard settled.isDone else { return nil }
    let measure = Measure(settled.work, before: settled.before, after: settled.work.rows(finer.levels))
    return measure.reaches(aims) ? settled : nil
  }

  /// Given up where less than a share of the events would be left.
  private func suppressed(
    _ keys: [KeyedChoice], least share: Double, _ progress: (AnonymiserStep) -> Void
  ) -> Settled {
    var work = self
    work.cap()
    let before = work.rows(levels)
    let isDone = work.repair(keys, least: share, progress)
    return Settled(work: work, before: before, isDone: isDone)
  }
}

/// Columns that are told again, in this order: what comes before something, and how long it takes, is asked of time.
enum Regained: CaseIterable { case time, mode, place, worker }

extension Levels {
  /// One step finer; nil where all is told that was asked for.
  func finer(_ column: Regained, asked: Levels, _ scale: TimeScale) -> Candidate? {
    var finer = self
    switch column {
    case .time:
      guard time > asked.time else { return nil }
      finer.time -= 1
      return Candidate(finer, "time", scale.name(width: time), scale.name(width: finer.time))
    case .mode:
      guard !modes, asked.modes else { return nil }
      finer.modes = true
      return Candidate(finer, "mode", "none", "told")
    case .place:
      guard place.rawValue > asked.place.rawValue, let level = PlaceLevel(rawValue: place.rawValue - 1)
      else { return nil }
      finer.place = level
      return Candidate(finer, "place", place.name, level.name)
    case .worker:
      guard worker.rawValue > asked.worker.rawValue, let level = WorkerLevel(rawValue: worker.rawValue - 1)
      else { return nil }
      finer.worker = level
      return Candidate(finer, "worker", worker.name, level.name)
    }
  }
}

extension Candidate {
  fileprivate init(_ levels: Levels, _ column: String, _ from: String, _ to: String) {
    self.init(levels: levels, column: column, from: from, to: to, dearness: 1)
  }
}

/// What a release of so many participants is to keep, where a level is told again; shares from 0 to 1.
struct Aims {
  let events = 0.95
  let participants: Double
  /// How far what follows what may be moved.
  let directlyFollows: Double
  /// Of each kind.
  let kind = 0.5

  init(participants count: Int) {
    (participants, directlyFollows) = count >= 10_000 ? (0.99, 0.02) : (0.97, 0.05)
  }
}
