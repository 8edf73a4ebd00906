internal import Brief
internal import Events
internal import Markup
internal import Notebook
internal import Rebuild

/// What is shown of one participant before a visit.
enum Person {
  static let routes: [Route] = [
    .get("/people/{person}/brief", .seesPerson, "What to know before a visit, in at most 80 words.") {
      visit in
      let (person, name) = try visit.look(Brief.name, visit.way)
      let page = try visit.brief(
        of: person, name, try visit.notebook.namesMentioned(), try visit.site.naming(visit.language))
      let told = BriefShown(
        person: person.description, page: page, write: visit.lineField(at: visit.query["stop"], person, name))
      return .page("brief", title: name, told: told)
    }.taking(
      Field("stop", "Where the line is told, if any."), Field("way", "Whence one comes; else before a visit.")
    ).answering(BriefShown.self)
  ]
}

extension Visit {
  /// Why somebody is looked at, by the page that led here.
  var way: ReadPurpose {
    switch query["way"] {
    case "tonight": .tonight
    case "search": .search
    case "promises": .settling
    default: .beforeVisit
    }
  }
}

struct BriefShown: Encodable, Sendable {
  let person: String
  let tab = Tab(.brief)
  let page: PageShown
  let write: LineField?

  private enum CodingKeys: CodingKey { case person, tab, page, write }
}
