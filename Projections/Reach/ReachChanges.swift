public import Events

extension Reach {
  /// What the whole time has come to.
  public static func changes(from old: Tally, to new: Tally, _ context: ChangeContext) -> [Change] {
    Change.sums(from: table(old).whole.figures(context), to: table(new).whole.figures(context))
  }
}

extension ReachPeriod {
  fileprivate func figures(_ context: ChangeContext) -> [Figure] {
    [
      Figure("stop holdt", "stops held", stopsHeld), Figure("stop aflyst", "stops cancelled", stopsCancelled),
      Figure("fremmøde", "came", peopleMet), Figure("måltider", "meals", meals),
      Figure("nye ansigter", "new faces", newFaces), Figure("grusvejsture", "home visits", homeVisits),
      Figure("åbne døre", "doors opened", doorsOpened), Figure("bevilget", "granted", granted),
      Figure("afslag", "refused", refused), Figure("løfter holdt", "promises kept", promisesKept),
      Figure("løfter ikke holdt", "promises broken", promisesBroken),
    ] + kinds(help, "hjælp: ", "help: ", context) + kinds(referred, "henvist: ", "referred: ", context)
      + kinds(came, "kom frem: ", "got there: ", context)
  }

  private func kinds(
    _ sums: [String: Int], _ danish: String, _ english: String, _ context: ChangeContext
  ) -> [Figure] {
    sums.sorted { $0.key < $1.key }.map { Figure(Kind($0.key), $0.value, context, danish, english) }
  }
}
