internal import Events

/// What takes longer than a page may. One of each at a time.
enum WorkKind: String, CaseIterable, Encodable, Sendable {
  case rehearsal, comparison, check, verification, backup, rotation, diff, suggestions
  case backupCheck = "backup-check"
  case release
  case releaseRehearsal = "release-rehearsal"

  func title(_ language: Language) -> String {
    switch self {
    case .rehearsal: language.say("Øvelsen", "The rehearsal")
    case .comparison: language.say("Sammenligningen", "The comparison")
    case .check: language.say("Eftersynet af visningerne", "The check of the views")
    case .verification: language.say("Efterprøvningen af loggen", "The verification of the log")
    case .backup: language.say("Sikkerhedskopien", "The backup")
    case .backupCheck: language.say("Eftersynet af kopien", "The check of the backup")
    case .rotation: language.say("Skiftet af epoke", "The change of epoch")
    case .diff: language.say("Forskellen i linjerne", "The difference in the lines")
    case .suggestions: language.say("Forslagene", "The suggestions")
    case .release: language.say("Udgivelsen", "The release")
    case .releaseRehearsal: language.say("Prøven på udgivelsen", "The try of the release")
    }
  }
}

/// One such work: how far it is, or what came of it.
struct Work: Sendable {
  enum State: String, Encodable, Sendable { case running, paused, done, failed }

  let kind: WorkKind
  /// Who began it, and when.
  let by: String
  let began: Moment
  var state = State.running
  /// What it said last: how far, how fast, how long yet; or why it could not be done.
  var line = ""
  var percent: Int?
  /// What came of it, in JSON.
  var told: [UInt8] = []
  /// The process that does it; nil for one of our threads.
  var process: Int32?
  /// It was asked to stop.
  var isAsked = false

  mutating func hear(_ text: String) {
    line = text.hasPrefix(Self.ours) ? String(text.dropFirst(Self.ours.count)) : text
    if let found = text.firstMatch(of: /(\d+) %/) { percent = Int(found.1) }
  }

  private static let ours = "tillid: "
}

/// A work as pages and programs take it.
struct WorkShown: Encodable, Sendable {
  let work: String
  let title: String
  let state: String
  let line: String
  let percent: Int?
  let by: String
  let isRunning: Bool
  let isPaused: Bool
  let isDone: Bool
  let isFailed: Bool

  init(_ work: Work, _ language: Language) {
    (self.work, title, state) = (work.kind.rawValue, work.kind.title(language), work.state.rawValue)
    (line, percent, by) = (work.line, work.percent, work.by)
    (isRunning, isPaused) = (work.state == .running, work.state == .paused)
    (isDone, isFailed) = (work.state == .done, work.state == .failed)
  }
}
