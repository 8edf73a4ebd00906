/// The small closed classes of words of a language.
extension Style {
  struct Pronouns {
    let nominative: String
    let oblique: String
    let possessive: String
  }

  func pronouns(_ isWoman: Bool) -> Pronouns {
    switch (self, isWoman) {
    case (.english, true): Pronouns(nominative: "she", oblique: "her", possessive: "her")
    case (.english, false): Pronouns(nominative: "he", oblique: "him", possessive: "his")
    case (.dialect, true): Pronouns(nominative: "hin", oblique: "hind", possessive: "hins")
    case (_, true): Pronouns(nominative: "hun", oblique: "hende", possessive: "hendes")
    case (_, false): Pronouns(nominative: "han", oblique: "ham", possessive: "hans")
    }
  }

  var someone: String { self == .english ? "one of the others" : "en af de andre" }

  var weekdays: [String] { self == .english ? Self.englishDays : Self.danishDays }

  /// One to twenty.
  var numbers: [String] { self == .english ? Self.englishNumbers : Self.danishNumbers }

  func new(_ count: Int) -> String { self == .english ? " new" : count == 1 ? " ny" : " nye" }

  private static let danishDays = ["mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag"]
  private static let englishDays = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"]
  private static let danishNumbers = [
    "en", "to", "tre", "fire", "fem", "seks", "syv", "otte", "ni", "ti", "elleve", "tolv", "tretten",
    "fjorten", "femten", "seksten", "sytten", "atten", "nitten", "tyve",
  ]
  private static let englishNumbers = [
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty",
  ]
}
