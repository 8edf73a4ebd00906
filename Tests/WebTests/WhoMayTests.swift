import Access
import AsyncHTTPClient
import Brief
import Events
import HTTPTypes
import NIOCore
import NIOHTTP1
import Notebook
import Rebuild
import Testing

@testable import Web

@Suite(.takingTurns) struct WhoMayTests {
  @Test("Every route stands in the table of who may, and nothing else does")
  func everyRoute() {
    #expect(Route.all.map(\.row).sorted() == WhoMay.table.keys.sorted())
  }

  @Test(
    "Whoever may not take a route is refused by one sentence; whoever may is not", arguments: WhoMay.columns)
  func asTheTableSays(who: TestSite.Who) async throws {
    let routes = Route.all.sorted { $0.lateness < $1.lateness }
    let site = try TestSite.patient()
    // Found before any of them changes what Ole is told of.
    let asked = try routes.map { ($0, try $0.filled(site)) }
    try await site.served { browser in
      for (route, path) in asked {
        guard let row = WhoMay.table[route.row], let may = WhoMay.may(who, row) else { continue }
        let reply = try await browser.take(route, at: path, as: who)
        let refused =
          who == .locked && route.isForPeople ? 303 : [.stranger, .locked].contains(who) ? 401 : 403
        #expect(
          may ? ![401, 403].contains(reply.status) && reply.status < 500 : reply.status == refused,
          "\(route.row) as \(who): \(reply.status) \(reply.text.prefix(200))")
      }
    }
  }

  @Test("A locked device is sent to where its PIN is asked for, with the way back, and learns nothing")
  func locked() async throws {
    let site = try TestSite()
    try await site.served { browser in
      let path = "/people/\(try site.person("Ole Testmand"))/brief"
      let reply = try await browser.get(path, as: .locked)
      #expect(reply.status == 303)
      #expect(reply.location == "/unlock?to=\(path)")
      #expect(!reply.text.contains("Ole"))
    }
  }
}

extension Route {
  var row: String { "\(method.rawValue) \(path)" }

  /// What locks or ends the seat comes after all that asks for one.
  var lateness: Int {
    ["POST /unlock", "POST /lock", "POST /sign-out"].firstIndex(of: row).map { $0 + 1 } ?? 0
  }

  /// With something in every place; the person is Ole, whatever else is named is nothing.
  func filled(_ site: TestSite) throws -> String {
    let person = try site.person("Ole Testmand").description
    return try path.split(separator: "/").map { part in
      switch part {
      case "{person}": person
      case "{event}": try site.event(about: "Ole Testmand").description
      default: part.hasPrefix("{") ? "0" : String(part)
      }
    }.reduce("") { $0 + "/" + $1 }
  }
}

extension TestSite {
  /// Asked more in a second than people ask; what it starts beside itself does nothing.
  static func patient() throws -> TestSite {
    try TestSite { settings in (settings.mostPerSecond, settings.program) = (10_000, "/bin/true") }
  }

  /// A line about somebody.
  func event(about name: String) throws -> EventID {
    try #require(try notebook.engine.view(Brief.self, of: try person(name))?.last?.event)
  }
}

extension Browser {
  /// As a program where the route is for programs, so that a refusal is a status and not a way.
  func take(_ route: Route, at filled: String, as who: TestSite.Who) async throws -> Reply {
    let path = (route.isForPeople ? "" : "/api") + filled
    return route.method == .get ? try await get(path, as: who) : try await post(path, [], as: who)
  }

  /// Sends this body as a form, whatever it is.
  func raw(_ path: String, _ body: String, as who: TestSite.Who) async throws -> Reply {
    var request = HTTPClientRequest(url: "http://127.0.0.1:\(port)\(path)")
    request.method = .POST
    request.headers.add(name: "cookie", value: "tillid=\(site.cookie(who) ?? "")")
    request.headers.add(name: "content-type", value: "application/x-www-form-urlencoded")
    request.body = .bytes(ByteBuffer(string: body))
    let response = try await HTTPClient.shared.execute(request, timeout: Self.patience)
    let text = String(buffer: try await response.body.collect(upTo: 4 << 20))
    return Reply(status: Int(response.status.code), headers: response.headers, text: text)
  }
}
