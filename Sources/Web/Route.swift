internal import Access
internal import HTTPTypes

/// Who may take a route. There is no route without.
enum Rule: Sendable, Hashable {
  /// Also a stranger: signing in, what the machine's keeper asks, the look of the pages.
  case anyone
  /// Whoever has signed in, whatever their role.
  case signedIn
  /// Who has one of these roles.
  case role(Role)
  /// A helper, and of these only who may see the participant whom the path names.
  case seesPerson
}

/// One thing that can be asked of the server: as a page under its path, and as JSON under `/api` before it.
struct Route: Sendable {
  let method: HTTPRequest.Method
  /// `/people/{person}/brief`
  let path: String
  let rule: Rule
  /// In a line, for whoever writes a program: it stands in the description of the API.
  let about: String
  /// A seat that is locked for want of a PIN may take it all the same.
  var isOpenWhenLocked = false
  /// Only as a page or file, never under `/api`.
  var isForPeople = false
  /// What can be tried out, like a PIN: from one place it may go wrong only a few times a minute.
  var isGuarded = false
  /// Of a body, at most.
  var mostBytes = 64 << 10
  /// For the description of the API: what may be sent along, and what a program is told.
  var fields: [Field] = []
  var told: (any (Encodable & Sendable).Type)?
  /// What has to be heard from elsewhere first.
  var before: (@Sendable (Visit) async throws -> Provided)?
  let answer: @Sendable (Visit) throws -> Answer

  static func get(
    _ path: String, _ rule: Rule, _ about: String, _ answer: @escaping @Sendable (Visit) throws -> Answer
  ) -> Route {
    Route(method: .get, path: path, rule: rule, about: about, answer: answer)
  }

  static func post(
    _ path: String, _ rule: Rule, _ about: String, _ answer: @escaping @Sendable (Visit) throws -> Answer
  ) -> Route {
    Route(method: .post, path: path, rule: rule, about: about, answer: answer)
  }

  var openWhenLocked: Route {
    var route = self
    route.isOpenWhenLocked = true
    return route
  }

  func after(_ hearing: @escaping @Sendable (Visit) async throws -> Provided) -> Route {
    var route = self
    route.before = hearing
    return route
  }

  var guarded: Route {
    var route = self
    route.isGuarded = true
    return route
  }

  var forPeople: Route {
    var route = self
    route.isForPeople = true
    return route
  }

  func taking(_ bytes: Int) -> Route {
    var route = self
    route.mostBytes = bytes
    return route
  }
}

extension Route {
  /// Every route there is: the router, the description of the API and the table of who may what are made of it.
  static let all: [Route] = [
    Admin.routes,
    AdminPeople.routes,
    Care.routes,
    Client.routes,
    Description.routes,
    EventPages.routes,
    FacesOverview.routes,
    Figures.routes,
    Home.routes,
    Lines.routes,
    Me.routes,
    NewPeople.routes,
    Overviews.routes,
    Own.routes,
    OwnLeaving.routes,
    People.routes,
    Person.routes,
    Pledges.routes,
    ResearchPages.routes,
    Search.routes,
    SignIn.routes,
    SignInElsewhere.routes,
    Story.routes,
    Sync.routes,
    Tonight.routes,
    Unlock.routes,
  ].flatMap(\.self)
}
