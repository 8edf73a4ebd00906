/// Which kinds mean that we met or spoke.
private enum Contacts {
  /// Whatever else the line tells.
  static let certain: Kinds = Kind.trust.union(Kind.community).union([
    "met-at-stop", "first-meeting", "greeted", "door-opened", "phone-call", "message", "contacted-us",
    "long-talk", "visited-elsewhere", "accompanied", "meal", "e-boks", "letters", "mitid", "transport",
    "citizen-service", "it-help", "repair",
  ])
  /// Unless the line tells that nobody was there.
  static let likely: Kinds = Kind.things.union(["home-visit"])
  static let absent: Kinds = ["door-closed", "left-note", "heard-from-others", "long-absence"]
}

extension Entry {
  /// Whether we met or spoke, as far as the line tells.
  public var isContact: Bool {
    if type == .presence { return true }
    if tells(anyOf: Contacts.certain) { return true }
    return tells(anyOf: Contacts.likely) && !tells(anyOf: Contacts.absent)
  }

  /// Whether the helper who tells it was seen by the person: we met or spoke, or it was told at a place, and
  /// not that nobody was there.
  public var showsFace: Bool {
    guard !event.by.isEmpty else { return false }
    return isContact || hasWords && !event.at.isEmpty && !tells(anyOf: Contacts.absent)
  }
}
