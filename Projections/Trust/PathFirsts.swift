import Events
import Markup

/// The lane of first times: a number for those of a month, and a few words beside it where there is room. All of
/// them stand below the picture by their numbers.
extension PathDrawer {
  mutating func firstTimes() {
    let months = Dictionary(grouping: firsts.filter { frame.holds($0.first.told.day) }) {
      $0.first.told.day.month.number
    }
    guard !months.isEmpty else { return }
    var rows = Rows(frame: frame)
    let placed = months.sorted { $0.key < $1.key }.map { rows.place(Flag($1, x: middle($1))) }
    let top = y + 11
    y = top
    label(language.say("første gang", "first time"))
    for one in placed { draw(one, at: top + Double(one.row) * 18) }
    y = top + Double(rows.ends.count - 1) * 18 + 13
  }

  /// Where the flag of a month stands: at its first day that is told of.
  private func middle(_ firsts: [Path.NumberedFirst]) -> Double {
    frame.x(firsts[0].first.told.day)
  }

  private mutating func draw(_ placed: Rows.Placed, at y: Double) {
    let flag = placed.flag
    marks.append(
      .frame(Point(placed.x, y - 7.5), width: flag.width, height: 15, corner: 7.5, .theirs))
    marks.append(
      .text(
        flag.numbers, at: Point(placed.x + flag.width / 2, y + 3.8), size: 10.5, .middle, isBold: true,
        .word))
    guard placed.hasWords else { return }
    marks.append(
      .text(flag.words, at: Point(placed.x + flag.width + 4, y + 4), size: 11, .start, isBold: false, .word))
  }
}

/// The number of the first times of one month, and a few words.
struct Flag {
  let numbers: String
  let words: String
  let x: Double

  /// Longer words are left to the list below.
  private static let longest = 26

  init(_ firsts: [Path.NumberedFirst], x: Double) {
    self.x = x
    let (first, last) = (firsts[0], firsts[firsts.count - 1])
    numbers = firsts.count == 1 ? "\(first.number)" : "\(first.number)–\(last.number)"
    let words = firsts.map { $0.said.isEmpty || $0.said.count > Flag.longest ? $0.step : "“\($0.said)”" }
    let all = words.joined(separator: ", ")
    self.words = all.count <= Flag.longest + 8 ? all : words[0] + " …"
  }

  var width: Double { max(15, Drawing.width(of: numbers, size: 10.5) + 11) }
  var whole: Double { width + 4 + Drawing.width(of: words, size: 11) }
}

/// Flags in as many rows as they need, so that none stands on another.
struct Rows {
  struct Placed {
    let flag: Flag
    let row: Int
    let x: Double
    let hasWords: Bool
  }

  let frame: Frame
  /// How far each row is filled.
  var ends: [Double] = []

  /// Words may make so many rows; numbers alone as many as it takes.
  private static let mostForWords = 5

  mutating func place(_ flag: Flag) -> Placed {
    let x = max(frame.left, min(flag.x - 7.5, frame.end - flag.width))
    // Near the right edge words begin further left.
    let back = min(x, frame.end - flag.whole)
    let isNear = x - back < 40
    if isNear, back >= frame.left, let row = row(from: back, most: Rows.mostForWords) {
      return put(flag, row, back, hasWords: true)
    }
    let row = row(from: x, most: .max) ?? 0
    return put(flag, row, x, hasWords: false)
  }

  private func row(from x: Double, most: Int) -> Int? {
    if let row = ends.prefix(most).firstIndex(where: { $0 + 5 < x }) { return row }
    return ends.count < most ? ends.count : nil
  }

  private mutating func put(_ flag: Flag, _ row: Int, _ x: Double, hasWords: Bool) -> Placed {
    if row == ends.count { ends.append(0) }
    ends[row] = x + (hasWords ? flag.whole : flag.width)
    return Placed(flag: flag, row: row, x: x, hasWords: hasWords)
  }
}
