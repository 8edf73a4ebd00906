public import Events
public import Markup

extension Brief: NamesKinds {
  /// The most that a helper is asked to read in a parked car.
  public static let mostWords = 80

  /// Every row stands on at least one event. Where the words do not suffice, quotes are shortened at a word,
  /// then rows are left out from the least important on; what we have promised and what presses stays, and
  /// where even that is too much, the last of it is told as so many more.
  public func page(_ language: Language, today: Day, of name: String, naming: @escaping (Kind) -> String)
    -> Page
  {
    guard !isEmpty else {
      return Page(
        title: name, parts: [.remark(language.say("Her står intet endnu.", "Nothing stands here yet."))])
    }
    let lines = Wording(brief: self, language: language, today: today, name: name, kinds: naming)
    return Page(title: name.words(6), parts: Brief.fitting(lines).map { .row($0.row) })
  }

  private static func fitting(_ lines: Wording) -> [BriefRow] {
    for most in [Int.max, 4, 3, 2] {
      let short = lines.rows(quote: quotes[quotes.count - 1], most: most)
      var places = Array(short.indices)
      while short.words(at: places) > mostWords, short.dropLeast(of: &places) {}
      for quote in quotes {
        let rows = lines.rows(quote: quote, most: most)
        if rows.words(at: places) <= mostWords { return places.map { rows[$0] } }
      }
    }
    return lines.rows(quote: 4, most: 1).filter { $0.weight == .kept }
  }

  /// How many words of a line are quoted, as many as there is room for.
  private static let quotes = [16, 12, 9, 7, 6]
}

/// A row and what may become of it when there are too many words.
struct BriefRow {
  /// In order of importance: the last is left out first. `kept` never is.
  enum Weight: Int {
    case kept, care, agreed, last, called, still, underWay, faces, dear
  }

  let weight: Weight
  let row: Row
}

extension [BriefRow] {
  func words(at places: [Int]) -> Int {
    Page(title: "", parts: places.map { .row(self[$0].row) }).words
  }

  /// Leaves out the last row of the least important part; false when only what is kept is left.
  func dropLeast(of places: inout [Int]) -> Bool {
    guard let least = places.map({ self[$0].weight.rawValue }).max(), least > 0,
      let place = places.lastIndex(where: { self[$0].weight.rawValue == least })
    else { return false }
    places.remove(at: place)
    return true
  }
}

extension String {
  /// At most so many words, and then “…”.
  func words(_ most: Int) -> String {
    let words = split(whereSeparator: \.isWhitespace)
    return words.prefix(most).joined(separator: " ") + (words.count > most ? "…" : "")
  }
}
