import Events
import Foundation
import Releases
import Testing

@testable import Replay

@Suite("Figures of a release")
struct FigureTests {
  @Test("What follows adds up: as much comes to a kind as leaves it", arguments: 1...6 as ClosedRange<UInt64>)
  func followsAddUp(seed: UInt64) throws {
    let table = Invented.release(seed)
    let steps = try FollowsFigure.steps(table)
    #expect(steps.reduce(0) { $0 + $1.count } == table.rows + table.cases.count)
    for kind in Invented.kinds {
      let (come, gone) = (steps.filter { $0.to == kind }, steps.filter { $0.from == kind })
      #expect(come.reduce(0) { $0 + $1.count } == gone.reduce(0) { $0 + $1.count })
    }
    for edge in [
      steps.filter { $0.from == FollowsFigure.begin }, steps.filter { $0.to == FollowsFigure.end },
    ] {
      #expect(edge.reduce(0) { $0 + $1.participants } == table.cases.count)
    }
    #expect(steps.allSatisfy { $0.participants <= $0.count })
  }

  @Test("Nothing of fewer than K is told, in no form", arguments: 1...6 as ClosedRange<UInt64>)
  func hides(seed: UInt64) throws {
    let table = Invented.release(seed, people: 120)
    var terms = FigureTerms()
    terms.landmark = 30
    let rare = try #require(table["kind"]).words.firstIndex(of: "rare").map { code in
      table.cases.indices.count { index in
        table.rows(of: index).contains { table["kind"]?.codes[$0] == UInt32(code) }
      }
    }
    for name in FigureName.allCases {
      let figure = try name.figure(of: table, terms)
      let (json, csv, svg) = (figure.sheet.json, figure.sheet.csv, figure.drawing(.english).printed)
      for (column, index) in zip(figure.sheet.columns, figure.sheet.columns.indices)
      where ["participants", "before", "had", "left", "count", "atRisk"].contains(column) {
        for case .number(let number) in figure.sheet.rows.map({ $0[index] }) {
          #expect(number == 0 || number >= 11, "\(name) \(column)")
        }
      }
      if let rare, rare < 11 {
        for text in [json, csv, svg] { #expect(!text.contains("rare"), "\(name), \(rare) had it") }
      }
      #expect(!svg.contains("NaN") && svg.hasPrefix("<svg ") && svg.contains("<desc"))
    }
  }

  @Test("What is hidden cannot be worked out of what everybody comes to")
  func complement() {
    let counts = [40, 30, 20, 3]
    let hidden = Hiding.hidden(Array(counts.indices), 11) { counts[$0] }
    #expect(hidden == [2, 3])
    #expect(Hiding.hidden(Array(counts.indices), 3) { counts[$0] }.isEmpty)
  }

  @Test("Ways from a hand to an answer, told by hand")
  func flows() throws {
    let stories = (0..<20).map { number in
      (
        "p\(number)",
        ["help|0-7", "bridge|8-30|arranged", "help|8-30", "bridge|31-91|happened", "granted|31-91"]
      )
    }
    let figure = try FlowsFigure(of: Invented.table(stories), FigureTerms())
    #expect(
      figure.flows.map { "\($0.from)→\($0.to) \($0.participants)" } == [
        "(begin)→help 20", "help→bridge arranged 20", "bridge arranged→bridge happened 20",
        "bridge happened→granted 20", "granted→(end) 20",
      ])
  }

  @Test("Before the door opens: the share, the base and their intervals, worked by hand")
  func before() throws {
    let open = (0..<30).map { ("a\($0)", [$0 < 15 ? "thing|0-7" : "help|0-7", "door-opened|8-30"]) }
    let closed = (0..<20).map { ("b\($0)", ["help|0-7", "help|8-30"]) }
    let figure = try BeforeFigure(of: Invented.table(open + closed), FigureTerms())
    let thing = try #require(figure.rows.first { $0.kind == "thing" })
    #expect(thing.participants == 30 && thing.before == 15)
    #expect(thing.share.value == 0.5 && abs(thing.share.low - 0.3315) < 0.0001)
    #expect(thing.base.value == 0.3)
    // Fifty people with one event each: the error of a ratio is that of a share.
    #expect(abs(thing.base.high - 0.3 - 1.959964 * (50.0 / 49 * 0.3 * 0.7 / 50).squareRoot()) < 1e-9)
    #expect(thing.difference.value == 0.2 && thing.difference.low < 0.2 && thing.difference.high > 0.2)
  }

  @Test("Steady are those who met the same more than half of the times")
  func continuity() throws {
    let same = (0..<40).map {
      (
        "a\($0)",
        [
          "x|2025-01-01|||w1", "x|2025-01-08|||w1",
          $0 < 30 ? "gave-name|2025-03-01|||w2" : "x|2025-04-01|||w2",
        ]
      )
    }
    let other = (0..<40).map {
      (
        "b\($0)",
        [
          "x|2025-01-01|||w1", "x|2025-01-08|||w2",
          $0 < 12 ? "gave-name|2025-03-01|||w2" : "x|2025-04-01|||w1",
        ]
      )
    }
    let figure = try ContinuityFigure(of: Invented.table(same + other + [("c", ["x|2025-01-01|||w9"])]))
    #expect(
      figure.groups.map { "\($0.by) \($0.name) \($0.kind) \($0.curve.all)" } == [
        "worker changing gave-name 12"
      ])
    var terms = FigureTerms()
    terms.least = 10
    let both = try ContinuityFigure(of: Invented.table(same + other), terms)
    #expect(both.groups.map { "\($0.name) \($0.curve.all)" } == ["steady 30", "changing 12"])
  }

  @Test("What cannot be asked is refused in words")
  func refusals() throws {
    let table = Invented.table([("a", ["x|0-7"])])
    var terms = FigureTerms()
    terms.kinds = ["nothing"]
    #expect(throws: ReplayError.noKind("nothing")) { try FirstsFigure(of: table, terms) }
    #expect(throws: ReplayError.noColumn("time")) { try FirstsFigure(of: Invented.table([("a", ["x"])])) }
    #expect(throws: ReplayError.noTime("soon")) { try FirstsFigure(of: Invented.table([("a", ["x|soon"])])) }
    #expect(throws: ReplayError.noTime("2025-Q1")) {
      try FirstsFigure(of: Invented.table([("a", ["x|0-7", "x|2025-Q1"])]))
    }
  }

  @Test("A moving picture never grows by fewer than K", arguments: 1...6 as ClosedRange<UInt64>)
  func moving(seed: UInt64) throws {
    let picture = try MovingPicture(of: Invented.release(seed))
    for lane in picture.lanes {
      for (before, after) in zip([0] + lane.had, lane.had) {
        #expect(after == before || after - before >= 11)
      }
      #expect(lane.had.count == picture.frames.count)
    }
    #expect(!picture.json.contains("\n"))
    let read = try JSONSerialization.jsonObject(with: Data(picture.json.utf8)) as? [String: Any]
    #expect((read?["lanes"] as? [Any])?.count == picture.lanes.count)
  }

  @Test func `A moving picture of a release without times goes by events`() throws {
    let table = Invented.table((1...12).map { ("p\($0)", ["met", "met", "opened"]) })
    let picture = try MovingPicture(of: table)
    #expect(picture.unit == "events")
    #expect(picture.lanes.map { $0.had.prefix(4) } == [[12, 12, 12, 12], [0, 0, 12, 12]])
  }
}
