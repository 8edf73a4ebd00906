public import Releases

/// Whether firsts come sooner where the same faces, or the same place, were met again: the figure is about us.
///
/// Of each participant the first so many days are looked at: whether more than half of the times were with whom, or
/// where, the time before had been. From then on, firsts are counted of those who had not had them and were still
/// met: so nobody is steady because they stayed longer. It tells what goes together, not what causes what.
public struct ContinuityFigure: ReplayFigure {
  struct Group: Hashable, Sendable {
    /// `worker` or `place`.
    var by: String
    var isSteady: Bool
    var kind: String
    var curve: Curve

    var name: String { isSteady ? "steady" : "changing" }
  }

  let groups: [Group]
  let unit: String
  let landmark: Int
  public let sheet: Sheet

  public init(of table: EventTable, _ terms: FigureTerms = FigureTerms()) throws(ReplayError) {
    let (cohort, ages) = (try Cohort(table), try Ages(table))
    let landmark = Landmark(ages, days: terms.landmark)
    let (codes, last) = (try cohort.codes(terms.kinds), ages.last(table))
    var (groups, hidden): ([Group], Int) = ([], 0)
    for by in [ReleaseColumn.worker, .place].map(\.rawValue) {
      guard let column = table[by], column.words.count(where: { !$0.isEmpty }) > 1 else { continue }
      let steady = table.cases.indices.map { landmark.isSteady(table.rows(of: $0), column, ages) }
      for code in codes {
        let firsts = cohort.firsts(of: code)
        for isSteady in [true, false] {
          let members = table.cases.indices.filter { index in
            steady[index] == isSteady && last[index] > landmark.step
              && firsts[index].map { ages.steps[$0] > landmark.step } ?? true
          }
          let curve = landmark.curve(members, firsts, last, ages, terms.least)
          hidden += curve == nil ? 1 : 0
          let name = cohort.kind.words[code]
          if let curve { groups.append(Group(by: by, isSteady: isSteady, kind: name, curve: curve)) }
        }
      }
    }
    (self.groups, unit, self.landmark) = (groups, ages.unit, ages.spans[landmark.step].to ?? 0)
    sheet = Self.sheet(groups, cohort, ages, self.landmark, terms, hidden)
  }

  private static func sheet(
    _ groups: [Group], _ cohort: Cohort, _ ages: Ages, _ landmark: Int, _ terms: FigureTerms, _ hidden: Int
  ) -> Sheet {
    Sheet(
      "continuity",
      facts: [
        .init("participants", .number(cohort.participants)), .init("hiddenBelow", .number(terms.least)),
        .init("unit", .text(ages.unit)), .init("landmark", .number(landmark)),
      ],
      columns: ["by", "group", "kind"] + Curve.Point.columns,
      rows: groups.flatMap { group in
        group.curve.points.map { [.text(group.by), .text(group.name), .text(group.kind)] + $0.cells }
      }, hidden: hidden)
  }
}

/// The end of the time that is looked at.
private struct Landmark {
  /// The last step of it; the first is always part of it.
  let step: Int

  init(_ ages: Ages, days: Int) {
    let most = ages.unit == "quarters" ? 0 : days
    step = ages.spans.indices.last { ages.spans[$0].to.map { $0 <= most } ?? false } ?? 0
  }

  /// Whether more than half of the times were as the time before; nil where there were not two.
  func isSteady(_ rows: Range<Int>, _ column: Column, _ ages: Ages) -> Bool? {
    var (same, pairs) = (0, 0)
    var before: (code: UInt32, step: Int)?
    for row in rows where ages.steps[row] <= step && !column[row].isEmpty {
      let (code, step) = (column.codes[row], ages.steps[row])
      // What stands on one day was one meeting.
      if let before, !ages.tellsMeetings || step > before.step {
        pairs += 1
        if code == before.code { same += 1 }
      }
      before = (code, step)
    }
    return pairs == 0 ? nil : same * 2 > pairs
  }

  func curve(_ members: [Int], _ firsts: [Int?], _ last: [Int], _ ages: Ages, _ least: Int) -> Curve? {
    guard step + 1 < ages.spans.count else { return nil }
    let spans = Array(ages.spans[(step + 1)...])
    var had = Array(repeating: 0, count: spans.count)
    var left = had
    for index in members {
      if let row = firsts[index] {
        had[ages.steps[row] - step - 1] += 1
      } else {
        left[last[index] - step - 1] += 1
      }
    }
    return Curve(had: had, left: left, spans: spans, least: least)
  }
}
