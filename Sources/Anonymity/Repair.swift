import Releases

extension Work {
  /// Suppresses until nobody is exposed in any way; each round takes out events, so that it ends.
  mutating func repair(_ keys: [KeyedChoice], _ progress: (AnonymiserStep) -> Void) {
    let before = (0..<stream.persons.count).map(left)
    dropRests(before)
    while true {
      let rows = rows(levels)
      let check = check(rows)
      var found = check.findings(isCollecting: true, isQuick: true)
      if found.patterns == 0 { found = check.findings(isCollecting: true) }
      guard found.patterns > 0 else { return }
      report.rounds += 1
      progress(.suppressing(round: report.rounds, exposed: found.exposed))
      let (_, untimed) = ranked(rows.alphabet.map { $0 % rows.coding.untimed })
      let suppression = Suppression(
        rows: rows, rules: rules(rows), untimed: untimed, bounds: bounds, keys: keys, round: report.rounds)
      for (participant, items) in suppression.plan(found) { take(items, of: participant, rows) }
      dropRests(before)
    }
  }

  private mutating func take(_ items: [Int32], of participant: Int, _ rows: Rows) {
    for row in rows.rows(of: participant) where items.contains(rows.item[row]) {
      for index in rows.events(of: row, in: stream) { stream.take(index, .guarantee) }
    }
  }

  private func left(_ participant: Int) -> Int {
    stream.events(of: participant).count { stream.gone[$0] == 0 }
  }

  /// Participants with fewer than two events, or of whose events more than half were suppressed.
  private mutating func dropRests(_ before: [Int]) {
    for participant in stream.persons.indices {
      let left = left(participant)
      guard left > 0, left < 2 || left * 2 < before[participant] else { continue }
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
