public import Events

extension Stops {
  /// What each stop has come to in all.
  public static func changes(from old: Tally, to new: Tally, _ context: ChangeContext) -> [Change] {
    let (before, after) = (totals(old), totals(new))
    return Set(before.keys).union(after.keys).sorted().flatMap { stop in
      Change.sums(
        stop, from: before[stop]?.figures(context) ?? [], to: after[stop]?.figures(context) ?? [])
    }
  }

  private static func totals(_ tally: Tally) -> [String: StopWeek] {
    table(tally).reduce(into: [:]) { totals, week in
      totals[week.stop, default: StopWeek(stop: week.stop, week: "")].add(week)
    }
  }
}

extension StopWeek {
  fileprivate func figures(_ context: ChangeContext) -> [Figure] {
    let help = help.sorted { $0.key < $1.key }.map { Figure(Kind($0.key), $0.value, context) }
    return [
      Figure("holdt", "held", held), Figure("aflyst", "cancelled", cancelled),
      Figure("mødte op", "came", heads), Figure("måltider", "meals", meals), Figure("nye", "new", newFaces),
    ] + help
  }
}
