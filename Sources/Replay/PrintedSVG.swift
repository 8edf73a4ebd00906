public import Markup

extension Drawing {
  /// The picture as a file of its own: with its size, a white sheet and colours that print.
  public var printed: String {
    let svg = svg("figure")
    guard let words = svg.firstRange(of: "</desc>") else { return svg }
    let size = "width=\"\(Int(width))\" height=\"\(Int(height))\" "
    let style = """
      <style>.word{color:#1d1d1b}.soft,.grid{color:#5c5c58}.ours{color:#1f5f7a}.theirs{color:#a3541b}</style>\
      <rect width="100%" height="100%" fill="#fff"/>
      """
    let body = svg[..<words.upperBound] + style + svg[words.upperBound...]
    return String(body).replacing("<svg ", with: "<svg \(size)", maxReplacements: 1) + "\n"
  }
}
