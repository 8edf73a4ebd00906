internal import Access
internal import Events
internal import Journal
internal import Notebook
internal import Rebuild

/// What a phone asks that has been away. Neither answer tells anything of anybody.
enum Sync {
  static let routes: [Route] = [
    .post(
      "/sync/held", .role(.helper),
      "Of these participants, whom the phone may go on carrying: the others were erased, said stop, or are no longer seen."
    ) { visit in
      let keep = try visit.form.all("person").filter { text in
        guard let person = Handle(text), !person.isOrganisation,
          let keeper = try visit.notebook.engine.keeper(of: person), keeper == person
        else { return false }
        return try visit.remembers(person) && visit.sees(person)
      }
      return .done(to: "/", told: Held(keep: keep))
    }.taking(Field("person", "A handle; may stand there several times.", .texts)).answering(Held.self),
    .get(
      "/sync/seen", .role(.helper), "Whether the log has this event: asked by a phone that signs in anew."
    ) { visit in
      guard let id = visit.query["id"].flatMap(EventID.init) else { throw WebRefusal.noSuchPage }
      return .done(to: "/", told: Seen(seen: try visit.notebook.engine.journal.position(of: id) != nil))
    }.taking(.needed("id", "The id of an event.")).answering(Seen.self),
  ]
}

private struct Held: Encodable, Sendable {
  let keep: [String]
}

private struct Seen: Encodable, Sendable {
  let seen: Bool
}
