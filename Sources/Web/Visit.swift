internal import Access
internal import Events
internal import HTTPTypes
internal import Notebook
internal import Rebuild

/// One request, with all that a page may ask about it.
struct Visit: Sendable {
  let site: Site
  let method: HTTPRequest.Method
  /// As it was asked for, without the query.
  let path: String
  /// What stands in the places of the route's path: `person` of `/people/{person}/brief`.
  let places: [String: String]
  let query: Form
  /// What was sent along: the fields of a form, or of an object in JSON.
  let form: Form
  /// Whoever has signed in on this device; nil for a stranger.
  let seat: Seat?
  let language: Language
  let now: Now
  /// A program asks, by `/api`: it is answered in JSON.
  let isForMachine: Bool
  /// The cookie of this device, for leaving.
  var cookie: String?
  /// What kind of device it is, as far as its browser says.
  var device = ""
  /// Kept while its user is at the provider of OpenID Connect.
  var wayCookie: String?
  /// What was heard from elsewhere, where the route asks for it.
  var provided: Provided?
  /// Sent what only the monitor knows.
  var isMonitor = false
  /// As chosen on this device; nil: as it has it.
  var theme: String?

  var notebook: Notebook { site.notebook }
  var today: Day { now.today }
  var moment: Moment { now.moment }

  func say(_ danish: String, _ english: String) -> String { language.say(danish, english) }

  /// Who tells, reads or decides.
  var by: String { seat?.name ?? "" }

  /// What a helper says here, at this stop, now.
  func telling(_ line: String = "") -> Telling {
    var telling = Telling(line)
    telling.by = by
    telling.at = form["at"] ?? query["at"] ?? ""
    return telling
  }

  /// The day of a moment, by the clocks here.
  func day(of moment: Moment) -> Day {
    let ago = (now.moment.milliseconds - moment.milliseconds) / 60_000
    return When(minute: now.civil.minute - ago).day
  }

  /// The participant whom the path names by handle.
  func person() throws -> Handle {
    guard let handle = places["person"].flatMap(Handle.init), !handle.isOrganisation,
      let keeper = try notebook.engine.keeper(of: handle), try !notebook.name(of: keeper).isEmpty
    else { throw WebRefusal.nobody }
    return keeper
  }

  /// The event that the path names.
  func event() throws -> EventID {
    guard let id = places["event"].flatMap(EventID.init) else { throw WebRefusal.noSuchPage }
    return id
  }
}
