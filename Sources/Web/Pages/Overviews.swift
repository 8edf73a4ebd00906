internal import Access
internal import Events
internal import Faces
internal import Markup
internal import Matters
internal import Notebook
internal import Promises
internal import Rebuild

/// What we owe and where we wait, over all whom a helper may see. Whoever is shown can see that they were.
enum Overviews {
  static let routes: [Route] = [
    .get("/promises", .role(.helper), "What we owe those whom you see, overdue first.") { visit in
      .page(
        "overview", title: visit.say("Vores løfter", "Our promises"), told: try visit.promisesOverview())
    }.taking(Field("all", "Any value: everybody, however many.")).answering(OverviewShown.self),
    .get("/matters", .role(.helper), "What has not moved for more than 14 days.") { visit in
      .page("overview", title: visit.say("Sagerne", "The matters"), told: try visit.mattersOverview())
    }.taking(Field("all", "Any value: everybody, however many.")).answering(OverviewShown.self),
  ]

  /// How many stand in a list, if not all.
  static let most = 30
}

/// Lists of lines, each about somebody, and figures about us below.
struct OverviewShown: Encodable, Sendable {
  let title: String
  let lists: [ListShown]
  /// Nobody stands in any list.
  let isEmpty: Bool
  /// There are more than are shown.
  let hasMore: Bool
  let figures: PageShown
}

struct ListShown: Encodable, Sendable {
  let heading: String
  let people: [AboutShown]

  /// Nil where nobody stands in it.
  init?(_ heading: String, _ people: [AboutShown]) {
    guard !people.isEmpty else { return nil }
    (self.heading, self.people) = (heading, people)
  }
}

/// A line about somebody.
struct AboutShown: Encodable, Sendable {
  let person: String
  let name: String
  let text: String
  /// Which of the pages about them tells more: `promises`.
  let page: String

  init(_ person: Handle, _ name: String, _ text: String, _ page: String) {
    (self.person, self.name, self.text, self.page) = (person.description, name, text, page)
  }
}

extension Visit {
  private var most: Int { query["all"] == nil ? Overviews.most : .max }

  fileprivate func promisesOverview() throws -> OverviewShown {
    var owed: [Owed] = []
    try notebook.engine.each(Promises.self) { person, view in
      let theirs = view.owed(today)
      if !theirs.isEmpty, try sees(person) { owed += theirs.map { Owed(person, $0) } }
    }
    let records = Reliability.records(try notebook.engine.tally(Reliability.self), today: today)
    let all = AllPromises(owed, records, today: today, most: most)
    let name = try planning((all.late + all.soon).map(\.handle), Promises.name)
    let shown = try shown()
    func about(_ owed: Owed) -> AboutShown {
      var owed = owed
      owed.show(name, shown)
      let row = owed.pledge.row(language, today)
      return AboutShown(owed.handle, owed.name, "\(row.label): \(row.text)", "promises")
    }
    return OverviewShown(
      title: say("Vores løfter", "Our promises"),
      lists: [
        ListShown(say("Over tiden eller ikke holdt", "Overdue or not kept"), all.late.map(about)),
        ListShown(say("De næste 14 dage", "The next 14 days"), all.soon.map(about)),
      ].compactMap(\.self), isEmpty: all.late.isEmpty && all.soon.isEmpty,
      hasMore: all.count.late > all.late.count || all.count.soon > all.soon.count,
      figures: PageShown(Page(title: "", parts: all.records(language))))
  }

  fileprivate func mattersOverview() throws -> OverviewShown {
    var pending: [Pending] = []
    try notebook.engine.each(Matters.self) { person, view in
      if try sees(person) { pending += view.matters.map { Pending(person, $0) } }
    }
    let all = AllMatters(pending, today: today, most: most)
    let name = try planning(all.still.map(\.handle), Matters.name)
    let lines = all.still.map { one in
      AboutShown(one.handle, name(one.handle), one.row(language, today).text, "matters")
    }
    return OverviewShown(
      title: say("Sagerne", "The matters"),
      lists: [
        ListShown(
          say(
            "Ligger stille i mere end 14 dage, de nyeste først",
            "Not moved for more than 14 days, the newest first"),
          lines)
      ].compactMap(\.self), isEmpty: lines.isEmpty, hasMore: all.more > 0,
      figures: PageShown(Page(title: "", parts: all.topics.isEmpty ? [] : all.byTopic(language))))
  }

  /// Names for those who are about to be shown beside others. That is a look into the history of each.
  func planning(_ people: [Handle], _ view: String) throws -> (Handle) -> String {
    try read(people, view, .planning)
    let names = try Dictionary(people.map { ($0, try notebook.name(of: $0)) }) { first, _ in first }
    let unnamed = say("en person", "a person")
    return { names[$0].flatMap { $0.isEmpty ? nil : $0 } ?? unnamed }
  }
}
