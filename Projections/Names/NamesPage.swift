public import Events
public import Markup

extension Names: Paged {
  public func page(_ language: Language, today: Day, of name: String) -> Page {
    var page = Page(title: shown.isEmpty ? name : shown)
    if isEmpty {
      page.parts = [.remark(language.say("Har ikke fortalt sit navn.", "Has not given a name."))]
    }
    page.parts += given.map { given in
      let label =
        given.isAlias ? language.say("Kaldes", "Called") : language.say("Sagde sit navn", "Gave the name")
      return .row(Row(label, "\(given.name) · \(language.date(given.told.when))", events: [given.told.event]))
    }
    return page
  }
}
