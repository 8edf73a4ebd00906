import Events

/// The kinds that practitioners name as steps by which trust grows (field reference, 3.2).
enum Steps {
  /// Met at a stop on a later day than we first met: told by no line, so no kind of the vocabulary.
  static let cameAgain: Kind = "came-again"
  static let gaveName: Kind = "gave-name"

  static let all: Kinds = Kind.trust.union([
    "first-meeting", "door-opened", "contacted-us", "long-talk", "ate-together", "helped-out", "taught-us",
    "celebrated", "grief-shared", "talked-with-others", "activity", "letters", "e-boks", "accompanied",
    "did-it-themselves", "consent-given",
  ])
}

/// Which kinds tell who took the first step.
enum Initiators {
  /// We went, rang or wrote. A meeting at a stop is neither: we drove there, and they came.
  static let byUs: Kinds = ["home-visit", "door-opened", "phone-call", "message", "visited-elsewhere"]
  static let byThem: Kinds = ["contacted-us", "asked-for-help"]
}

/// What can be accepted or declined, and which words mean a no to everything.
enum Answers {
  static let all: Kinds = Kind.help.union(Kind.bridges).union(Kind.things).union([
    "home-visit", "phone-call", "accepted-company", "consent-to-share", "contact-person", "viewing",
    "housing-offered", "meal", "activity", "ate-together",
  ]).union(silence)

  /// A no to being sought out at all. It stands until the person comes to us.
  static let silence: Kinds = ["wants-no-contact", "withdrew"]

  static let comesToUs: Kinds = ["contacted-us", "met-at-stop", "asked-for-help", "door-opened"]

  static func liftsSilence(_ entry: Entry) -> Bool {
    entry.tells(anyOf: comesToUs)
  }

  /// A home visit to a closed door was neither accepted nor declined.
  static func counts(_ reading: Reading, in entry: Entry) -> Bool {
    all.contains(reading.kind) && !(reading.kind == .homeVisit && entry.tells(.doorClosed))
  }
}
