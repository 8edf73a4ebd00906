import Access
import Foundation
import HTTPTypes
import NIOHTTP1
import Testing

@testable import Web

@Suite(.takingTurns) struct StrangeFormTests {
  static let writing = Route.all.filter { $0.method == .post }

  @Test("Nothing is written without the token of the seat, by that of another, or from another site")
  func strangeForms() async throws {
    let site = try TestSite.patient()
    let cookie = site.cookie(.both), token = try #require(site.seat(.both)?.token)
    let other = try #require(site.seat(.helper)?.token)
    try await site.served { browser in
      for route in Self.writing {
        let path = try route.filled(site)
        let strange: [(String, [(String, String)], [(String, String)])] = [
          ("no token", [], []), ("an empty token", [("token", "")], []),
          ("the token of another seat", [("token", other)], []),
          ("another origin", [("token", token)], [("origin", "https://evil.example")]),
          ("no origin that is one", [("token", token)], [("origin", "null")]),
          ("sent from another site", [("token", token)], [("sec-fetch-site", "cross-site")]),
          ("sent from a neighbour", [("token", token)], [("sec-fetch-site", "same-site")]),
        ]
        for (what, fields, headers) in strange {
          let reply = try await browser.send(.POST, path, fields, cookie, headers)
          #expect(reply.isRefused(by: route), "\(route.row), \(what): \(reply.status)")
        }
      }
    }
  }

  @Test("A stranger's form from another site is refused as well: nobody is signed in by somebody else")
  func strangers() async throws {
    let site = try TestSite.patient()
    try await site.served { browser in
      for route in Self.writing where route.rule == .anyone {
        for header in [("origin", "https://evil.example"), ("sec-fetch-site", "cross-site")] {
          let reply = try await browser.send(.POST, try route.filled(site), [], nil, [header])
          #expect(reply.isRefused(by: route), "\(route.row), \(header): \(reply.status)")
        }
      }
    }
  }

  @Test("A body that is too large is refused before it is read, on every route that takes one")
  func tooLarge() async throws {
    let site = try TestSite.patient()
    let token = try #require(site.seat(.both)?.token)
    try await site.served { browser in
      for route in Self.writing {
        let fields = [("token", token), ("line", String(repeating: "x", count: route.mostBytes))]
        let reply = try await browser.send(.POST, try route.filled(site), fields, site.cookie(.both))
        #expect(reply.isRefused(by: route, 413), "\(route.row): \(reply.status)")
      }
    }
  }

  @Test("What is sent and is no form is refused in words, and nothing falls over")
  func nonsense() async throws {
    let site = try TestSite.patient()
    try await site.served { browser in
      for body in ["line=%ff%fe", "line=%", "%00=%00", "&&&===", "line=\u{0}", "token=a&token=b"] {
        for route in Self.writing {
          let reply = try await browser.raw(try route.filled(site), body, as: .both)
          #expect((400..<500).contains(reply.status), "\(route.row) with \(body): \(reply.status)")
        }
      }
    }
  }
}

@Suite(.takingTurns) struct PathTests {
  static let tricks = [
    "/files/..%2f..%2fetc%2fpasswd", "/files/%2e%2e", "/files/%00", "/people/%00/brief",
    "/people/..%2f/brief",
    "/people/\(String(repeating: "f", count: 5000))/brief",
    "/people/\(String(repeating: "0", count: 32))/brief",
    "/people/æøå/brief", "/%2e%2e/%2e%2e/etc/passwd", "/%0d%0aSet-Cookie:%20a=b",
  ]

  @Test("No path leads out of the pages, and none makes a header")
  func leadsNowhere() async throws {
    let site = try TestSite.patient()
    try await site.served { browser in
      for path in Self.tricks {
        let escaped = path.addingPercentEncoding(withAllowedCharacters: .urlPathAllowed.union(["%"])) ?? path
        for before in ["", "/api"] {
          let reply = try await browser.get(before + escaped, as: .helper)
          #expect((400..<500).contains(reply.status), "\(before)\(path): \(reply.status)")
          #expect(reply.headers["set-cookie"].isEmpty)
        }
      }
    }
  }
}

extension Browser.Reply {
  /// What guards a door asks for patience before it looks at a form.
  fileprivate func isRefused(by route: Route, _ wanted: Int = 403) -> Bool {
    status == wanted || route.isGuarded && status == 429
  }
}
