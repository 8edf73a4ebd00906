/// The kinds that folds know by group. The vocabulary may name them anew and teach them new words; a kind that
/// it adds is told in every line of a view, and counted with a group once it stands here.
extension Kind {
  public static let help: Kinds = [
    "mitid", "e-boks", "letters", "post-exemption", "bank-account", "citizen-service", "called-authority",
    "application", "complaint", "benefits", "deadline", "did-it-themselves", "transport", "accompanied",
    "repair", "it-help",
  ]

  public static let bridges: Kinds = [
    "debt-advice", "legal-aid", "doctor", "dentist", "hospital", "addiction-treatment",
    "gambling-treatment", "psychiatry", "jobcentre", "housing-office", "shelter", "crisis-centre",
    "contact-person", "home-support", "residential", "outreach-team", "prison-probation", "church-ngo",
    "warm-handover",
  ]

  public static let trust: Kinds = [
    "gave-name", "shared-personal", "showed-home", "accepted-company", "asked-for-help", "contradicted-us",
    "entrusted-us", "laughed", "stayed-longer", "introduced-other", "thanked",
  ]

  public static let things: Kinds = [
    "meal", "food-bag", "clothes", "bedding", "pet-food", "hygiene", "phone-credit", "voucher",
  ]

  public static let community: Kinds = [
    "ate-together", "helped-out", "taught-us", "celebrated", "talked-with-others", "activity",
    "grief-shared",
  ]
}

/// The kinds that folds ask for by name.
extension Kind {
  public static let doorOpened: Kind = "door-opened"
  public static let doorClosed: Kind = "door-closed"
  public static let heardFromOthers: Kind = "heard-from-others"
  public static let homeVisit: Kind = "home-visit"
  public static let metAtStop: Kind = "met-at-stop"
  public static let promised: Kind = "promised"
  public static let promiseKept: Kind = "promise-kept"
  public static let promiseBroken: Kind = "promise-broken"
  public static let stopCancelled: Kind = "stop-cancelled"
  public static let visitedElsewhere: Kind = "visited-elsewhere"
}

extension Entry {
  /// Whether any of these kinds is told to have happened.
  public func tells(anyOf kinds: Kinds) -> Bool { !happened.isDisjoint(with: kinds) }
}
