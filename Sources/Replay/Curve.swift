import Foundation

/// How many have had something by when, where some left before they had it: Kaplan and Meier's estimate.
///
/// A release tells spans, so that all is counted by span and the share is known at the end of each: within a span
/// those who had it come first and those who left were still there, as Kaplan and Meier take ties. What the other
/// order would give stands beside it; the truth lies between the two. Neighbouring spans become one until nobody or
/// at least `least` had it in each, and nobody or at least `least` left: then no number in it, nor any that can be
/// worked out of it, tells of fewer.
struct Curve: Hashable, Sendable {
  struct Point: Hashable, Sendable {
    var from: Int
    /// Nil where the last span is open.
    var to: Int?
    /// At the beginning of the span.
    var atRisk: Int
    var had: Int
    var left: Int
    /// Of those who have had it at the end of the span, with its interval at 95 %; nil where there is none.
    var share = 0.0
    var low: Double?
    var high: Double?
    /// The same, if those who left in the span left at its beginning.
    var shareIfLeftFirst = 0.0
  }

  let points: [Point]

  /// - Parameters:
  ///   - had: how many had it first in each step.
  ///   - left: how many were last seen in it and never had it.
  /// - Returns: nil where fewer than `least` had it, or fewer but some never did.
  init?(
    had: [Int], left: [Int], spans: [(from: Int, to: Int?)], least: Int
  ) {
    let (all, never) = (had.reduce(0, +), left.reduce(0, +))
    guard all >= max(1, least), never == 0 || never >= least else { return nil }
    var points: [Point] = []
    var open: Point?
    for step in had.indices {
      var point = open ?? Point(from: spans[step].from, to: nil, atRisk: 0, had: 0, left: 0)
      point.to = spans[step].to
      point.had += had[step]
      point.left += left[step]
      open = point
      if point.had + point.left > 0, point.tells(least) {
        points.append(point)
        open = nil
      }
    }
    if let open, open.had + open.left > 0 { points.join(open, least) }
    self.points = Self.estimated(points, of: all + never)
  }

  private static func estimated(_ points: [Point], of all: Int) -> [Point] {
    var (atRisk, without, ifLeftFirst, variance) = (all, 1.0, 1.0, 0.0)
    return points.map { point in
      var point = point
      point.atRisk = atRisk
      let stayed = atRisk - point.left
      without *= 1 - Double(point.had) / Double(atRisk)
      ifLeftFirst *= stayed > 0 ? 1 - Double(point.had) / Double(stayed) : 1
      if atRisk > point.had { variance += Double(point.had) / (Double(atRisk) * Double(atRisk - point.had)) }
      (point.share, point.shareIfLeftFirst) = (1 - without, 1 - ifLeftFirst)
      if atRisk > point.had, without < 1 {
        let spread = exp(1.959964 * variance.squareRoot() / log(without))
        (point.low, point.high) = (1 - pow(without, spread), 1 - pow(without, 1 / spread))
      }
      atRisk -= point.had + point.left
      return point
    }
  }

  /// The end of the span at which half had had it; nil where that is not known.
  var median: Int? { points.first { $0.share >= 0.5 }?.to }
}

extension Curve.Point {
  fileprivate func tells(_ least: Int) -> Bool {
    (had == 0 || had >= least) && (left == 0 || left >= least)
  }

  var cells: [Sheet.Cell] {
    [
      .number(from), .number(to), .number(atRisk), .number(had), .number(left), .share(share), .share(low),
      .share(high), .share(shareIfLeftFirst),
    ]
  }

  static let columns = ["from", "to", "atRisk", "had", "left", "share", "low", "high", "shareIfLeftFirst"]
}

extension [Curve.Point] {
  /// What is left at the end goes with the spans before it, as many as it takes.
  fileprivate mutating func join(_ rest: Curve.Point, _ least: Int) {
    var rest = rest
    while !rest.tells(least), let last = popLast() {
      rest.from = last.from
      rest.had += last.had
      rest.left += last.left
    }
    append(rest)
  }
}
