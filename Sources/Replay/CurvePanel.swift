import Events
import Markup

/// A small sheet for curves over time: the share from nobody to all, the days since the beginning, and below how many
/// there still were.
struct CurvePanel {
  let corner: Point
  let title: String
  /// One or two; the second is dashed.
  let curves: [(curve: Curve, ink: Ink)]
  /// Where the curves begin: nobody has had it yet.
  let start: Int
  let unit: String
  /// The last day that is drawn, the same for panels beside each other.
  let most: Int
  let language: Language

  static let width: Double = 228
  static let plot = (left: 34.0, top: 24.0, width: 180.0, height: 92.0)
  static func height(_ curves: Int) -> Double { 150 + Double(curves) * 12 }

  private func x(_ day: Int) -> Double {
    corner.x + Self.plot.left + Double(day - start) / Double(max(1, most - start)) * Self.plot.width
  }

  private func y(_ share: Double) -> Double {
    corner.y + Self.plot.top + (1 - min(1, max(0, share))) * Self.plot.height
  }

  var marks: [Mark] {
    var marks: [Mark] = [
      .text(title, at: Point(corner.x, corner.y + 12), size: 12, .start, isBold: true, .word)
    ]
    for (share, label) in [(0.0, "0"), (0.5, "½"), (1.0, language.say("alle", "all"))] {
      marks.append(
        .line(
          Point(x(start), y(share)), Point(x(most), y(share)), width: share == 0 ? 1 : 0.6,
          isDashed: share > 0, .grid))
      marks.append(
        .text(label, at: Point(x(start) - 5, y(share) + 3.5), size: 9.5, .end, isBold: false, .soft))
    }
    for tick in ticks {
      marks.append(.line(Point(x(tick), y(0)), Point(x(tick), y(0) + 3), width: 1, isDashed: false, .grid))
      marks.append(.text("\(tick)", at: Point(x(tick), y(0) + 14), size: 9.5, .middle, isBold: false, .soft))
    }
    for (index, curve) in curves.enumerated() { marks += self.marks(of: curve.curve, curve.ink, index) }
    return marks
  }

  /// Days that people count by, or quarters.
  private var ticks: [Int] {
    let usual = unit == "quarters" ? [0, 2, 4, 8, 12, 16, 20] : [30, 91, 182, 365, 730, 1095, 1460, 1825]
    let within = usual.filter { $0 > start && $0 <= most }
    return within.enumerated().filter { index, tick in
      x(tick) - x(start) > 14 && (index == 0 || x(tick) - x(within[index - 1]) > 16)
    }.map(\.element)
  }

  private func marks(of curve: Curve, _ ink: Ink, _ index: Int) -> [Mark] {
    var (marks, bands): ([Mark], [Mark]) = ([], [])
    var (day, share) = (start, 0.0)
    for (point, next) in zip(curve.points, curve.points.dropFirst().map(Optional.some) + [nil]) {
      let (to, until) = (min(most, point.to ?? most), min(most, next.map { $0.to ?? most } ?? most))
      marks.append(
        .line(Point(x(day), y(share)), Point(x(to), y(share)), width: 1.8, isDashed: index > 0, ink))
      marks.append(
        .line(Point(x(to), y(share)), Point(x(to), y(point.share)), width: 1.8, isDashed: index > 0, ink))
      if let low = point.low, let high = point.high, until > to {
        bands.append(
          .box(
            Point(x(to), y(high)), width: x(until) - x(to), height: y(low) - y(high), corner: 0,
            opacity: 0.14, ink))
      }
      (day, share) = (to, point.share)
    }
    marks.append(
      .line(Point(x(day), y(share)), Point(x(most), y(share)), width: 1.8, isDashed: index > 0, ink))
    return bands + marks + atRisk(curve, ink, index)
  }

  private func atRisk(_ curve: Curve, _ ink: Ink, _ index: Int) -> [Mark] {
    let line = y(0) + 28 + Double(index) * 12
    return ([start] + ticks).compactMap { tick in
      guard let point = curve.points.first(where: { $0.to.map { $0 > tick } ?? true }) else { return nil }
      let number = language.number(point.atRisk)
      return .text(number, at: Point(x(tick), line), size: 9, .middle, isBold: false, index == 0 ? ink : ink)
    }
  }
}

/// Panels in rows of three under a heading.
struct PanelSheet {
  let title: String
  let words: String
  let remarks: [String]
  let panels: [(title: String, curves: [(curve: Curve, ink: Ink)])]
  let start: Int
  let unit: String
  let language: Language

  static let most = 12
  private static let across = 3

  func drawing() -> Drawing {
    let curves = panels.map(\.curves.count).max() ?? 1
    let (step, top) = (CurvePanel.height(curves) + 14, 30 + Double(remarks.count) * 14)
    let rows = (panels.count + Self.across - 1) / Self.across
    var drawing = Drawing(
      width: CurvePanel.width * Double(Self.across), height: top + step * Double(max(1, rows)), title: title,
      words: words)
    drawing.marks = [.text(title, at: Point(0, 15), size: 14, .start, isBold: true, .word)]
    for (index, remark) in remarks.enumerated() {
      drawing.marks.append(
        .text(remark, at: Point(0, 32 + Double(index) * 14), size: 10.5, .start, isBold: false, .soft))
    }
    for (index, panel) in panels.enumerated() {
      let corner = Point(
        Double(index % Self.across) * CurvePanel.width, top + 12 + Double(index / Self.across) * step)
      drawing.marks +=
        CurvePanel(
          corner: corner, title: panel.title, curves: panel.curves, start: start, unit: unit, most: last,
          language: language
        ).marks
    }
    return drawing
  }

  /// An open span is drawn a little beyond the last day that is known.
  private var last: Int {
    let points = panels.flatMap { $0.curves.flatMap(\.curve.points) }
    let known = points.compactMap(\.to).max() ?? start + 1
    return points.contains { $0.to == nil } ? known + max(1, (known - start) / 8) : known
  }
}
