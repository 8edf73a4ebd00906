import Access
import Events
import Foundation
import NIOHTTP1
import Synchronization
import Testing
import Web

@Suite("Coming in by a provider", .takingTurns) struct ProviderTests {
  /// Serves a provider and a site that trusts it.
  private func both(
    _ body: @escaping @Sendable (TestProvider, TestSite, Browser) async throws -> Void
  ) async throws {
    try await TestProvider.served { provider in
      let site = try TestSite {
        $0.provider = Provider(
          issuer: provider.issuer, client: TestProvider.client, secret: TestProvider.secret)
        $0.provider?.patience = 600
      }
      try await site.served { browser in try await body(provider, site, browser) }
    }
  }

  /// Somebody is known here as this at the provider.
  private func know(_ name: String, as known: String, _ site: TestSite) throws {
    let account = try #require(try site.register.person(named: name))
    try site.register.change(account.id) { $0.known = known }
  }

  /// Leaves for the provider, signs in there, and comes back.
  private func comeBack(
    _ provider: TestProvider, _ browser: Browser, as subject: String, mail: String? = nil,
    _ change: (inout [String: String]) -> Void = { _ in }
  ) async throws -> Browser.Reply {
    let left = try await browser.get("/sign-in/provider")
    let state = try #require(left.cookie("tillid-way"))
    var query = provider.signIn(try #require(left.location), as: subject, mail: mail)
    change(&query)
    let text = query.map { "\($0.key)=\($0.value)" }.joined(separator: "&")
    return try await browser.get(
      "/sign-in/provider/return?\(text)", [("cookie", "tillid-way=\(state)")])
  }

  @Test("lets in whom an admin has written down by the provider's name for them, or by a sure e-mail")
  func comesIn() async throws {
    try await both { provider, site, browser in
      #expect(try await browser.get("/sign-in").text.contains("/sign-in/provider"))
      try know("Bo", as: "subject-7", site)
      try know("Rie", as: "Rie@tillid.example", site)
      let known: [(String, String?, String)] = [
        ("subject-7", nil, "Bo"), ("subject-8", "rie@tillid.example", "Rie"),
      ]
      for (subject, mail, name) in known {
        let reply = try await comeBack(provider, browser, as: subject, mail: mail)
        #expect(reply.status == 303 && reply.location == "/")
        let cookie = try #require(reply.cookie("tillid"))
        let me = try await browser.send(.GET, "/api/me", nil, cookie).json()
        #expect(me["name"] as? String == name)
        #expect(me["hasPIN"] as? Bool == false)
      }
      #expect(try await comeBack(provider, browser, as: "subject-9", mail: "x@tillid.example").status == 403)
      #expect(try await comeBack(provider, browser, as: "Subject-7").status == 403, "names are exact")
    }
  }

  @Test("lets in nobody by what was signed for another, by another, too long ago, or with a strange key")
  func distrusts() async throws {
    try await both { provider, site, browser in
      try know("Bo", as: "subject-7", site)
      try know("Rie", as: "rie@tillid.example", site)
      let twists: [@Sendable (inout TestProvider.Claims) -> Void] = [
        { $0.nonce = "another" }, { $0.nonce = nil }, { $0.iss = "https://other.example" },
        { $0.aud = ["another-client"] }, { $0.aud = [TestProvider.client, "another-client"] },
        { $0.azp = "another-client" }, { $0.exp = TestProvider.now - 120 },
      ]
      for twist in twists {
        provider.twist(twist)
        let reply = try await comeBack(provider, browser, as: "subject-7")
        #expect(reply.status == 403 && reply.cookie("tillid") == nil)
      }
      provider.twist { $0.email_verified = false }
      #expect(try await comeBack(provider, browser, as: "x", mail: "rie@tillid.example").status == 403)
      provider.twist { _ in }
      provider.forge()
      #expect(try await comeBack(provider, browser, as: "subject-7").status == 403)
    }
  }

  @Test("is done once for each leaving, in the browser that left, and not too late")
  func replayed() async throws {
    try await both { provider, site, browser in
      try know("Bo", as: "subject-7", site)
      let left = try await browser.get("/sign-in/provider")
      let (way, state) = (try #require(left.location), try #require(left.cookie("tillid-way")))
      func back(_ cookie: String) async throws -> Int {
        let code = provider.signIn(way, as: "subject-7")["code"] ?? ""
        return try await browser.get(
          "/sign-in/provider/return?code=\(code)&state=\(state)", [("cookie", "tillid-way=\(cookie)")]
        ).status
      }
      #expect(try await back("of-another-browser") == 403)
      #expect(try await back(state) == 303)
      #expect(try await back(state) == 403)
      let late = try await comeBack(provider, browser, as: "subject-7") { _ in site.clock.move(seconds: 601) }
      #expect(late.status == 403)
      #expect(try await comeBack(provider, browser, as: "subject-7") { $0["code"] = "guessed" }.status == 403)
    }
  }

  @Test("is not there where no provider is trusted, and says so where it is silent")
  func silent() async throws {
    let alone = try TestSite()
    try await alone.served { (browser: Browser) async throws in
      #expect(try await browser.get("/sign-in/provider").status == 404)
      #expect(try await !browser.get("/sign-in").text.contains("/sign-in/provider"))
    }
    let complaints = Mutex<[String]>([])
    let site = try TestSite { settings in
      settings.provider = Provider(issuer: "http://127.0.0.1:1", client: "c", secret: "s")
      settings.complain = { complaint in complaints.withLock { $0.append(complaint) } }
    }
    try await site.served { (browser: Browser) async throws in
      #expect(try await browser.get("/sign-in/provider").status == 502)
      #expect(complaints.withLock { $0.count } == 1)
    }
  }

  @Test("trusts no provider that is reached unencrypted over a network")
  func encrypted() {
    #expect(Provider(issuer: "http://login.example", client: "c", secret: "s") == nil)
    #expect(Provider(issuer: "https://login.example", client: "c", secret: "s") != nil)
    #expect(Provider(issuer: "login.example", client: "c", secret: "s") == nil)
  }
}
