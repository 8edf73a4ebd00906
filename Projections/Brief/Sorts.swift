import Events

/// Which kinds belong in which part of the brief.
enum Sorts {
  static let nobodyMet: Kinds = ["door-closed", "left-note", "heard-from-others", "long-absence"]

  /// The person seeks us out: a wish to be left in peace is over.
  static let comesToUs: Kinds = ["contacted-us", "met-at-stop", "asked-for-help"]
  static let silence: Kinds = ["wants-no-contact", "withdrew"]

  /// What helpers must know for their own safety; said for 180 days, and only where a named helper wrote it.
  static let danger: Kinds = ["worker-safety"]
  static let dangerLasts = 180

  static let dear: Kinds = ["pet", "anniversary", "taught-us", "helped-out"]

  /// Presses from the day when it is told, for so many days: what can only be told as having happened.
  static let pressing: [Kind: Int] = ["deadline": 30, "eviction-threat": 90]
  /// One whose day is known presses until then, and is said to have run out for so many days.
  static let goneLasts = 30

  /// An appointment presses for the first days after it was told; later it is under way.
  static let appointments: Kinds = Kind.bridges.union(["viewing", "citizen-service"])
  static let appointmentPresses = 14

  /// Runs until an answer comes.
  static let awaiting: Kinds = ["waiting-list", "application", "complaint"]

  /// What tells of promises themselves, and of nothing that they are about.
  static let ofPromises: Kinds = ["promised", "promise-kept", "promise-broken"]

  /// What is no longer open once this has happened.
  static let ends: [Kind: Kinds] = [
    "granted": ["waiting-list", "application", "complaint", "eviction-threat"],
    "refused-by-system": ["waiting-list", "application", "complaint"],
    "tenancy-signed": ["viewing", "eviction-threat", "housing-offered"],
    "moved-in": ["viewing", "eviction-threat", "housing-offered"],
  ]

  static func opens(_ reading: Reading) -> Bool {
    switch reading.mode {
    case .arranged: reading.kind != .promised
    case .happened: pressing[reading.kind] != nil || awaiting.contains(reading.kind)
    case .declined, .failed: false
    }
  }

  static func limits(_ reading: Reading) -> Bool {
    reading.mode == .declined
      || reading.mode == .happened && (silence.contains(reading.kind) || danger.contains(reading.kind))
  }
}
