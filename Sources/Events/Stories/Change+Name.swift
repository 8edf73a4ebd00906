extension Language {
  /// Why something is told otherwise, in plain words.
  public func name(_ reason: Change.Reason) -> String {
    switch reason {
    case .newlyRead: say("læses nu", "newly read")
    case .noLongerRead: say("læses ikke mere", "no longer read")
    case .readOtherwise: say("læses anderledes", "read otherwise")
    case .firstNew: say("ny første gang", "new first time")
    case .firstGone: say("ikke mere første gang", "no longer a first")
    case .firstEarlier: say("første gang før", "first time earlier")
    case .firstLater: say("første gang senere", "first time later")
    case .lineNew: say("ny række", "new row")
    case .lineGone: say("række væk", "row gone")
    case .lineOtherwise: say("rækken siger andet", "row says otherwise")
    case .sum: say("tal", "figures")
    case .newEvents: say("nye hændelser", "new events")
    case .standsStill: say("står stille", "stands still")
    case .stored: say("kun gemt anderledes", "only stored otherwise")
    }
  }
}
