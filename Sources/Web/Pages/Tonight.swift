internal import Access
internal import Brief
internal import Events
internal import Faces
internal import Markup
internal import Notebook
internal import Rebuild

/// What a helper does all evening begins here: who may come, and the line.
enum Tonight {
  static let routes: [Route] = [
    .get("/tonight", .role(.helper), "A stop this evening: who may come, what we owe, what was counted.") {
      visit in
      guard let evening = try visit.evening() else {
        let none = TonightShown(visit)
        return .page("tonight", title: visit.say("I aften", "Tonight"), told: none)
      }
      let shown = try TonightShown(evening, visit)
      try visit.readOnce((evening.usual + evening.missed).map(\.person), Faces.name, .tonight)
      return .page("tonight", title: visit.say("I aften", "Tonight"), told: shown)
    }.taking(.stop).answering(TonightShown.self),
    .get("/sync/tonight", .role(.helper), "Tonight's people with their briefs, to be carried along.") {
      visit in
      .data(try visit.carried())
    }.taking(.stop).answering(Carried.self),
  ]
}

extension Visit {
  /// The stop that the link names, else the first of the helper's own; nil where they have none.
  var stop: String? { query["stop"] ?? seat?.stops.first }

  fileprivate func evening() throws -> Evening? {
    guard let stop, let seat else { return nil }
    let isOurs = seat.stops.contains { $0.lowercased() == stop.lowercased() }
    return try site.evenings.evening(at: stop, today, notebook) { comings in
      isOurs || comings.helpers.contains(seat.name)
    }
  }

  /// Everybody of the evening, with their briefs.
  fileprivate func carried() throws -> Carried {
    let stops = seat?.stops ?? []
    guard let evening = try evening() else {
      return Carried(stop: "", day: today.description, people: [], stops: stops, asOf: now.civil.shortTime)
    }
    let guests = evening.usual + evening.missed
    try readOnce(guests.map(\.person), Brief.name, .carried)
    let (names, naming) = (try notebook.namesMentioned(), try site.naming(language))
    return Carried(
      stop: evening.stop, day: today.description,
      people: try guests.map { guest in
        Carried.Person(
          person: guest.person.description, name: guest.name,
          brief: try brief(of: guest.person, guest.name, names, naming), lastSeen: guest.last.description)
      }, stops: stops, asOf: now.civil.shortTime)
  }

  func brief(
    of person: Handle, _ name: String, _ names: (Handle) -> String?, _ naming: @escaping (Kind) -> String
  ) throws -> PageShown {
    var view = try notebook.engine.view(Brief.self, of: person) ?? Brief()
    view.name { $0.shown(unnamed: say("en person", "a person"), name: names) }
    return PageShown(view.page(language, today: today, of: name, naming: naming))
  }
}

extension Field {
  fileprivate static let stop = Field("stop", "One of the stops; the first of one's own if not said.")
}

extension When {
  /// `2026-03-07T18:30`
  var shortTime: String {
    guard let clock else { return day.description }
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    return "\(day)T\(two(Int(clock.hour))):\(two(Int(clock.minute)))"
  }
}

/// For a phone that will have no signal.
struct Carried: Encodable, Sendable {
  let stop: String
  let day: String
  let people: [Person]
  let stops: [String]
  let asOf: String

  struct Person: Encodable, Sendable {
    let person: String
    let name: String
    let brief: PageShown
    let lastSeen: String
  }
}
