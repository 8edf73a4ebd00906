internal import Events
internal import Faces
internal import Markup
internal import Matters
internal import Notebook
internal import Rebuild
internal import Timeline
internal import Trust

/// What is told of one participant beyond the brief.
enum Story {
  static let routes: [Route] = [
    .get("/people/{person}/history", .seesPerson, "The path of trust, and all that was told, newest first.") {
      visit in
      let (person, name) = try visit.look(Timeline.name)
      let timeline = try visit.view(Timeline.self, of: person)
      let page = timeline.page(
        visit.language, today: visit.today, of: name, naming: try visit.site.naming(visit.language))
      let path = try visit.path(try visit.view(Trust.self, of: person))
      return .page(
        "history", title: name,
        told: HistoryShown(person, name, path, page, after: visit.query["after"].flatMap { Int($0) } ?? 0))
    }
    .taking(
      Field("from", "The first month that the picture for a phone shows: 2024, 2024-03."),
      Field("after", "How many of the newest lines to pass over.")
    )
    .answering(HistoryShown.self),
    .get("/people/{person}/trust", .seesPerson, "How trust has grown: the path, and what stands beside it.") {
      visit in
      let (person, name) = try visit.look(Trust.name)
      let trust = try visit.view(Trust.self, of: person)
      let parts = trust.sections(
        visit.language, today: visit.today, naming: try visit.site.naming(visit.language))
      let page = Page(title: name, parts: parts)
      return .page(
        "trust", title: name,
        told: StoryShown(person, name, .trust, page, path: try visit.path(trust)))
    }
    .taking(Field("from", "The first month that the picture for a phone shows: 2024, 2024-03."))
    .answering(StoryShown.self),
    .get("/people/{person}/matters", .seesPerson, "What needs to come to an end, and whose move it is.") {
      visit in
      let (person, name) = try visit.look(Matters.name)
      let page = try visit.view(Matters.self, of: person).page(
        visit.language, today: visit.today, of: name, naming: try visit.site.naming(visit.language))
      return .page("story", title: name, told: StoryShown(person, name, .matters, page))
    }.answering(StoryShown.self),
    .get("/people/{person}/faces", .seesPerson, "Whom of us they know, and how steady our faces are.") {
      visit in
      let (person, name) = try visit.look(Faces.name)
      let left = Helpers.left(try visit.notebook.engine.tally(Helpers.self))
      let page = try visit.view(Faces.self, of: person).page(
        visit.language, of: name, left: left, tonight: visit.query.all("tonight"))
      return .page("story", title: name, told: StoryShown(person, name, .faces, page))
    }.taking(Field("tonight", "Helpers who would come.", .texts)).answering(StoryShown.self),
  ]
}

extension Visit {
  /// Whom the path names, and what they are called. That somebody looked is written down before anything is shown.
  /// - Throws: `WebRefusal.saidStop`
  func look(_ view: String, _ purpose: ReadPurpose = .beforeVisit) throws -> (Handle, String) {
    let person = try person()
    guard try remembers(person) else { throw WebRefusal.saidStop }
    let name = try notebook.name(of: person)
    try read(person, view, purpose)
    return (person, name)
  }
}

/// One page of a view about a participant.
struct StoryShown: Encodable, Sendable {
  let person: String
  let name: String
  let tab: Tab
  let page: PageShown
  let path: PathShown?

  init(_ person: Handle, _ name: String, _ tab: Tab.Name, _ page: Page, path: PathShown? = nil) {
    (self.person, self.name, self.tab, self.path) = (person.description, name, Tab(tab), path)
    self.page = PageShown(page)
  }
}

/// The timeline, the newest first, a hundred lines to a page.
struct HistoryShown: Encodable, Sendable {
  let person: String
  let name: String
  let tab = Tab(.history)
  let path: PathShown?
  let months: [MonthShown]
  let isEmpty: Bool
  /// How many lines to pass over for those before and after these.
  let older: Int?
  let newer: Int?

  struct MonthShown: Encodable, Sendable {
    let month: String
    var rows: [RowShown]
  }

  static let most = 100

  init(_ person: Handle, _ name: String, _ path: PathShown?, _ page: Page, after: Int) {
    (self.person, self.name, self.path) = (person.description, name, path)
    let rows = page.monthRows.reversed()
    let after = max(0, min(after, rows.count - 1))
    months = rows.dropFirst(after).prefix(Self.most).reduce(into: []) { months, row in
      if months.last?.month != row.month { months.append(MonthShown(month: row.month, rows: [])) }
      months[months.count - 1].rows.append(RowShown(row.row))
    }
    isEmpty = rows.isEmpty
    older = after + Self.most < rows.count ? after + Self.most : nil
    newer = after > 0 ? max(0, after - Self.most) : nil
  }
}

extension Page {
  /// Each row with the heading that it stands under.
  fileprivate var monthRows: [(month: String, row: Row)] {
    var month = ""
    return parts.compactMap { part in
      switch part {
      case .heading(let text):
        month = text
        return nil
      case .row(let row): return (month, row)
      default: return nil
      }
    }
  }
}
