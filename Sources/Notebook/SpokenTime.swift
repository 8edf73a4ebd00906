public import Events

extension When {
  /// Reads a time as people say it: EDTF, or `nu`, `i dag`, `i går`, `i forgårs`, `sidste uge`, `sidste måned`,
  /// a weekday (the last one), `for tre dage siden`, each also in English, all against now.
  public init(spoken text: String, now: Now) throws(EDTFError) {
    let today = now.today
    let said = Self.withoutLast(text.lowercased())
    if let days = Self.daysAgo(said) {
      self = try When(edtf: (today + -days).description)
      return
    }
    if let weekday = Self.weekdays[said] {
      let back = (today.weekday - weekday + 6) % 7 + 1
      self = try When(edtf: (today + -back).description)
      return
    }
    switch said {
    case "nu", "now": self = now.civil
    case "i dag", "today": self = try When(edtf: today.description)
    case "i går", "i gaar", "yesterday", "i aftes", "i nat", "last night":
      self = try When(edtf: (today + -1).description)
    case "i forgårs", "i forgaars": self = try When(edtf: (today + -2).description)
    case "sidste uge", "forrige uge", "last week":
      let monday = today.week.monday + -7
      self = try When(edtf: "\(monday)/\(monday + 6)")
    case "sidste måned", "forrige måned", "last month":
      self = try When(edtf: Month(number: today.month.number - 1).description)
    default: self = try When(edtf: text)
    }
  }

  /// `sidste tirsdag` and `last Tuesday` are the last one, as the day alone is.
  private static func withoutLast(_ said: String) -> String {
    for word in ["sidste ", "i ", "last "] where said.hasPrefix(word) {
      let day = String(said.dropFirst(word.count))
      if weekdays[day] != nil { return day }
    }
    return said
  }

  /// `for 3 dage siden`, `for en uge siden`, `2 days ago`.
  private static func daysAgo(_ said: String) -> Int? {
    var words = said.split(separator: " ")
    if words.first == "for" { words.removeFirst() }
    guard words.count == 3, words[2] == "siden" || words[2] == "ago" else { return nil }
    let numbers = [
      "en": 1, "et": 1, "to": 2, "tre": 3, "fire": 4, "fem": 5, "seks": 6, "a": 1, "one": 1, "two": 2,
    ]
    let units = ["dag": 1, "dage": 1, "uge": 7, "uger": 7, "day": 1, "days": 1, "week": 7, "weeks": 7]
    guard let count = Int(words[0]) ?? numbers[String(words[0])], let unit = units[String(words[1])],
      (0...5000).contains(count)
    else { return nil }
    return count * unit
  }

  private static let weekdays: [String: Int] = {
    let names = Language.allCases.flatMap { language in
      (0..<7).map { (language.weekdayName($0).lowercased(), $0) }
    }
    return Dictionary(names) { first, _ in first }
  }()
}
