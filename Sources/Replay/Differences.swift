public import Events
import Releases

/// What a view tells otherwise when a release is looked at as something else: for how many participants, and why, in
/// the words of the view itself.
public struct Differences: Hashable, Sendable {
  public struct Reason: Hashable, Sendable {
    public var reason: Change.Reason
    /// With how many it stands at least once; nil where fewer than may be told.
    public var participants: Int?
    /// One of its sentences, as it stands with most, without its dates.
    public var example: String
  }

  public let view: String
  public let participants: Int
  /// With how many anything differs; nil where fewer than may be told.
  public let changed: Int?
  public let reasons: [Reason]

  public init<View: StoryProjection>(
    _ view: View.Type, from old: Retelling, to new: Retelling, least: Int, _ language: Language
  ) {
    self.view = View.name
    participants = old.table.cases.count
    let context = ChangeContext(person: Handle(high: 1, low: 1), today: max(old.lastDay, new.lastDay)) {
      kind, _ in
      kind.rawValue
    }
    var (changed, counts, examples) = (0, [Change.Reason: Int](), [Change.Reason: [String: Int]]())
    for index in old.table.cases.indices {
      let changes = View.changes(
        from: View(of: old.story(of: index)), to: View(of: new.story(of: index)), context)
      if !changes.isEmpty { changed += 1 }
      for reason in Set(changes.map(\.reason)) { counts[reason, default: 0] += 1 }
      for sentence in Set(changes.map { Sentence($0, language) }) {
        examples[sentence.reason, default: [:]][sentence.text, default: 0] += 1
      }
    }
    self.changed = changed == 0 || changed >= least ? changed : nil
    reasons = Change.Reason.allCases.compactMap { reason in
      guard let count = counts[reason] else { return nil }
      let told = examples[reason]?.max { ($0.value, $1.key) < ($1.value, $0.key) }
      return Reason(
        reason: reason, participants: count >= least ? count : nil,
        example: told.map { $0.value >= least ? $0.key : "" } ?? "")
    }
  }
}

/// A sentence that may stand with many.
private struct Sentence: Hashable {
  let reason: Change.Reason
  let text: String

  init(_ change: Change, _ language: Language) {
    reason = change.reason
    let line = change.sentence(language)
    text = line.shown(unnamed: language.say("deltageren", "the participant")) { _ in nil }
  }
}

extension Retelling {
  /// The last day on which anything begins.
  public var lastDay: Day { times.map(\.first).max() ?? ReleasedTime.start }
}
