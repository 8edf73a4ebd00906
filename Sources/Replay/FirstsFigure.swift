public import Releases

/// How long it takes until something happens for the first time, from the first event of each participant that was
/// released: for each kind, how many had it by when.
public struct FirstsFigure: ReplayFigure {
  struct Kind: Hashable, Sendable {
    var name: String
    var curve: Curve
  }

  let kinds: [Kind]
  let unit: String
  public let sheet: Sheet

  public init(of table: EventTable, _ terms: FigureTerms = FigureTerms()) throws(ReplayError) {
    let (cohort, ages) = (try Cohort(table), try Ages(table))
    let (codes, last) = (try cohort.codes(terms.kinds), ages.last(table))
    var kinds: [Kind] = []
    for code in codes {
      var had = Array(repeating: 0, count: ages.spans.count)
      var left = had
      for (row, last) in zip(cohort.firsts(of: code), last) {
        if let row { had[ages.steps[row]] += 1 } else { left[last] += 1 }
      }
      guard let curve = Curve(had: had, left: left, spans: ages.spans, least: terms.least) else { continue }
      kinds.append(Kind(name: cohort.kind.words[code], curve: curve))
    }
    (self.kinds, unit) = (kinds, ages.unit)
    sheet = Sheet(
      "firsts",
      facts: [
        .init("participants", .number(cohort.participants)), .init("hiddenBelow", .number(terms.least)),
        .init("unit", .text(ages.unit)),
      ],
      columns: ["kind"] + Curve.Point.columns,
      rows: kinds.flatMap { kind in kind.curve.points.map { [.text(kind.name)] + $0.cells } },
      hidden: codes.count - kinds.count)
  }
}
