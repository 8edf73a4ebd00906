internal import Releases

/// What a value of a release may look like.
enum Shape {
  /// Sixteen letters of base 32: 80 bits.
  static func isPseudonym(_ text: String) -> Bool { text.utf8.count == 16 && text.utf8.allSatisfy(isBase32) }

  private static func isBase32(_ byte: UInt8) -> Bool {
    (byte >= 0x61 && byte <= 0x7a) || (byte >= 0x32 && byte <= 0x37)
  }

  static func fits(_ value: String, _ column: ReleaseColumn, _ tier: Tier) -> Bool {
    switch column {
    case .kind: isCode(value)
    case .mode: ["happened", "arranged", "declined", "failed"].contains(value)
    case .place: isPlace(value)
    case .worker: tier == .a ? isPseudonym(value) || isCode(value) : roles.contains(value)
    case .count: ["1", "2-3", "4-9", "10-"].contains(value)
    case .time: true
    }
  }

  /// Whoever writes is one or the other.
  private static let roles: Set<String> = ["employee", "volunteer", "helper", "admin", "researcher"]

  /// `debt-advice`: small letters, digits and hyphens.
  private static func isCode(_ value: String) -> Bool {
    value.count <= 48
      && value.allSatisfy { $0.isLowercase || ($0.isASCII && $0.isNumber) || $0 == "-" || $0 == "_" }
  }

  private static func isPlace(_ value: String) -> Bool {
    value.count <= 48 && value.allSatisfy { $0.isLetter || $0.isNumber || " -.&".contains($0) }
      && value.count(where: \.isNumber) <= 4
  }

  /// More than four words, what ends or divides sentences, an address, or digits in a row as numbers of people have.
  static func looksWritten(_ value: String, in column: ReleaseColumn, _ tier: Tier) -> Bool {
    // One in two thousand pseudonyms has six digits in a row by chance.
    if column == .worker, tier == .a, isPseudonym(value) { return false }
    if value.split(separator: " ").count > 4 || value.contains(where: { "!?,;:@\"\\\n\t".contains($0) }) {
      return true
    }
    if value.hasSuffix(".") { return true }
    var digits = 0
    for character in value {
      digits = character.isNumber ? digits + 1 : 0
      if digits >= 6 { return true }
    }
    return false
  }

  /// Where spans of days may begin; they end before the next one begins, or at any later one's beginning.
  private static let beginnings: Set<Int> = [0, 8, 31, 92, 183, 366]

  static func isTime(_ value: String, _ rule: TimeRule?) -> Bool {
    switch rule {
    case .elapsed: isSpan(value)
    case .quarter: TimeScale.quarter(value) != nil || (value.count == 4 && Int(value) != nil)
    case .week: Civil.week(value) != nil
    case .day: Civil.days(value) != nil
    case nil:
      isSpan(value) || TimeScale.quarter(value) != nil || Civil.week(value) != nil || Civil.days(value) != nil
    }
  }

  private static func isSpan(_ value: String) -> Bool {
    guard let span = TimeScale.elapsed(value), beginnings.contains(span.lowerBound) else { return false }
    return span.upperBound == Int.max || beginnings.contains(span.upperBound + 1)
  }

  /// A number that grows with the time.
  static func start(_ value: String) -> Int? {
    TimeScale.elapsed(value).flatMap { Civil.days(value) ?? $0.lowerBound } ?? Civil.days(value)
      ?? TimeScale.quarter(value) ?? Civil.week(value) ?? Int(value)
  }
}
