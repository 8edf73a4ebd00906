import Access
import Events
import Foundation
import NIOHTTP1
import Testing

@Suite("People and roles", .takingTurns) struct AdminPeopleTests {
  @Test("are an admin's alone")
  func alone() async throws {
    let site = try TestSite()
    try await site.served { browser in
      for who in TestSite.Who.allCases {
        let reply = try await browser.get("/api/admin/people", as: who)
        switch who {
        case .admin, .both: #expect(reply.status == 200)
        case .stranger, .locked: #expect(reply.status == 401)
        default: #expect(reply.status == 403)
        }
        let wish = try await browser.post("/api/admin/people", [("name", "Eva"), ("role", "admin")], as: who)
        #expect(wish.status == reply.status || who == .both, "\(who)")
      }
    }
  }

  @Test("are invited by a link and a picture that are shown once, and then come in as they were invited")
  func invites() async throws {
    let site = try TestSite()
    try await site.served { browser in
      let fields = [
        ("name", " Eva "), ("role", "helper"), ("role", "researcher"), ("stop", "Nibe"),
        ("others", "Hals\r\n\r\nVrå "),
      ]
      let page = try await browser.post("/admin/people", fields, as: .admin)
      #expect(page.status == 200 && page.text.contains("<svg") && !page.text.contains("style="))
      let link = try #require(page.text.firstMatch(of: />(http[^<]+)</)?.1)
      #expect(link.hasPrefix("http://127.0.0.1:\(browser.port)/sign-in/"))
      let way = String(link.dropFirst("http://127.0.0.1:\(browser.port)".count))
      #expect(
        try await browser.get("/admin/people", as: .admin).text.contains("inviteret, senest 26. nov 2026"))
      let cookie = try #require(try await browser.post(way, [("pin", "5071")]).cookie("tillid"))
      let me = try await browser.send(.GET, "/api/me", nil, cookie).json()
      #expect(me["name"] as? String == "Eva")
      #expect(me["roles"] as? [String] == ["helper", "researcher"])
      #expect(me["stops"] as? [String] == ["Hals", "Nibe", "Vrå"])
      let again = try await browser.post("/admin/people", fields, as: .admin)
      #expect(again.status == 422 && again.text.contains("er her allerede"))
    }
  }

  @Test("change at once for whoever is signed in")
  func changes() async throws {
    let site = try TestSite()
    let path = "/people/\(try site.person("Ole Testmand"))/brief"
    let jytte = try #require(try site.register.person(named: "Jytte")).id
    try await site.served { browser in
      #expect(try await browser.get(path, as: .helper).status == 200)
      #expect(
        try await browser.post("/admin/people/\(jytte)", [("role", "researcher")], as: .admin).status == 303)
      #expect(try await browser.get(path, as: .helper).status == 403)
      let seat = try #require(site.seat(.helper)).id.hexadecimal
      let end = "/admin/people/\(jytte)/devices/\(seat)/end"
      #expect(try await browser.post(end, as: .admin).status == 303)
      #expect(try await browser.get(path, as: .helper).status == 401)
      #expect(try await browser.get("/admin/people/\(jytte)", as: .admin).text.contains("Firefox, Linux"))
    }
  }

  @Test("whose names are markup stay words")
  func markup() async throws {
    let site = try TestSite()
    let name = "<script>alert('x')</script>"
    try await site.served { browser in
      let page = try await browser.post("/admin/people", [("name", name), ("role", "helper")], as: .admin)
      #expect(!page.text.contains("<script>alert"))
      #expect(try await !browser.get("/admin/people", as: .admin).text.contains("<script>alert"))
    }
  }

  @Test("are not changed by a form of another site, nor by one without the token of this device")
  func forgery() async throws {
    let site = try TestSite()
    let fields = [("name", "Eva"), ("role", "admin")]
    try await site.served { browser in
      let cookie = site.cookie(.admin)
      #expect(try await browser.send(.POST, "/admin/people", fields, cookie).status == 403)
      let other = try #require(site.seat(.both)).token
      #expect(
        try await browser.send(.POST, "/admin/people", fields + [("token", other)], cookie).status == 403)
      for header in [
        ("origin", "https://evil.example"), ("sec-fetch-site", "cross-site"), ("sec-fetch-site", "same-site"),
      ] {
        #expect(try await browser.post("/admin/people", fields, as: .admin, [header]).status == 403)
      }
      #expect(try site.register.person(named: "Eva") == nil)
      let own = [("origin", "http://127.0.0.1:\(browser.port)")]
      #expect(try await browser.post("/admin/people", fields, as: .admin, own).status == 200)
    }
  }
}

@Suite("My devices", .takingTurns) struct MeTests {
  @Test("are mine alone to end")
  func ends() async throws {
    let site = try TestSite()
    let bo = try #require(site.seat(.elsewhere)).id.hexadecimal
    let other = try #require(site.seat(.locked)).id.hexadecimal
    try await site.served { (browser: Browser) async throws in
      #expect(try await browser.post("/me/devices/\(bo)/end", as: .helper).status == 303)
      #expect(try await browser.get("/api/me", as: .elsewhere).status == 200, "another's device stays")
      #expect(try await browser.post("/me/devices/\(other)/end", as: .helper).status == 303)
      #expect(try await browser.post("/api/unlock", [("pin", TestSite.pin)], as: .locked).status == 401)
    }
  }

  @Test("get another PIN by whoever has the one until now")
  func pins() async throws {
    let site = try TestSite()
    try await site.served { browser in
      let wrong = try await browser.post("/me/pin", [("old", "9999"), ("pin", "8264")], as: .helper)
      #expect(wrong.status == 422)
      let right = try await browser.post("/me/pin", [("old", TestSite.pin), ("pin", "8264")], as: .helper)
      #expect(right.status == 303)
      _ = try await browser.post("/lock", as: .helper)
      #expect(try await browser.post("/api/unlock", [("pin", TestSite.pin)], as: .helper).status == 422)
      #expect(try await browser.post("/api/unlock", [("pin", "8264")], as: .helper).status == 200)
    }
  }

  @Test("look and speak as was chosen on each")
  func looks() async throws {
    let site = try TestSite()
    try await site.served { browser in
      let reply = try await browser.post("/me/look", [("lang", "en"), ("theme", "sun")], as: .helper)
      #expect(reply.cookie("lang") == "en" && reply.cookie("theme") == "sun")
      let cookies = "tillid=\(site.cookie(.helper) ?? ""); lang=en; theme=sun"
      let page = try await browser.get("/me", as: .helper, [("cookie", cookies)])
      #expect(page.text.contains("data-theme=\"sun\"") && page.text.contains("My devices"))
      let strange = try await browser.post("/me/look", [("lang", "xx"), ("theme", "\"><b>")], as: .helper)
      #expect(strange.cookie("lang") == nil && strange.cookie("theme") == "")
    }
  }
}
