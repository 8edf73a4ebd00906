internal import Events

/// What a generation is made of, as the files `current`, `rehearsed` and `rehearsing` tell it.
struct GenerationPlan: Equatable, Sendable {
  /// Names its folder.
  let number: Int
  /// The hash of the vocabulary by which its lines are read: one that the log holds, or the words of a file,
  /// kept beside the views.
  let words: String
  let versions: [ViewVersion]
  /// Of a rehearsal: the position up to which it is built.
  var until: UInt64?
  /// Of one that is being built: since when the machine has been up. Commits that were not synced outlive a
  /// kill, and no power cut.
  var boot: String?
  /// Of the served one: those before it that can be gone back to, the newest first.
  var kept: [Int] = []
  /// Of the served one: how many are kept.
  var keep = 1
  /// Of one that was switched to: where the log ended then. The event that tells of it stands behind.
  var switched: UInt64?
}

extension GenerationPlan {
  /// A line each: `generation 7`, `vocabulary HASH`, then `trust 3f2a9c41e0b1d2c3` for each view; then what
  /// else there is of `kept 6`, `keep 1`, `switched 217004` and `until 217000`.
  var text: String {
    let views = versions.map { "\($0.view) \($0.fingerprint)\n" }.joined()
    let kept = kept.map { "kept \($0)\n" }.joined() + (until == nil ? "keep \(keep)\n" : "")
    return "generation \(number)\nvocabulary \(words)\n" + views + kept
      + (switched.map { "switched \($0)\n" } ?? "") + (boot.map { "boot \($0)\n" } ?? "")
      + (until.map { "until \($0)\n" } ?? "")
  }

  init(text: String, path: String) throws {
    var (number, words, views): (Int?, String?, [ViewVersion]) = (nil, nil, [])
    for (index, line) in text.split(separator: "\n").enumerated() {
      let parts = line.split(separator: " ").map(String.init)
      let value = parts.count == 2 ? Int(parts[1]) : nil
      switch (parts.first, value) {
      case ("generation", let value?) where index == 0: number = value
      case ("vocabulary", _) where index == 1 && parts.count == 2: words = parts[1]
      case ("kept", let value?): kept.append(value)
      case ("keep", let value?): keep = value
      case ("until", let value?): until = UInt64(value)
      case ("switched", let value?): switched = UInt64(value)
      case ("boot", _) where parts.count == 2: boot = parts[1]
      case (let view?, _) where index > 1 && parts.count == 2:
        views.append(ViewVersion(view: view, fingerprint: parts[1]))
      default: throw RebuildError.badGeneration(path: path, line: index + 1)
      }
    }
    guard let number, let words, !views.isEmpty else {
      throw RebuildError.badGeneration(path: path, line: 1)
    }
    (self.number, self.words, versions) = (number, words, views)
  }
}
