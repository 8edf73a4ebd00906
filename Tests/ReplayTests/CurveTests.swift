import Foundation
import Testing

@testable import Replay

@Suite("How many have had it by when")
struct CurveTests {
  /// Remission of 21 patients under 6-mercaptopurine (Freireich et al. 1963): 6, 6, 6, 6+, 7, 9+, 10, 10+, 11+, 13,
  /// 16, 17+, 19+, 20+, 22, 23, 25+, 32+, 32+, 34+, 35+. Worked by hand in every textbook.
  @Test("A worked example comes out as in the textbook")
  func textbook() throws {
    var (had, left) = (Array(repeating: 0, count: 36), Array(repeating: 0, count: 36))
    for week in [6, 6, 6, 7, 10, 13, 16, 22, 23] { had[week] += 1 }
    for week in [6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35] { left[week] += 1 }
    let spans = (0...35).map { (from: $0, to: Int?.some($0)) }
    let curve = try #require(Curve(had: had, left: left, spans: spans, least: 1))
    func share(_ week: Int) -> Curve.Point? { curve.points.last { $0.to ?? 99 <= week } }
    for (week, without) in [
      (6, 0.857), (7, 0.807), (10, 0.753), (13, 0.690), (16, 0.627), (22, 0.538), (23, 0.448),
    ] {
      let point = try #require(share(week))
      #expect(abs(1 - point.share - without) < 0.0006, "week \(week)")
    }
    let at23 = try #require(share(23))
    #expect(at23.atRisk == 6)
    // Log-log interval, as R's survival prints it: 0.188 to 0.680.
    #expect(abs(1 - (at23.high ?? 0) - 0.188) < 0.001 && abs(1 - (at23.low ?? 0) - 0.680) < 0.001)
    #expect(curve.median == 23)
  }

  @Test("It is what comes of following everybody day by day", arguments: 1...12 as ClosedRange<UInt64>)
  func bruteForce(seed: UInt64) throws {
    var chance = Seeded(seed)
    let people = (0..<200).map { _ in (step: chance.next(30), has: chance.next(3) > 0) }
    var (had, left) = (Array(repeating: 0, count: 30), Array(repeating: 0, count: 30))
    for one in people { if one.has { had[one.step] += 1 } else { left[one.step] += 1 } }
    let curve = try #require(
      Curve(had: had, left: left, spans: (0..<30).map { ($0, $0) }, least: 1))
    for point in curve.points {
      let end = try #require(point.to)
      let without = (0...end).reduce(1.0) { product, day in
        let here = people.count { $0.step >= day }
        return here == 0
          ? product : product * (1 - Double(people.count { $0.has && $0.step == day }) / Double(here))
      }
      #expect(abs(1 - point.share - without) < 1e-12)
      #expect(point.shareIfLeftFirst >= point.share)
      if let low = point.low, let high = point.high { #expect(low <= point.share && point.share <= high) }
    }
  }

  @Test(
    "No number in it, nor any difference of two, tells of fewer than K",
    arguments: 1...40 as ClosedRange<UInt64>)
  func joins(seed: UInt64) {
    var chance = Seeded(seed)
    let steps = chance.next(40) + 1
    let (had, left) = ((0..<steps).map { _ in chance.next(9) }, (0..<steps).map { _ in chance.next(5) })
    let (all, never) = (had.reduce(0, +), left.reduce(0, +))
    guard let curve = Curve(had: had, left: left, spans: (0..<steps).map { ($0, $0) }, least: 11) else {
      #expect(all < 11 || (1..<11).contains(never))
      return
    }
    var there = all + never
    for point in curve.points {
      #expect(point.atRisk == there)
      #expect(point.had == 0 || point.had >= 11)
      #expect(point.left == 0 || point.left >= 11)
      there -= point.had + point.left
    }
    #expect(there == 0)
    #expect(curve.points.first?.from == 0)
  }
}
