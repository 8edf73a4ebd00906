/// Columns side by side, one for each week or month, with a dot where a second figure stands. For the figures of
/// stops and of the organisation alone.
public struct Chart: Sendable {
  public struct Column: Sendable, Equatable {
    /// Stands below it; mostly empty, so that there is room.
    public var label: String
    /// Nil where nothing was counted.
    public var height: Int?
    public var dot: Int?
    /// It was cancelled.
    public var isCrossed: Bool

    public init(_ label: String, height: Int?, dot: Int? = nil, isCrossed: Bool = false) {
      (self.label, self.height, self.dot, self.isCrossed) = (label, height, dot, isCrossed)
    }
  }

  public var title: String
  /// The same in words; the table beside it has every figure.
  public var words: String
  public var columns: [Column]
  /// The figure that is as high as the sheet: the same for charts that are held against each other.
  public var most: Int

  public init(_ title: String, words: String, columns: [Column], most: Int) {
    (self.title, self.words, self.columns, self.most) = (title, words, columns, most)
  }

  private static let top: Double = 26
  private static let left: Double = 30

  public func drawing(_ language: (Int) -> String, width: Double = 330, height: Double = 120) -> Drawing {
    var drawing = Drawing(width: width, height: height, title: title, words: words)
    let floor = height - 16
    let step = (width - Self.left - 4) / Double(max(1, columns.count))
    func y(_ number: Int) -> Double {
      floor - Double(number) / Double(max(1, most)) * (floor - Self.top)
    }
    func x(_ index: Int) -> Double { Self.left + (Double(index) + 0.5) * step }
    drawing.marks = [
      .text(title, at: Point(0, 13), size: 13, .start, isBold: true, .word),
      .text(language(most), at: Point(Self.left - 4, Self.top + 4), size: 10.5, .end, isBold: false, .soft),
      .text("0", at: Point(Self.left - 4, floor + 3.5), size: 10.5, .end, isBold: false, .soft),
      .line(Point(Self.left, Self.top), Point(width, Self.top), width: 0.6, isDashed: true, .grid),
      .line(Point(Self.left, floor), Point(width, floor), width: 1, isDashed: false, .grid),
    ]
    for (index, column) in columns.enumerated() where !column.label.isEmpty {
      let place = Point(x(index), height - 3)
      drawing.marks.append(.text(column.label, at: place, size: 10.5, .middle, isBold: false, .soft))
    }
    for (index, column) in columns.enumerated() {
      guard let number = column.height, number > 0 else { continue }
      let wide = min(16, step * 0.72)
      drawing.marks.append(
        .box(
          Point(x(index) - wide / 2, y(number)), width: wide, height: floor - y(number), corner: 1,
          opacity: 0.75, .ours))
    }
    drawing.marks.append(.signs(step > 8 ? .dot : .smallDot, at: points(x, y), .theirs))
    let crossed = columns.indices.filter { columns[$0].isCrossed }.map { Point(x($0), floor - 6) }
    drawing.marks.append(.signs(.cross, at: crossed, .soft))
    return drawing
  }

  private func points(_ x: (Int) -> Double, _ y: (Int) -> Double) -> [Point] {
    columns.indices.compactMap { index in columns[index].dot.map { Point(x(index), y($0)) } }
  }

  /// A round figure at or above all of these, for the top of a chart.
  public static func top(_ numbers: some Sequence<Int>) -> Int {
    let most = numbers.max() ?? 0
    var step = 1
    while true {
      for factor in 1...10 where factor * step >= most { return max(4, factor * step) }
      step *= 10
    }
  }
}
