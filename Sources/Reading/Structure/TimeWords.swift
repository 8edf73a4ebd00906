import Events

/// The words of time in Danish and English, and which other spellings and slips mean them; those of ikke as
/// well, which stand in `spørg ikke til`.
struct TimeWords: Sendable {
  private var others: [String: String] = [:]
  private let near = Near()

  /// - Parameter vocabulary: its spellings hold here as well.
  init(_ vocabulary: Vocabulary) {
    for spelling in vocabulary.spellings
    where Self.known.contains(spelling.word) || Unasked.no.contains(spelling.word) {
      for variant in spelling.variants where !Self.known.contains(variant) {
        others[variant] = spelling.word
      }
    }
  }

  /// The word of time that is meant; a slip of the thumb only where it can be no other. All else as it is.
  func meant(by word: String, slips: Bool) -> String {
    if Self.known.contains(word) { return word }
    if let other = others[word] { return other }
    guard slips, word.utf8.count >= NearWords.shortest, !Self.ordinary.contains(word) else { return word }
    var meant: [[UInt8]] = []
    near.words.eachWord(like: word.utf8.span) { meant.append($0) }
    return meant.count == 1 ? String(decoding: meant[0], as: UTF8.self) : word
  }

  /// The longer words of time, for their slips.
  private final class Near: Sendable {
    let words: NearWords

    init() {
      var words = NearWords()
      for word in known { words.add(word.utf8.span) }
      words.finish()
      self.words = words
    }
  }

  static let weekdays = table([
    ["mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag"],
    ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"],
    ["mand", "tirsd", "onsd", "torsd", "fred", "lørd", "sønd"].map { $0 == "mand" || $0 == "fred" ? "" : $0 },
    ["", "tirs", "ons", "tors", "", "lør", ""], ["", "tue", "wed", "thu", "", "", ""],
    ["", "tues", "", "thurs", "", "", ""],
  ])

  /// `i mandags`
  static let lastWeekdays = table([
    ["mandags", "tirsdags", "onsdags", "torsdags", "fredags", "lørdags", "søndags"]
  ])

  /// `om mandagen`, `Mondays`
  static let everyWeekday = table([
    ["mandagen", "tirsdagen", "onsdagen", "torsdagen", "fredagen", "lørdagen", "søndagen"],
    ["mandage", "tirsdage", "onsdage", "torsdage", "fredage", "lørdage", "søndage"],
    ["mondays", "tuesdays", "wednesdays", "thursdays", "fridays", "saturdays", "sundays"],
  ])

  static let months = table([
    [
      "januar", "februar", "marts", "april", "maj", "juni", "juli", "august", "september", "oktober",
      "november", "december",
    ],
    [
      "january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
      "november", "december",
    ],
    ["jan", "feb", "mar", "apr", "", "jun", "", "aug", "sep", "okt", "nov", "dec"],
    ["", "", "", "", "", "", "", "", "sept", "oct", "", ""],
  ]).mapValues { $0 + 1 }

  /// By the number that EDTF has for it.
  static let seasons = table([
    ["forår", "sommer", "efterår", "vinter"], ["foråret", "sommeren", "efteråret", "vinteren"],
    ["spring", "summer", "autumn", "winter"], ["", "", "fall", ""],
  ]).mapValues { $0 + 21 }

  static let feasts: [String: SaidTime.Feast] = [
    "jul": .christmas, "julen": .christmas, "juleaften": .christmas, "christmas": .christmas,
    "xmas": .christmas, "nytår": .newYear, "nytåret": .newYear, "nytårsaften": .newYear,
    "påske": .easter, "påsken": .easter, "easter": .easter, "pinse": .whitsun, "pinsen": .whitsun,
    "whitsun": .whitsun,
  ]

  /// What may be counted, and how many of the unit it is.
  static let units: [String: (count: Int, unit: SaidTime.Unit)] = [
    "dag": (1, .days), "dage": (1, .days), "døgn": (1, .days), "day": (1, .days), "days": (1, .days),
    "uge": (1, .weeks), "uger": (1, .weeks), "week": (1, .weeks), "weeks": (1, .weeks),
    "fortnight": (2, .weeks), "fortnights": (2, .weeks),
    "måned": (1, .months), "måneder": (1, .months), "month": (1, .months), "months": (1, .months),
    "år": (1, .years), "year": (1, .years), "years": (1, .years),
    "time": (60, .minutes), "timer": (60, .minutes), "hour": (60, .minutes), "hours": (60, .minutes),
    "minut": (1, .minutes), "minutter": (1, .minutes), "min": (1, .minutes), "minutes": (1, .minutes),
  ]

  /// Parts of a day; true for those in which a clock counts from noon.
  static let parts: [String: Bool] = [
    "morgen": false, "tidlig": false, "formiddag": false, "middag": true, "eftermiddag": true,
    "aften": true, "nat": false, "morges": false, "formiddags": false, "middags": true,
    "eftermiddags": true, "aftes": true, "morning": false, "afternoon": true, "evening": true,
    "night": true,
  ]

  /// Days from the event's own by what stands behind `i`, or glued to it.
  static let days: [String: Int] = [
    "går": -1, "gaar": -1, "forgårs": -2, "forgaars": -2, "aftes": -1, "dag": 0, "morgen": 1,
    "overmorgen": 2, "aften": 0, "morges": 0, "formiddag": 0, "formiddags": 0, "eftermiddag": 0,
    "eftermiddags": 0, "middags": 0, "today": 0, "yesterday": -1, "tomorrow": 1, "tonight": 0,
  ]

  /// Stand alone or behind `i`.
  static let wholeDays: Set<String> = ["today", "yesterday", "tomorrow", "tonight"]

  /// Look like a slip for a word of time and are none.
  private static let ordinary: Set<String> = [
    "sommerens", "dagen", "dages", "times", "wheels", "mother", "mouth", "mouths", "marker", "marked",
    "marts", "vintre", "efter", "after", "later", "senere", "earlier", "mandat", "springer", "sprang",
    "fredelig", "evenings", "nights", "mornings", "weekly", "monthly", "hourly", "yearly", "minister",
    "minutes", "sidder", "hurts", "house", "honest", "yours", "tours", "daisy",
  ]

  private static let known: Set<String> = {
    var known = Set(days.keys).union(units.keys).union(parts.keys).union(feasts.keys)
    for table in [weekdays, lastWeekdays, everyWeekday, months, seasons] { known.formUnion(table.keys) }
    known.formUnion(days.keys.filter { !wholeDays.contains($0) }.map { "i" + $0 })
    return known.union(["inat", "siden", "senest", "inden", "næste", "sidste", "weekend", "weekenden"])
  }()

  /// Whether a time may begin with the word; most words begin none.
  static func mayBegin(_ word: String) -> Bool { beginnings.contains(word) }

  private static let beginnings: Set<String> = {
    let words = known.union(beforeMonths.keys).union(beforeSeasons.keys).union(offsets.keys).union(
      thirds.keys
    )
    .union(partsOfMonth.keys).union(Numbers.words)
    return words.union([
      "d", "den", "the", "kl", "klokken", "klok", "halv", "half", "kvart", "quarter", "hver", "hvert",
      "every", "each",
      "for", "within", "indenfor", "nu", "på", "before", "till", "seneste", "førstkommende", "an",
    ])
  }()

  private static func table(_ rows: [[String]]) -> [String: Int] {
    var table: [String: Int] = [:]
    for row in rows { for (number, word) in row.enumerated() where !word.isEmpty { table[word] = number } }
    return table
  }
}
