internal import Access
internal import Events
internal import Notebook
internal import Rebuild
internal import Words

/// Searching the lines of those whom the helper may see.
enum Search {
  static let routes: [Route] = [
    .get("/search", .role(.helper), "Lines that hold some words, of those whom the helper may see.") {
      visit in
      .page("search", title: visit.say("Søg", "Search"), told: try visit.found())
    }.taking(Field("q", "One word or several.")).answering(FoundShown.self)
  ]
}

extension Visit {
  private static let mostLines = 20

  fileprivate func found() throws -> FoundShown {
    guard let words = query["q"], words.contains(where: { $0.isLetter || $0.isNumber }) else {
      return FoundShown(q: "", asked: false, lines: [], count: 0, language)
    }
    let found = try notebook.find(words, most: Self.mostLines, among: sees)
    let names = try notebook.namesMentioned()
    try read(Set(found.best.map(\.handle)), Words::Words.name, .search)
    let unnamed = say("en person", "a person")
    let lines = found.best.map { found in
      FoundShown.One(
        person: found.handle.description, event: found.told.event.description,
        name: names(found.handle) ?? unnamed, line: found.told.line.shown(unnamed: unnamed, name: names),
        told: [language.date(found.told.when, today: today), found.told.at, found.told.by]
          .filter { !$0.isEmpty }.joined(separator: " · "))
    }
    return FoundShown(q: words, asked: true, lines: lines, count: found.count, language)
  }
}

struct FoundShown: Encodable, Sendable {
  let q: String
  let lines: [One]
  let hasLines: Bool
  let isNone: Bool
  /// `20 af 131 linjer`
  let amount: String

  struct One: Encodable, Sendable {
    let person: String
    let event: String
    let name: String
    let line: String
    let told: String
  }

  init(q: String, asked: Bool, lines: [One], count: Int, _ language: Language) {
    (self.q, self.lines) = (q, lines)
    (hasLines, isNone) = (!lines.isEmpty, asked && lines.isEmpty)
    let (some, all) = (language.number(lines.count), language.number(count))
    amount =
      some == all
      ? language.say("\(all) linjer.", "\(all) lines.")
      : language.say("\(some) af \(all) linjer: de nærmeste.", "\(some) of \(all) lines: the closest.")
  }
}
