internal import Brief
internal import Events
internal import Markup
internal import Notebook
internal import Rebuild

/// What is shown of one participant.
enum Person {
  static let routes: [Route] = [
    .get("/people/{person}/brief", .seesPerson, "What to know before a visit, in at most 80 words.") {
      visit in
      let person = try visit.person()
      let name = try visit.notebook.name(of: person)
      var view = try visit.notebook.engine.view(Brief.self, of: person) ?? Brief()
      let names = try visit.notebook.namesMentioned()
      view.name { $0.shown(unnamed: visit.say("en person", "a person"), name: names) }
      try visit.read(person, Brief.name, .beforeVisit)
      let page = view.page(
        visit.language, today: visit.today, of: name, naming: try visit.site.naming(visit.language))
      return .page("brief", title: name, told: BriefShown(person: person.description, page: PageShown(page)))
    }.answering(BriefShown.self)
  ]
}

struct BriefShown: Encodable, Sendable {
  let person: String
  let page: PageShown
}
