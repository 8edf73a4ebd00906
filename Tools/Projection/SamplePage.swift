public import Events
public import Markup

extension Sample: Paged {
  public func page(_ language: Language, today: Day, of name: String) -> Page {
    var page = Page(title: name)
    if isEmpty { page.parts = [.remark(language.say("Her står intet endnu.", "Nothing stands here yet."))] }
    page.parts += told.map { told in
      .row(Row(language.date(told.when), told.line.text, events: [told.event]))
    }
    return page
  }
}
