import Events

/// Which kinds belong in which part of the brief.
enum Sorts {
  /// The person seeks us out: a wish to be left in peace is over.
  static let comesToUs: Kinds = ["contacted-us", "met-at-stop", "asked-for-help"]
  static let silence: Kinds = ["wants-no-contact", "withdrew"]

  /// What helpers must know for their own safety; said for 180 days, and only where a named helper wrote it.
  static let danger: Kinds = ["worker-safety"]
  static let dangerLasts = 180

  static let dear: Kinds = ["pet", "anniversary", "taught-us", "helped-out"]

  /// Presses from the day when it is told, for so many days: what can only be told as having happened.
  static let pressing: [Kind: Int] = ["deadline": 30, eviction: 90]
  private static let presses = Kinds(pressing.keys)
  static let eviction: Kind = "eviction-threat"
  /// One whose day is known presses until then, and is said to have run out for so many days.
  static let goneLasts = 30

  /// An appointment presses for the first days after it was told; later it lies still.
  static let appointmentPresses = Matter.patience

  /// What is arranged beside the matters is told for so many days.
  static let arrangedLasts = 30

  /// A face that was met within so many days needs no date.
  static let faceIsFresh = Days(60)

  /// Nobody is put out any more once this has happened.
  static let endsEviction: Kinds = ["granted", "tenancy-signed", "moved-in"]

  /// What presses, and what is arranged and belongs to no matter.
  static func opens(_ reading: Reading) -> Bool {
    switch reading.mode {
    case .arranged: reading.kind != .promised && !reading.kind.isOfMatters
    case .happened: presses.contains(reading.kind)
    case .declined, .failed: false
    }
  }

  static func limits(_ reading: Reading) -> Bool {
    reading.mode == .declined
      || reading.mode == .happened && (silence.contains(reading.kind) || danger.contains(reading.kind))
  }
}
