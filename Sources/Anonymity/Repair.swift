import Releases

extension Work {
  /// Suppresses until nobody is exposed in any way; each round takes out events, so that it ends.
  /// - Returns: false, and is given up, where less than `share` of the events would be left.
  mutating func repair(
    _ keys: [KeyedChoice], least share: Double, _ progress: (AnonymiserStep) -> Void
  ) -> Bool {
    let before = stream.persons.indices.map(left)
    let least = before.map(Self.least)
    let all = Double(before.reduce(0, +))
    while true {
      let rows = rows(levels)
      let check = check(rows)
      var found = check.findings(isCollecting: true, isQuick: true)
      if found.patterns == 0 { found = check.findings(isCollecting: true) }
      guard found.patterns > 0 else { return true }
      report.rounds += 1
      progress(.suppressing(round: report.rounds, exposed: found.exposed))
      suppress(found, rows, least: least, keys)
      dropRests(least)
      if Double(stream.persons.indices.reduce(0) { $0 + left($1) }) < all * share { return false }
    }
  }

  /// Short streams are gathered as wholes; of the others each unsafe pattern is broken.
  private mutating func suppress(_ found: Findings, _ rows: Rows, least: [Int], _ keys: [KeyedChoice]) {
    let gathered = Gathering(self, rows, least: least, keys: keys).plan()
    let (_, untimed) = ranked(rows.alphabet.map { $0 % rows.coding.untimed })
    let suppression = Suppression(
      rows: rows, rules: rules(rows), untimed: untimed, bounds: bounds, keys: keys, round: report.rounds)
    let short = Set(gathered.map(\.participant))
    for (participant, items) in suppression.plan(found) where !short.contains(participant) {
      take(rows.rows(of: participant).filter { items.contains(rows.item[$0]) }, rows, .guarantee)
    }
    for (participant, kept) in gathered {
      take(
        rows.rows(of: participant).filter { !kept.contains($0) }, rows,
        kept.isEmpty ? .droppedParticipant : .guarantee)
    }
  }

  private mutating func take(_ taken: [Int], _ rows: Rows, _ reason: SuppressionReport.Reason) {
    for row in taken { for index in rows.events(of: row, in: stream) { stream.take(index, reason) } }
  }

  private func left(_ participant: Int) -> Int {
    stream.events(of: participant).count { stream.gone[$0] == 0 }
  }

  /// How many events have to be left of so many: half, and two of two or more.
  private static func least(of events: Int) -> Int {
    max(min(events, 2), (events + 1) / 2)
  }

  /// Participants of whom too little is left.
  private mutating func dropRests(_ least: [Int]) {
    for participant in stream.persons.indices {
      let left = left(participant)
      guard left > 0, left < least[participant] else { continue }
      for index in stream.events(of: participant) where stream.gone[index] == 0 {
        stream.take(index, .droppedParticipant)
      }
    }
  }

  /// Takes out what lies beyond the cap at the levels that were chosen.
  mutating func cap() {
    guard policy.cap != nil else { return }
    let rows = rows(levels)
    for participant in stream.persons.indices {
      let kept = rows.rows(of: participant).flatMap { rows.events(of: $0, in: stream) }
      guard let last = kept.last else { continue }
      for index in stream.events(of: participant) where index > last && stream.gone[index] == 0 {
        stream.take(index, .cap)
      }
    }
  }
}
