internal import Access
internal import Foundation
internal import HTTPTypes

/// What programs may ask for, as OpenAPI 3.1 describes it: made of the routes, so it cannot fall behind.
enum Description {
  static let routes: [Route] = [
    .get("/openapi.json", .anyone, "What programs may ask for, in OpenAPI 3.1.") { visit in
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
      let whole = Description.of(Route.all, at: visit.site.settings.address)
      return .bytes(Array(try encoder.encode(whole)), type: "application/json")
    }.forPeople
  ]

  /// - Parameter address: how the server is reached.
  static func of(_ routes: [Route], at address: String) -> JSON {
    var shapes = Shapes()
    var paths: [String: JSON] = [:]
    for route in routes where !route.isForPeople {
      let path = "/api" + route.path
      let operation = DescribedRoute(route: route).operation(&shapes)
      paths[path] = (paths[path] ?? [:]).with([route.method.rawValue.lowercased(): operation])
    }
    return [
      "openapi": "3.1.0",
      "info": [
        "title": "Tillid", "version": "1",
        "description":
          "The same answers that people see as pages. Sign in on a page first: the cookie is the key. Whoever writes also names the token that GET /api/me tells.",
      ],
      "servers": [["url": .text(address)]],
      "paths": .object(paths),
      "components": [
        "schemas": .object(shapes.named),
        "securitySchemes": [
          "seat": ["type": "apiKey", "in": "cookie", "name": .text(SeatCookie.name)],
          "token": ["type": "apiKey", "in": "header", "name": .text(HTTPField.Name.seatToken.rawName)],
        ],
      ],
    ]
  }
}

/// One route as an operation of OpenAPI.
private struct DescribedRoute {
  let route: Route

  /// One sentence; a page that asks back says more beside it.
  private static let refused: JSON = [
    "type": "object", "required": ["error"],
    "properties": ["error": ["type": "string"], "isLocked": ["type": "boolean"]],
  ]

  private var isWriting: Bool { route.method == .post }

  func operation(_ shapes: inout Shapes) -> JSON {
    let whole: JSON = [
      "operationId": .text(name), "summary": .text(route.about), "description": .text(whoMay),
      "security": security, "parameters": .list(places + (isWriting ? [] : route.fields.map(parameter))),
      "responses": responses(&shapes),
    ]
    return isWriting ? whole.with(["requestBody": body]) : whole
  }

  private var name: String {
    route.method.rawValue.lowercased() + route.path.replacing(/[^A-Za-z0-9]+/, with: "-")
  }

  private var whoMay: String {
    switch route.rule {
    case .anyone: "For anyone."
    case .signedIn: "For whoever has signed in."
    case .role(let role): "For whoever is \(role)."
    case .seesPerson: "For helpers who may see the participant. Recorded, with its purpose."
    }
  }

  private var security: JSON {
    guard route.rule != .anyone else { return [] }
    return isWriting ? [["seat": [], "token": []]] : [["seat": []]]
  }

  // MARK: - What is asked

  private var places: [JSON] {
    route.path.matches(of: /\{([a-z]+)\}/).map { place in
      [
        "name": .text(String(place.1)), "in": "path", "required": true,
        "schema": DescribedRoute.placeShape(String(place.1)),
      ]
    }
  }

  private static func placeShape(_ name: String) -> JSON {
    switch name {
    case "person": ["type": "string", "pattern": "^[0-9a-f]{32}$"]
    default: ["type": "string", "minLength": 1]
    }
  }

  private func parameter(_ field: Field) -> JSON {
    [
      "name": .text(field.name), "in": "query", "description": .text(field.about),
      "required": .flag(field.isNeeded), "schema": field.shape,
    ]
  }

  /// As a form, or as an object with the same fields.
  private var body: JSON {
    let shape: JSON = [
      "type": "object",
      "properties": .object(Dictionary(route.fields.map { ($0.name, $0.described) }) { _, last in last }),
      "required": .list(route.fields.filter(\.isNeeded).map { .text($0.name) }),
    ]
    let media: JSON = ["schema": shape]
    return [
      "required": .flag(route.fields.contains(where: \.isNeeded)),
      "content": ["application/x-www-form-urlencoded": media, "application/json": media],
    ]
  }

  // MARK: - What is answered

  private func responses(_ shapes: inout Shapes) -> JSON {
    let told: JSON = route.told.map { shapes.shape(of: $0) } ?? ["type": "object"]
    var all: [String: JSON] = ["200": DescribedRoute.answer("What was asked for.", told)]
    for (status, about) in refusals { all[status] = DescribedRoute.answer(about, Self.refused) }
    return .object(all)
  }

  private var refusals: [(String, String)] {
    var all = [("400", "What was sent could not be read."), ("422", "One sentence says what is missing.")]
    all.append(("404", "Nothing is at that address."))
    all.append(("429", "Too many tries; the sentence says when to try again."))
    if route.rule == .seesPerson { all.append(("410", "They have said stop: nothing is remembered.")) }
    if route.path.hasPrefix("/sign-in") {
      all.append(("410", "The invitation was used, has run out or was taken back."))
    }
    if isWriting { all.append(("413", "That is more than \(route.mostBytes) bytes.")) }
    if route.rule != .anyone { all.append(("401", "Not signed in here, or locked for want of a PIN.")) }
    if route.rule != .anyone || isWriting { all.append(("403", "For others, or a form from elsewhere.")) }
    return all
  }

  private static func answer(_ about: String, _ shape: JSON) -> JSON {
    ["description": .text(about), "content": ["application/json": ["schema": shape]]]
  }
}

extension Field {
  fileprivate var shape: JSON {
    switch kind {
    case .text: ["type": "string"]
    case .texts: ["type": "array", "items": ["type": "string"]]
    case .choice(let all): ["type": "string", "enum": .list(all.map(JSON.text))]
    }
  }

  fileprivate var described: JSON { shape.with(["description": .text(about)]) }
}
