import Foundation
public import Releases

/// What comes before something happens for the first time, against how often it comes before anything at all.
///
/// Of everybody to whom it happened, the few events right before the first time are looked at: with how many of them
/// each kind stands there (Wilson's interval). The base is the same of every event that is not its participant's
/// first (a ratio over participants, with the error of such a ratio). Both intervals, and that of the difference,
/// are at 95 %. The order of what is told of one day is that of the words.
public struct BeforeFigure: ReplayFigure {
  struct Row: Hashable, Sendable {
    var target: String
    var kind: String
    /// To how many it happened, with something before it.
    var participants: Int
    var before: Int
    var base: Share
    var share: Share
    var difference: Share
  }

  /// With the ends of its interval.
  struct Share: Hashable, Sendable {
    var value: Double
    var low: Double
    var high: Double
  }

  let rows: [Row]
  let window: Int
  public let sheet: Sheet

  static let z = 1.959964

  public init(of table: EventTable, _ terms: FigureTerms = FigureTerms()) throws(ReplayError) {
    let cohort = try Cohort(table)
    let windows = Windows(cohort, terms.window)
    var (rows, hidden): ([Row], Int) = ([], 0)
    for target in try Self.targets(cohort, terms.kinds) {
      let (counts, all) = windows.before(target)
      for code in cohort.kind.words.indices where code != target && counts[code] > 0 {
        let rest = all - counts[code]
        guard counts[code] >= terms.least, rest == 0 || rest >= terms.least else {
          hidden += 1
          continue
        }
        rows.append(
          Row(cohort.kind.words[target], cohort.kind.words[code], counts[code], of: all, windows.base(code)))
      }
    }
    self.rows = rows.sorted { ($0.target, $0.kind) < ($1.target, $1.kind) }
    window = terms.window
    sheet = Sheet(
      "before",
      facts: [
        .init("participants", .number(cohort.participants)), .init("hiddenBelow", .number(terms.least)),
        .init("window", .number(terms.window)),
      ],
      columns: [
        "target", "kind", "participants", "before", "share", "low", "high", "base", "baseLow", "baseHigh",
        "difference", "differenceLow", "differenceHigh",
      ], rows: self.rows.map(\.cells), hidden: hidden)
  }

  /// The door, where nobody asks for something else; without a door, what most have had.
  private static func targets(_ cohort: Cohort, _ names: [String]) throws(ReplayError) -> [Int] {
    let codes = try cohort.codes(names)
    guard names.isEmpty else { return codes }
    if let door = codes.first(where: { cohort.kind.words[$0] == "door-opened" }) { return [door] }
    let had = codes.map { code in (code, cohort.firsts(of: code).count { $0 != nil }) }
    return had.max { ($0.1, $1.0) < ($1.1, $0.0) }.map { [$0.0] } ?? []
  }
}

/// The kinds that stand in the few events before an event.
private struct Windows {
  private let cohort: Cohort
  private let length: Int
  /// For each kind: before how many events it stands, the sum of squares of that over participants, and of its
  /// product with how many events they have.
  private var told: [Int]
  private var squares: [Int]
  private var products: [Int]
  private var events = 0
  private var eventSquares = 0

  init(_ cohort: Cohort, _ length: Int) {
    (self.cohort, self.length) = (cohort, length)
    told = Array(repeating: 0, count: cohort.kind.words.count)
    (squares, products) = (told, told)
    for index in cohort.table.cases.indices { add(cohort.table.rows(of: index)) }
  }

  private mutating func add(_ rows: Range<Int>) {
    guard rows.count > 1 else { return }
    let all = rows.count - 1
    var own: [Int: Int] = [:]
    for row in rows.dropFirst() {
      for code in kinds(before: row, in: rows) { own[code, default: 0] += 1 }
    }
    for (code, count) in own {
      told[code] += count
      squares[code] += count * count
      products[code] += count * all
    }
    events += all
    eventSquares += all * all
  }

  private func kinds(before row: Int, in rows: Range<Int>) -> [Int] {
    var codes: [Int] = []
    for earlier in max(rows.lowerBound, row - length)..<row {
      let code = Int(cohort.kind.codes[earlier])
      if !codes.contains(code) { codes.append(code) }
    }
    return codes
  }

  /// With how many participants each kind stands before their first of this one, and how many have something there.
  func before(_ target: Int) -> (counts: [Int], all: Int) {
    var (counts, all) = (Array(repeating: 0, count: told.count), 0)
    for (index, row) in cohort.firsts(of: target).enumerated() {
      let rows = cohort.table.rows(of: index)
      guard let row, row > rows.lowerBound else { continue }
      all += 1
      for code in kinds(before: row, in: rows) { counts[code] += 1 }
    }
    return (counts, all)
  }

  /// Cochran, Sampling Techniques, 6.4: the error of a ratio whose two parts are summed over participants.
  func base(_ code: Int) -> (share: Double, error: Double) {
    let (n, people) = (Double(events), Double(cohort.participants))
    let share = Double(told[code]) / n
    let squares =
      Double(squares[code]) - 2 * share * Double(products[code]) + share * share * Double(eventSquares)
    return (share, (people / max(1, people - 1) * max(0, squares)).squareRoot() / n)
  }
}

extension BeforeFigure.Row {
  fileprivate init(
    _ target: String, _ kind: String, _ before: Int, of all: Int, _ base: (share: Double, error: Double)
  ) {
    (self.target, self.kind, participants, self.before) = (target, kind, all, before)
    let (p, n, z) = (Double(before) / Double(all), Double(all), BeforeFigure.z)
    let (middle, wide) = (p + z * z / (2 * n), z * (p * (1 - p) / n + z * z / (4 * n * n)).squareRoot())
    let whole = 1 + z * z / n
    share = .init(value: p, low: (middle - wide) / whole, high: (middle + wide) / whole)
    let spread = z * base.error
    self.base = .init(value: base.share, low: max(0, base.share - spread), high: min(1, base.share + spread))
    let error = z * (p * (1 - p) / n + base.error * base.error).squareRoot()
    let difference = p - base.share
    self.difference = .init(value: difference, low: difference - error, high: difference + error)
  }

  fileprivate var cells: [Sheet.Cell] {
    [.text(target), .text(kind), .number(participants), .number(before)]
      + [share, base, difference].flatMap { [.share($0.value), .share($0.low), .share($0.high)] }
  }
}
