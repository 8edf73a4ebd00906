import Events
import Markup

/// Puts the lanes of a path under each other, from the top of the sheet.
struct PathDrawer {
  let trust: Trust
  let language: Language
  let today: Day
  let firsts: [Path.NumberedFirst]
  let naming: (Kind) -> String
  let frame: Frame
  var marks: [Mark] = []
  /// How far down the sheet is filled.
  var y: Double = 0

  static let size: Double = 12
  private static let lane: Double = 21

  mutating func drawing(_ words: String) -> Drawing {
    months()
    firstTimes()
    for group in PathLane.groups {
      let before = y
      for lane in group { add(lane) }
      if y > before { y += 6 }
    }
    let title = language.say("Tillidens vej", "The path of trust") + ", " + language.span(frame.months)
    var drawing = Drawing(width: frame.sheet.width, height: y + 4, title: title, words: words)
    drawing.marks = ground + marks
    return drawing
  }

  /// A name at the left of a lane whose middle is at `y`.
  mutating func label(_ text: String) {
    marks.append(
      .text(text, at: Point(0, y + 4), size: Self.size, .start, isBold: false, .soft))
  }

  private mutating func add(_ lane: PathLane) {
    let told = lane.days(trust).filter { frame.holds($0.day) }
    switch lane.kind {
    case .signs(let sign, let ink):
      guard !told.isEmpty else { return }
      y += Self.lane / 2
      label(lane.name(language))
      if sign == .dot { line() }
      let size: Glyph = sign == .dot && frame.cell < 14 ? .smallDot : sign
      let sure = told.filter(\.isDayKnown).map { Point(frame.x($0.day), y) }
      let vague = told.filter { !$0.isDayKnown }.map { Point(frame.x($0.day), y) }
      if !sure.isEmpty { marks.append(.signs(size, at: sure, ink)) }
      if !vague.isEmpty { marks.append(.signs(.smallDot, at: vague, .soft)) }
      y += Self.lane / 2
    case .pauses: pauses(lane.name(language))
    case .boundaries: boundaries(lane.name(language))
    }
  }

  /// The years, and the months as far as there is room.
  private mutating func months() {
    y = 12
    for month in frame.months.map({ Month(number: $0) }) {
      let x = frame.x(month.number)
      let isFirst = month.number == frame.months.lowerBound
      if month.month == 1 || isFirst && month.month < 11 {
        marks.append(
          .text("\(month.year)", at: Point(x + 2, y), size: Self.size, .start, isBold: true, .word))
      }
      let name = language.monthName(month.month).lowercased()
      let text = frame.cell > 26 ? name : frame.cell > 9.5 ? String(name.prefix(1)) : ""
      marks.append(
        .text(text, at: Point(x + frame.cell / 2, y + 15), size: 10.5, .middle, isBold: false, .soft))
    }
    y += 22
  }

  /// A line at each month, a stronger one at each year, and at today; every other year is shaded.
  private var ground: [Mark] {
    var marks: [Mark] = []
    for month in frame.months.map({ Month(number: $0) }) {
      let x = frame.x(month.number)
      let isYear = month.month == 1
      if month.year.isMultiple(of: 2), isYear || month.number == frame.months.lowerBound {
        let next = min(Month(year: month.year + 1, month: 1).number, frame.months.upperBound + 1)
        marks.append(
          .box(Point(x, 0), width: frame.x(next) - x, height: y + 4, corner: 0, opacity: 0.06, .grid))
      }
      marks.append(
        .line(
          Point(x, isYear ? 0 : 30), Point(x, y + 4), width: isYear ? 1 : 0.4, isDashed: false, .grid))
    }
    if frame.holds(today) {
      let x = frame.x(today)
      marks.append(.line(Point(x, 30), Point(x, y + 4), width: 1, isDashed: true, .soft))
    }
    return marks
  }

  private mutating func line() {
    marks.append(
      .line(Point(frame.left, y), Point(frame.end, y), width: 0.8, isDashed: false, .grid))
  }

  /// Bars as long as the pauses, with how long they were where there is room.
  private mutating func pauses(_ name: String) {
    let pauses = trust.pauses(today: today).filter { $0.touches(frame.months, today) }.map { pause in
      (
        from: max(frame.left, frame.x(pause.from.day)),
        to: min(frame.end, frame.x(pause.until?.day ?? today)), text: language.short(pause.length)
      )
    }
    guard !pauses.isEmpty else { return }
    y += Self.lane / 2
    label(name)
    for (index, pause) in pauses.enumerated() {
      let width = pause.to - pause.from
      marks.append(
        .box(Point(pause.from, y - 7), width: width, height: 14, corner: 7, opacity: 0.16, .ours))
      let room = Drawing.width(of: pause.text, size: 10.5)
      let next = index + 1 < pauses.count ? pauses[index + 1].from : frame.end
      if room + 6 < width {
        text(pause.text, (pause.from + pause.to) / 2, .middle)
      } else if pause.to + room + 6 < next {
        text(pause.text, pause.to + 3, .start)
      }
    }
    y += Self.lane / 2
  }

  private mutating func text(_ text: String, _ x: Double, _ anchor: Mark.Anchor) {
    marks.append(.text(text, at: Point(x, y + 3.7), size: 10.5, anchor, isBold: false, .word))
  }

  /// Each no that still stands, from the day on which it was said; of many, the last.
  private mutating func boundaries(_ name: String) {
    let standing = trust.boundaries.filter { $0.no.day.month.number <= frame.months.upperBound }
    for (index, one) in standing.suffix(5).enumerated() {
      y += 9
      if index == 0 { label(name) }
      boundary(one.kind, one.no.day)
      y += 9
    }
    let more = standing.count - 5
    guard more > 0 else { return }
    let text = language.say("og \(more) før dem, nedenfor", "and \(more) before them, below")
    marks.append(.text(text, at: Point(frame.left + 2, y + 8), size: 10.5, .start, isBold: false, .soft))
    y += 14
  }

  /// A stroke where it was said, what it was said to, and a line for as long as it stands.
  private mutating func boundary(_ kind: Kind, _ day: Day) {
    let start = max(frame.left, frame.x(day))
    let end = frame.holds(today) ? frame.x(today) : frame.end
    if frame.holds(day) {
      marks.append(.line(Point(start, y - 6), Point(start, y + 6), width: 2.4, isDashed: false, .theirs))
    }
    let (after, before) = (frame.end - start - 8, start - frame.left - 8)
    let name = naming(kind)
    let isInside = Drawing.width(of: name, size: 11) <= after || after > before
    let shown = name.cut(to: isInside ? after : before, size: 11)
    marks.append(
      .text(
        shown, at: Point(isInside ? start + 5 : start - 5, y + 4), size: 11, isInside ? .start : .end,
        isBold: false, .word))
    let from = isInside ? start + Drawing.width(of: shown, size: 11) + 8 : start
    if from < end {
      marks.append(.line(Point(from, y), Point(end, y), width: 1.2, isDashed: false, .theirs))
    }
  }
}

extension String {
  /// As much of it as there is room for; the whole stands below the picture.
  fileprivate func cut(to room: Double, size: Double) -> String {
    guard Drawing.width(of: self, size: size) > room else { return self }
    let most = Int(room / Drawing.width(of: "n", size: size)) - 1
    return most < 3 ? "" : prefix(most) + "…"
  }
}

extension Language {
  /// `maj 2025 – okt 2026`
  func span(_ months: ClosedRange<Int32>) -> String {
    let (first, last) = (Month(number: months.lowerBound), Month(number: months.upperBound))
    return "\(monthName(first.month)) \(first.year) – \(monthName(last.month)) \(last.year)"
  }

  /// Weeks where it is some.
  func short(_ days: Days) -> String {
    days.count < 21
      ? say("\(days.count) dage", "\(days.count) days")
      : say("\(days.count / 7) uger", "\(days.count / 7) weeks")
  }
}
