/// A picture as a view describes it, without a medium: marks and words on a sheet, and a text that says the same.
///
/// Lengths are in units of the sheet; at a scale of 1 a unit is a pixel. Whatever shows it brings the colours.
public struct Drawing: Sendable, Equatable {
  public var width: Double
  public var height: Double
  public var title: String
  /// Says what the picture shows, for whoever does not see it.
  public var words: String
  public var marks: [Mark] = []

  public init(width: Double, height: Double, title: String, words: String) {
    (self.width, self.height, self.title, self.words) = (width, height, title, words)
  }

  /// About how wide a text stands; rather too wide than too narrow.
  public static func width(of text: String, size: Double) -> Double { Double(text.count) * size * 0.56 }
}

public struct Point: Hashable, Sendable {
  public var x: Double
  public var y: Double

  public init(_ x: Double, _ y: Double) { (self.x, self.y) = (x, y) }
}

/// What a mark stands for, and by that its colour. A closed list: no word of anybody's becomes a class.
public enum Ink: String, Sendable, CaseIterable {
  /// Words that are read.
  case word
  /// Words beside them.
  case soft
  /// Lines that only order.
  case grid
  /// What we did.
  case ours
  /// What they did.
  case theirs
}

/// A small sign, one for each time that something happened.
public enum Glyph: Sendable, CaseIterable {
  case dot, smallDot, triangle, openTriangle, ring, cross, check, zigzag, plus
}

public enum Mark: Sendable, Equatable {
  case line(Point, Point, width: Double, isDashed: Bool, Ink)
  case box(Point, width: Double, height: Double, corner: Double, opacity: Double, Ink)
  /// Only the border of a box.
  case frame(Point, width: Double, height: Double, corner: Double, Ink)
  case signs(Glyph, at: [Point], Ink)
  case text(String, at: Point, size: Double, Anchor, isBold: Bool, Ink)

  /// Which end of a text stands at its point.
  public enum Anchor: String, Sendable { case start, middle, end }

  var ink: Ink {
    switch self {
    case .line(_, _, _, _, let ink), .box(_, _, _, _, _, let ink), .frame(_, _, _, _, let ink),
      .signs(_, _, let ink), .text(_, _, _, _, _, let ink):
      ink
    }
  }
}
