internal import Events

/// A way in which dates are written: `dd` day, `MM` month, `yyyy` year, `yy` year of this century, `HH` hour, `mm`
/// minute, `ss` second; a single letter takes one digit or two; all else stands as it is.
struct WrittenDate {
  /// From the commonest on. Where two fit all rows, the first is meant: the day stands before the month.
  static let common: [String] = [
    "dd-MM-yyyy", "dd/MM/yyyy", "dd.MM.yyyy", "d-M-yyyy", "d/M/yyyy", "d.M.yyyy", "yyyy-MM-dd", "yyyy/MM/dd",
    "yyyyMMdd", "M/d/yyyy", "dd-MM-yy", "dd/MM/yy", "dd.MM.yy",
  ]
  .flatMap { day in ["", " HH:mm", " HH:mm:ss", " HH.mm", "THH:mm:ss", " H:mm"].map { day + $0 } }

  static func read(_ text: String, _ pattern: String) -> When? {
    var (rest, parts) = (text[...], [Character: Int]())
    var place = pattern.startIndex
    while place < pattern.endIndex {
      let letter = pattern[place]
      let end = pattern[place...].firstIndex { $0 != letter } ?? pattern.endIndex
      let count = pattern.distance(from: place, to: end)
      if "dMyHms".contains(letter) {
        let digits = rest.prefix(count == 1 ? 2 : count).prefix { $0.isASCII && $0.isNumber }
        guard count == 1 ? !digits.isEmpty : digits.count == count, let number = Int(digits) else {
          return nil
        }
        parts[letter] = letter == "y" && count == 2 ? 2000 + number : number
        rest = rest.dropFirst(digits.count)
      } else {
        guard rest.hasPrefix(pattern[place..<end]) else { return nil }
        rest = rest.dropFirst(count)
      }
      place = end
    }
    return rest.isEmpty ? time(parts) : nil
  }

  /// Nil for a day that no calendar has: the next pattern is tried.
  private static func time(_ parts: [Character: Int]) -> When? {
    guard let day = parts["d"], let month = parts["M"], let year = parts["y"] else { return nil }
    func padded(_ number: Int, _ width: Int) -> String {
      let text = String(number)
      return String(repeating: "0", count: max(0, width - text.count)) + text
    }
    let date = "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))"
    guard let hour = parts["H"], let minute = parts["m"] else { return try? When(edtf: date) }
    return try? When(edtf: "\(date)T\(padded(hour, 2)):\(padded(minute, 2))")
  }

  /// By the patterns, or as EDTF or RFC 3339 write it.
  static func read(_ text: String, among patterns: [String]) -> When? {
    for pattern in patterns { if let when = read(text, pattern) { return when } }
    // What is no EDTF may still be RFC 3339.
    if let when = try? When(edtf: text) { return when }
    return When(xes: text)
  }
}
