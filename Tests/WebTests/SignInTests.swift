import Access
import Events
import Faces
import Foundation
import NIOHTTP1
import Notebook
import Rebuild
import Testing

@Suite("Coming in", .takingTurns) struct SignInTests {
  /// The secret of an invitation for somebody new.
  private func invitation(_ site: TestSite, _ name: String = "Nina") throws -> String {
    try site.register.invite(name, [.helper], stops: ["Nibe"], by: "Anders", site.clock.now.moment).secret
  }

  @Test("takes a link, a PIN and no more; the link is worth nothing afterwards")
  func comesIn() async throws {
    let site = try TestSite()
    let way = "/sign-in/" + (try invitation(site))
    try await site.served { browser in
      for _ in 0..<2 {
        let page = try await browser.get(way)
        #expect(page.status == 200)
        #expect(page.text.contains("Velkommen, Nina") && page.text.contains("Anders"))
      }
      let refused = try await browser.post(way, [("pin", "1111")])
      #expect(refused.status == 422 && refused.text.contains("Vælg en anden"))
      let reply = try await browser.post(way, [("pin", "5071")])
      #expect(reply.status == 303 && reply.location == "/")
      let cookie = try #require(reply.cookie("tillid"))
      let set = try #require(reply.headers["set-cookie"].first)
      #expect(set.contains("HttpOnly") && set.contains("SameSite=Lax") && set.contains("Path=/"))
      let me = try await browser.send(.GET, "/api/me", nil, cookie).json()
      #expect(me["name"] as? String == "Nina" && me["locked"] as? Bool == false)
      #expect(Data(base64Encoded: me["storeKey"] as? String ?? "")?.count == 32)
      #expect(UInt64(me["origin"] as? String ?? "", radix: 16) != nil)
      #expect(try await browser.get(way).status == 410)
      #expect(try await browser.post(way, [("pin", "5071")]).status == 410)
    }
  }

  @Test("is told once, with who invited, however many devices somebody has; and so is leaving")
  func toldOnce() async throws {
    let site = try TestSite()
    let first = try invitation(site)
    try await site.served { browser in
      _ = try await browser.post("/sign-in/" + first, [("pin", "5071")])
      let nina = try #require(try site.register.person(named: "Nina"))
      let second = try site.register.invite(nina.id, by: "", site.clock.now.moment).secret
      _ = try await browser.post("/sign-in/" + second, [("pin", "5071")])
      #expect(try site.came("Nina") == 1)
      let gone = try await browser.post("/admin/people/\(nina.id)/left", as: .admin)
      #expect(gone.status == 303)
      #expect(try site.came("Nina") == 0)
      #expect(try site.register.devices(of: nina.id, site.clock.now.moment).isEmpty)
    }
  }

  @Test("gives another cookie always, so that one planted beforehand opens nothing")
  func fixation() async throws {
    let site = try TestSite()
    let way = "/sign-in/" + (try invitation(site))
    try await site.served { browser in
      let planted = "planted-by-somebody-else"
      let reply = try await browser.send(.POST, way, [("pin", "5071")], planted)
      let cookie = try #require(reply.cookie("tillid"))
      #expect(cookie != planted)
      #expect(try await browser.send(.GET, "/api/me", nil, planted).status == 401)
      #expect(try await browser.send(.GET, "/api/me", nil, cookie).status == 200)
    }
  }

  @Test("on a device of somebody else ends theirs there")
  func otherDevice() async throws {
    let site = try TestSite()
    let way = "/sign-in/" + (try invitation(site))
    try await site.served { (browser: Browser) async throws in
      #expect(try await browser.post(way, [("pin", "5071")], as: .elsewhere).status == 303)
      #expect(try await browser.get("/api/me", as: .elsewhere).status == 401)
    }
  }

  @Test("by a pasted link leads to its page; a wrong one is refused, and many wrong ones are heard no more")
  func pasted() async throws {
    let site = try TestSite()
    let secret = try invitation(site)
    try await site.served { browser in
      let whole = try await browser.post(
        "/sign-in", [("link", "https://elsewhere.example/sign-in/" + secret)])
      #expect(whole.status == 303 && whole.location == "/sign-in/" + secret)
      #expect(try await browser.post("/sign-in", [("link", secret)]).status == 303)
      var heard: [Int] = []
      while heard.count < 60, heard.last != 429 {
        heard.append(try await browser.post("/sign-in", [("link", "nonsense")]).status)
      }
      #expect(heard.last == 429 && heard.dropLast().allSatisfy { $0 == 410 })
      #expect(try await browser.post("/sign-in", [("link", secret)]).status == 429)
      #expect(try await browser.get("/people/x/brief", as: .helper).status == 404, "others go on")
      site.clock.move(seconds: 7)
      #expect(
        try await browser.post("/sign-in", [("link", secret)]).status == 303, "heard again after a while")
    }
  }

  @Test("leaves no address, name or secret in what is counted")
  func notCounted() async throws {
    let site = try TestSite()
    let secret = try invitation(site)
    try await site.served { browser in
      _ = try await browser.get("/sign-in/" + secret)
      let text = try await browser.get("/metrics").text
      #expect(text.contains("/sign-in/{invitation}"))
      #expect(!text.contains(secret) && !text.contains("Nina"))
    }
  }

  @Test("ends by signing out")
  func signsOut() async throws {
    let site = try TestSite()
    try await site.served { browser in
      let reply = try await browser.post("/sign-out", as: .helper)
      #expect(reply.status == 303 && reply.cookie("tillid") == "")
      #expect(try await browser.get("/api/me", as: .helper).status == 401)
      #expect(try await browser.get("/me", as: .helper).text.contains("<h1>Kom ind</h1>"))
    }
  }

  @Test("by an invitation that another process made while the site is served")
  func otherProcess() async throws {
    let site = try TestSite()
    try await site.served { browser in
      let process = Process()
      process.executableURL = Bundle.main.executableURL?.resolvingSymlinksInPath().deletingLastPathComponent()
        .appending(path: "tillid")
      process.arguments = ["invite", "Per", "--role", "researcher", "--json", "--data", site.path]
      process.environment = ["TILLID_KEY_FILE": site.path + "/key", "PATH": "/usr/bin:/bin"]
      let out = Pipe()
      process.standardOutput = out
      try process.run()
      process.waitUntilExit()
      let told = try #require(
        try JSONSerialization.jsonObject(with: out.fileHandleForReading.readDataToEndOfFile())
          as? [String: String])
      let secret = try #require(told["link"]?.split(separator: "/").last)
      #expect(try await browser.post("/sign-in/\(secret)", [("pin", "5071")]).status == 303)
      #expect(try site.register.person(named: "Per")?.roles == [.researcher])
    }
  }
}

extension TestSite {
  /// How often more it is told that somebody came than that they left.
  func came(_ name: String) throws -> Int {
    try notebook.engine.tally(Helpers.self).sums.filter { $0.key.place == name }.reduce(0) {
      $0 + Int($1.sum)
    }
  }
}
