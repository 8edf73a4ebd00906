import Events

extension Times {
  /// The kinds that a time may stand with: what we promise, what runs out, and an eviction.
  static let dated: Kinds = ["promised", "deadline", "eviction-threat"]

  /// By when: of the times in the same sentence the first behind the words that tell it, else the last
  /// before them. What has been is no day to keep a promise on, and neither is the day on which it was
  /// given: `lovede i går at ringe fredag`.
  func dues(_ line: String, _ readings: [Reading]) -> [Due] {
    let text = text(line)
    let times = found(in: text).filter { text.mayBeDue($0) }
    guard !times.isEmpty else { return [] }
    var dues: [Due] = []
    for reading in readings where reading.mode == .happened && Times.dated.contains(reading.kind) {
      let sentence = text.sentence(around: reading.words)
      let near = times.filter { sentence.contains($0.first) }
      let behind = near.first { text.tokens[$0.end - 1].words.upperBound > reading.words.lowerBound }
      let before = near.last { $0.meaning != .time(.day(0)) }
      if let time = (behind ?? before).flatMap(text.told) { dues.append(Due(reading.kind, time)) }
    }
    return dues
  }
}

extension TimeText {
  fileprivate func mayBeDue(_ found: TimeFound) -> Bool {
    if found.tense == .past || self.is(found.end, ["at", "to"]) { return false }
    switch found.meaning {
    case .time(.day(let days)): return days >= 0
    case .time(.rhythm), .time(.length), .part: return false
    case .time, .clock: return true
    }
  }

  /// The tokens between the ends of sentences around some words.
  fileprivate func sentence(around words: Range<Int>) -> Range<Int> {
    var first = tokens.firstIndex { $0.words.upperBound > words.lowerBound } ?? 0
    var end = tokens.firstIndex { $0.words.lowerBound >= words.upperBound } ?? count
    while first > 0, !endsSentence(first) { first -= 1 }
    while end < count, !endsSentence(end) { end += 1 }
    return first..<max(first, end)
  }
}
