internal import CQRCode

/// A text as squares that a phone's camera reads (ISO/IEC 18004), with the white border that it needs.
public struct QRCode: Sendable {
  /// Squares on each side, border included.
  public let size: Int
  private let dark: [Bool]

  private static let border = 4

  /// - Returns: nil where the text is longer than any code holds (some 2,300 bytes).
  public init?(_ text: String) {
    guard let code = unsafe QRcode_encodeString8bit(text, 0, QR_ECLEVEL_M) else { return nil }
    defer { unsafe QRcode_free(code) }
    let width = unsafe Int(code.pointee.width)
    let size = width + 2 * Self.border
    var dark = [Bool](repeating: false, count: size * size)
    for row in 0..<width {
      for column in 0..<width where unsafe code.pointee.data[row * width + column] & 1 == 1 {
        dark[(row + Self.border) * size + column + Self.border] = true
      }
    }
    (self.size, self.dark) = (size, dark)
  }

  private func isDark(_ row: Int, _ column: Int) -> Bool { row < size && dark[row * size + column] }

  /// The dark squares as the path of an SVG of `size` by `size`.
  public var path: String {
    var path = ""
    for row in 0..<size {
      for column in 0..<size where isDark(row, column) { path += "M\(column) \(row)h1v1h-1z" }
    }
    return path
  }

  /// For a terminal, two rows a line: light squares are painted, since most terminals are dark.
  public var lines: [String] {
    stride(from: 0, to: size, by: 2).map { row in
      String((0..<size).map { column in half(isDark(row, column), isDark(row + 1, column)) })
    }
  }

  private func half(_ upper: Bool, _ lower: Bool) -> Character {
    switch (upper, lower) {
    case (false, false): "█"
    case (false, true): "▀"
    case (true, false): "▄"
    case (true, true): " "
    }
  }
}
