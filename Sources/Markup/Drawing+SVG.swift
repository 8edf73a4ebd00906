extension Drawing {
  /// The picture as SVG that can stand in a page or by itself. Colours come with the classes of `Ink`, each as
  /// `color`; without a style sheet everything is in the colour of the text around it.
  /// - Parameters:
  ///   - name: of its parts in the page; said by the program, so that it is nobody's word.
  ///   - number: tells it from others of this name.
  public func svg(_ name: StaticString, _ number: Int = 0) -> String {
    let id = "\(name)-\(number)"
    var text = """
      <svg xmlns="http://www.w3.org/2000/svg" class="drawing" viewBox="0 0 \(width.short) \(height.short)" \
      role="img" aria-labelledby="\(id)-title" aria-describedby="\(id)-words" \
      font-family="system-ui, sans-serif"><title id="\(id)-title">\(title.escaped)</title>\
      <desc id="\(id)-words">\(words.escaped)</desc>
      """
    var ink: Ink?
    for mark in marks {
      if mark.ink != ink {
        text += ink == nil ? "" : "</g>"
        text += "<g class=\"\(mark.ink.rawValue)\" fill=\"currentColor\">"
        ink = mark.ink
      }
      text += mark.svg
    }
    return text + (ink == nil ? "" : "</g>") + "</svg>"
  }
}

extension Mark {
  fileprivate var svg: String {
    switch self {
    case .line(let from, let to, let width, let isDashed, let ink):
      return """
        <path d="M\(from.short)L\(to.short)" fill="none" stroke="currentColor" stroke-width="\(width.short)"\
        \(isDashed ? " stroke-dasharray=\"2 3\"" : "")\(ink == .grid ? " stroke-opacity=\".25\"" : "")/>
        """
    case .box(let corner, let width, let height, let radius, let opacity, _):
      return "<rect \(Mark.place(corner, width, height, radius)) fill-opacity=\"\(opacity.short)\"/>"
    case .frame(let corner, let width, let height, let radius, _):
      return """
        <rect \(Mark.place(corner, width, height, radius)) fill="none" stroke="currentColor" \
        stroke-width="1.2"/>
        """
    case .signs(let sign, let points, _): return sign.svg(points)
    case .text(let text, let point, let size, let anchor, let isBold, _):
      return """
        <text x="\(point.x.short)" y="\(point.y.short)" font-size="\(size.short)"\
        \(anchor == .start ? "" : " text-anchor=\"\(anchor.rawValue)\"")\
        \(isBold ? " font-weight=\"600\"" : "")>\(text.escaped)</text>
        """
    }
  }

  private static func place(_ corner: Point, _ width: Double, _ height: Double, _ radius: Double) -> String {
    """
    x="\(corner.x.short)" y="\(corner.y.short)" width="\(width.short)" height="\(height.short)" \
    rx="\(radius.short)"
    """
  }
}

extension Glyph {
  /// All signs of one kind as one path: years of meetings stay small.
  fileprivate func svg(_ points: [Point]) -> String {
    guard !points.isEmpty else { return "" }
    let path = points.map { "M\(Point($0.x + start.x, $0.y + start.y).short)\(stroke)" }.joined()
    return """
      <path d="\(path)" fill="\(isFilled ? "currentColor" : "none")" stroke="currentColor" \
      stroke-width="\(width.short)" stroke-linecap="round" stroke-linejoin="round"/>
      """
  }

  private var isFilled: Bool { self == .triangle }

  /// A dot is a line of no length with round ends.
  private var width: Double { self == .dot ? 5 : self == .smallDot ? 3 : 1.6 }

  /// Where the pen goes down, from the middle of the sign.
  private var start: Point {
    switch self {
    case .dot, .smallDot: Point(0, 0)
    case .triangle, .openTriangle: Point(-3.5, 3)
    case .ring: Point(-3.5, 0)
    case .cross: Point(-3, -3)
    case .check: Point(-4, 0.5)
    case .zigzag: Point(-4.5, 1)
    case .plus: Point(-4, 0)
    }
  }

  /// How it goes on from there.
  private var stroke: String {
    switch self {
    case .dot, .smallDot: "h0"
    case .triangle, .openTriangle: "h7l-3.5-6.5z"
    case .ring: "a3.5 3.5 0 1 0 7 0a3.5 3.5 0 1 0-7 0"
    case .cross: "l6 6m0-6l-6 6"
    case .check: "l3 3.5l5.5-7"
    case .zigzag: "h2l2-4l2.5 6l1.5-2h1.5"
    case .plus: "h8m-4-4v8"
    }
  }
}

extension Point {
  fileprivate var short: String { "\(x.short) \(y.short)" }
}

extension Double {
  /// With at most two digits behind the point, which is all that is seen; nothing where there is no number.
  fileprivate var short: String {
    guard isFinite, magnitude < 1e9 else { return "0" }
    let hundredths = Int((magnitude * 100).rounded())
    let (whole, rest) = (hundredths / 100, hundredths % 100)
    let digits = rest == 0 ? "" : rest % 10 == 0 ? ".\(rest / 10)" : rest < 10 ? ".0\(rest)" : ".\(rest)"
    return (self < 0 && hundredths > 0 ? "-" : "") + "\(whole)" + digits
  }
}

extension String {
  /// As it may stand in XML and HTML, between tags and in quotes. What XML cannot hold is left out.
  public var escaped: String {
    var text = ""
    for scalar in unicodeScalars {
      switch scalar {
      case "&": text += "&amp;"
      case "<": text += "&lt;"
      case ">": text += "&gt;"
      case "\"": text += "&quot;"
      case "'": text += "&#39;"
      case "\t", "\n", "\r": text.unicodeScalars.append(scalar)
      case "\0"..."\u{1F}", "\u{7F}"..."\u{9F}", "\u{FFFE}"..."\u{FFFF}": break
      default: text.unicodeScalars.append(scalar)
      }
    }
    return text
  }
}
