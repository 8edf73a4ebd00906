/// What digits with a sign between them are: `9/2` and `24.12.26` a day, `1/2`, `13.70` and `12,50` none.
enum Figures {
  /// Whether they say a day: day and month, and maybe a year.
  static func areDay(_ text: Span<UInt8>, _ range: Range<Int>) -> Bool {
    var parts = [0, 0, 0]
    var (part, digits, sign) = (0, 0, UInt8(0))
    for i in range {
      if Folding.isDigit(text[i]) {
        parts[part] = min(parts[part] * 10 + Int(text[i] - 0x30), 10_000)
        digits += 1
      } else {
        guard part < 2, part == 0 || text[i] == sign else { return false }
        (part, digits, sign) = (part + 1, 0, text[i])
      }
    }
    let (day, month) = (parts[0], parts[1])
    guard 1...31 ~= day, 1...12 ~= month, sign == point || sign == stroke else { return false }
    if part == 2 { return digits == 2 || digits == 4 }
    // Of two with a point between them most are a time: `10.10`.
    return sign == stroke ? !isShare(day, month) : day > 23 && digits == 2
  }

  /// Halves and quarters, and `24/7`.
  private static func isShare(_ part: Int, _ whole: Int) -> Bool {
    part < whole && (whole == 2 || whole == 4) || part == 24 && whole == 7
  }

  private static let (point, stroke) = (UInt8(ascii: "."), UInt8(ascii: "/"))
}
