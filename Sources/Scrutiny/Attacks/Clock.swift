internal import Releases

/// Whether days and weeks were shifted at all (tier A): somebody whose every released time is a true one was left
/// where they were. By chance that is one in 53 or so; of somebody who was there most weeks, more often.
struct Clock {
  let written: Written
  let truth: Truth

  init(_ written: Written, _ truth: Truth) { (self.written, self.truth) = (written, truth) }

  var figures: [Figure] {
    guard let time = written.table[ReleaseColumn.time.rawValue],
      let told = time.words.first(where: { !$0.isEmpty })
    else { return [] }
    let isWeek = Civil.week(told) != nil
    guard isWeek || Civil.days(told) != nil else { return [] }
    let days = time.words.map { isWeek ? Civil.week($0) : Civil.days($0) }
    let real = Dictionary(
      truth.released.map { ($0.pid, realDays($0, isWeek)) }, uniquingKeysWith: { first, _ in first })
    var (asked, unshifted) = (0, 0)
    for (person, pid) in written.table.cases.enumerated() {
      let released = Set(written.table.rows(of: person).compactMap { days[Int(time.codes[$0])] })
      guard released.count > 1, let was = real[pid] else { continue }
      asked += 1
      if released.isSubset(of: was) { unshifted += 1 }
    }
    return [figure(unshifted, of: asked)]
  }

  private func realDays(_ person: Truth.Person, _ isWeek: Bool) -> Set<Int> {
    Set(person.events.map { isWeek ? Civil.monday(person.firstDay + $0.day) : person.firstDay + $0.day })
  }

  /// A tenth, and three standard errors of it: of few participants, chance leaves more where they were.
  private func figure(_ unshifted: Int, of asked: Int) -> Figure {
    let (share, count) = (Double(unshifted) / Double(max(asked, 1)), Double(max(asked, 1)))
    return Figure(
      "clock-unshifted", share, limit: 0.1 + 3 * (0.1 * 0.9 / count).squareRoot(),
      danish: "\(percent(share)) af forløbene står på deres rigtige dage.",
      english: "\(percent(share)) of traces stand on their true days.")
  }
}
