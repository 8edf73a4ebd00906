internal import Access
internal import Events
internal import Faces
internal import Markup
internal import Notebook
internal import Rebuild

/// What is lost when a helper leaves, and who would meet only strangers tonight.
enum FacesOverview {
  static let routes: [Route] = [
    .get("/faces", .role(.helper), "What is lost when a helper leaves; who would meet only strangers.") {
      visit in
      let left = Helpers.left(try visit.notebook.engine.tally(Helpers.self))
      var told = FacesShown(stops: visit.seat?.stops ?? [], at: visit.query["at"])
      var lists: [ListShown?] = []
      if let helper = visit.query["leaving"] {
        let all = try visit.acquaintances(left.subtracting([helper]), &told.helpers) { _ in true }
        lists = try visit.leaving(Leaving(helper, all), &told)
      } else if !visit.crew.isEmpty {
        let (since, at) = (visit.today + -90, visit.query["at"]?.lowercased())
        let all = try visit.acquaintances(left, &told.helpers) { sight in
          sight.day > since && (at.map { sight.at.lowercased() == $0 } ?? true)
        }
        lists = try visit.tonight(Faces::Tonight(visit.crew, all), &told)
      } else {
        _ = try visit.acquaintances(left, &told.helpers) { _ in false }
      }
      told.lists = lists.compactMap(\.self)
      return .page("faces", title: visit.say("Ansigter", "Faces"), told: told)
    }
    .taking(
      Field("leaving", "A helper who goes."), Field("tonight", "Helpers who would come.", .texts),
      Field("at", "Only those who were met at this stop.")
    )
    .answering(FacesShown.self)
  ]
}

struct FacesShown: Encodable, Sendable {
  /// Of us who are still here, by name.
  var helpers: [String] = []
  let stops: [String]
  let at: String?
  /// What was asked, and the answer in a sentence.
  var asked: String?
  var answer: String?
  var lists: [ListShown] = []

  init(stops: [String], at: String?) { (self.stops, self.at) = (stops, at) }
}

extension Visit {
  /// Who would come; several by repeating, or with commas between.
  fileprivate var crew: [String] {
    query.all("tonight").flatMap { $0.split(separator: ",") }
      .map { String($0.trimmingPrefix(while: \.isWhitespace)) }.filter { !$0.isEmpty }
  }

  /// Those who were met so and whom this helper may see, and along the way who of us is here.
  fileprivate func acquaintances(
    _ left: Set<String>, _ helpers: inout [String], _ isMeant: (Sight) -> Bool
  ) throws -> [Acquaintance] {
    var (all, here): ([Acquaintance], Set<String>) = ([], [])
    try notebook.engine.each(Faces.self) { person, view in
      here.formUnion(view.helpers)
      guard view.sights.contains(where: isMeant), try sees(person) else { return }
      all.append(Acquaintance(person, view, left: left))
    }
    helpers = here.subtracting(left).filter { !$0.isEmpty }.sorted()
    return all
  }

  fileprivate func leaving(_ leaving: Leaving, _ told: inout FacesShown) throws -> [ListShown?] {
    told.asked = say("Hvis \(leaving.helper) går", "If \(leaving.helper) leaves")
    let count = language.number(leaving.known)
    told.answer = say(
      "\(count) af dem, du kan se, har mødt \(leaving.helper).",
      "\(count) of those whom you see have met \(leaving.helper).")
    let most = Array(leaving.most.prefix(Overviews.most))
    let name = try planning((leaving.alone + most).map(\.handle), Faces.name)
    return [
      ListShown(
        say("Kender ingen anden af os", "Know nobody else of us"),
        leaving.alone.map { AboutShown($0.handle, name($0.handle), $0.only(language).text, "faces") }),
      ListShown(
        say(
          "Har mødt \(leaving.helper) oftest, og kender også",
          "Have met \(leaving.helper) most often, and also know"),
        most.map { AboutShown($0.handle, name($0.handle), $0.others(language).text, "faces") }),
    ]
  }

  fileprivate func tonight(_ tonight: Faces::Tonight, _ told: inout FacesShown) throws -> [ListShown?] {
    let names = tonight.crew.joined(separator: say(" og ", " and "))
    told.asked = say("Hvis \(names) kommer", "If \(names) \(tonight.crew.count == 1 ? "comes" : "come")")
    told.answer =
      tonight.knowOne.n == 0
      ? say("Ingen er mødt her de sidste 90 dage.", "Nobody has been met here in the last 90 days.")
      : say(
        "\(tonight.knowOne.k) af \(tonight.knowOne.n), der er mødt de sidste 90 dage, kender en af jer.",
        "\(tonight.knowOne.k) of \(tonight.knowOne.n) who were met in the last 90 days know one of you.")
    let strangers = Array(tonight.strangers.prefix(Overviews.most))
    let name = try planning(strangers.map(\.handle), Faces.name)
    return [
      ListShown(
        say("Ville kun møde fremmede", "Would meet only strangers"),
        strangers.map { AboutShown($0.handle, name($0.handle), $0.best(language).text, "faces") })
    ]
  }
}
