internal import Access
internal import Brief
internal import Events
internal import Notebook
internal import Rebuild

/// Finding somebody, and asking to see whom one has not met.
enum People {
  static let routes: [Route] = [
    .get("/people", .role(.helper), "Whom the helper may see, by name; ‘q’ finds a name.") { visit in
      .page("people", title: visit.say("Folk", "People"), told: try visit.people())
    }.taking(Field("q", "A name or a part of one.")).answering(FolkShown.self),
    .get(
      "/people/{person}/why", .role(.helper), "Asks why somebody is to be seen whom the helper has not met."
    ) {
      visit in
      let person = try visit.person()
      return .page(
        "why", title: visit.say("Hvorfor?", "Why?"),
        told: WhyShown(person: person.description, to: visit.query["to"] ?? ""))
    }.taking(Field("to", "Where to go on: a path of theirs.")).answering(WhyShown.self),
    .post("/people/{person}/why", .role(.helper), "Gives the reason, which opens the history for 24 hours.") {
      visit in
      let person = try visit.person()
      guard let why = visit.form["why"], why.contains(where: \.isLetter) else {
        throw WebRefusal.missing("why")
      }
      try visit.read(person, Brief.name, .asked(try visit.notebook.plain(String(why.prefix(500)))))
      try visit.site.reads.empty()
      let place = visit.form["to"].flatMap { $0.hasPrefix("/people/\(person)/") ? $0 : nil }
      return .done(to: place ?? "/people/\(person)/brief", told: WhyShown(person: person.description, to: ""))
    }.taking(.needed("why", "In the helper's words."), Field("to", "Where to go on: a path of theirs."))
      .answering(WhyShown.self),
  ]
}

extension Visit {
  /// So many names stand on the page.
  private static let mostPeople = 60

  fileprivate func people() throws -> FolkShown {
    guard let asked = query["q"].map({ $0.split(whereSeparator: \.isWhitespace).joined(separator: " ") }),
      !asked.isEmpty
    else { return FolkShown(q: "", try lately(), unmet: nil, most: Self.mostPeople) }
    let called = try site.evenings.called(asked, notebook).filter { try mayBeShown($0.person) }
    var seen: [Evenings.Named] = []
    for one in called where try seen.count <= Self.mostPeople && sees(one.person) { seen.append(one) }
    return FolkShown(q: asked, seen, unmet: try unmet(asked, seen), most: Self.mostPeople)
  }

  /// Met in the last 90 days, by this helper or at their stops.
  private func lately() throws -> [Evenings.Named] {
    guard let seat else { return [] }
    let stops = seat.stops.map { $0.lowercased() }
    return try site.evenings.met(since: today + -90, notebook) { comings in
      comings.helpers.contains(seat.name) || stops.contains { comings.days[$0] != nil }
    }
  }

  /// Who bears exactly this name, and may not be seen: that there is somebody is all that is said.
  private func unmet(_ name: String, _ seen: [Evenings.Named]) throws -> String? {
    let bearers = try notebook.directory().bearers(of: name)
    let others = try bearers.compactMap(notebook.engine.keeper(of:)).filter { bearer in
      try !seen.contains { $0.person == bearer } && mayBeShown(bearer) && !sees(bearer)
    }
    return others.first?.description
  }

  private func mayBeShown(_ person: Handle) throws -> Bool {
    try notebook.standing(of: person).allows(.care)
  }
}

struct FolkShown: Encodable, Sendable {
  let q: String
  let people: [One]
  let hasPeople: Bool
  let isMore: Bool
  /// The handle of somebody of just this name, whom the helper has not met.
  let unmet: String?
  /// A name was asked for, and nobody bears it.
  let isNobody: Bool

  struct One: Encodable, Sendable {
    let person: String
    let name: String
  }

  init(q: String, _ people: [Evenings.Named], unmet: String?, most: Int) {
    (self.q, self.unmet) = (q, unmet)
    self.people = people.prefix(most).map { One(person: $0.person.description, name: $0.name) }
    (hasPeople, isMore) = (!people.isEmpty, people.count > most)
    isNobody = !q.isEmpty && people.isEmpty && unmet == nil
  }
}

struct WhyShown: Encodable, Sendable {
  let person: String
  let to: String
}
