internal import Access
internal import Events
internal import Notebook
internal import Rebuild

/// What a rehearsed edition would tell otherwise of one participant. It is their story: so it takes a helper who may
/// see them, and it is written down that it was read.
enum ComparedPerson {
  static func answer(_ visit: Visit) throws -> Answer {
    guard visit.seat?.roles.contains(.admin) ?? false else { throw WebRefusal.notAllowed }
    let (person, notebook) = (try visit.person(), visit.notebook)
    let comparison = try notebook.engine.compare(today: visit.today, jobs: 1)
    let found = try notebook.shown(comparison.people.filter { $0.handle == person })
    try visit.read(person, "comparison", .adminCompare)
    let names = try notebook.namesMentioned()
    let changes = found.flatMap(\.views).flatMap { view in
      view.changes.map { change in
        ChangeShown(
          view: visit.language.viewTitle(view.view),
          day: change.when.map(visit.language.date) ?? "",
          text: change.sentence(visit.language).shown(
            unnamed: visit.say("en person", "a person"), name: names),
          event: change.event?.description)
      }
    }
    let name = try notebook.name(of: person)
    return .page(
      "compared", title: name,
      told: PersonCompared(
        person: person.description, name: name, changes: changes, hasChanges: !changes.isEmpty))
  }
}

struct ChangeShown: Encodable, Sendable {
  let view: String
  let day: String
  let text: String
  let event: String?
}

struct PersonCompared: Encodable, Sendable {
  let person: String
  let name: String
  let changes: [ChangeShown]
  let hasChanges: Bool
}
