import Access
import Events
import Foundation
import Testing

@testable import Web

@Suite("A locked device", .takingTurns) struct UnlockTests {
  @Test("is asked for its PIN and then goes on to where it was going")
  func goesOn() async throws {
    let site = try TestSite()
    let path = "/people/\(try site.person("Ole Testmand"))/brief"
    try await site.served { browser in
      let way = try #require(try await browser.get(path, as: .locked).location)
      let page = try await browser.get(way, as: .locked)
      #expect(page.text.contains("name=\"to\" value=\"\(path)\""))
      let wrong = try await browser.post("/unlock", [("pin", "9999"), ("to", path)], as: .locked)
      #expect(wrong.status == 422 && wrong.text.contains("passer ikke"))
      let right = try await browser.post("/unlock", [("pin", TestSite.pin), ("to", path)], as: .locked)
      #expect(right.status == 303 && right.location == path)
      #expect(try await browser.get(path, as: .locked).status == 200)
    }
  }

  @Test(
    "loses nothing that was written on it: the form comes back with the PIN, and goes where it was meant for")
  func keepsForm() async throws {
    let site = try TestSite()
    try await site.served { browser in
      let line = "Ole sagde \"nej tak\" & <gik>"
      let page = try await browser.post("/me/look", [("lang", "en")], as: .locked)
      #expect(page.status == 303, "the look is anybody's")
      let kept = try await browser.post("/me/others/end", [("line", line), ("at", "Nibe")], as: .locked)
      #expect(kept.status == 401)
      #expect(kept.text.contains("name=\"line\" value=\"Ole sagde &quot;nej tak&quot; &amp; &lt;gik&gt;\""))
      #expect(kept.text.contains("name=\"to\" value=\"/me/others/end\""))
      let on = try await browser.post(
        "/unlock", [("kept", "1"), ("to", "/me/others/end"), ("pin", TestSite.pin), ("line", line)],
        as: .locked)
      #expect(on.status == 307 && on.location == "/me/others/end")
    }
  }

  @Test("is sent only to paths of ours")
  func ways() {
    for strange in [
      "https://evil.example", "//evil.example", "/\\evil.example", "evil", "", "/a b",
      "/a\r\nSet-Cookie: x=1",
      "javascript:alert(1)", "/unlock", "/æ",
    ] { #expect(Unlock.way(strange) == "/") }
    #expect(Unlock.way(nil) == "/")
    #expect(Unlock.way("/people/00ff/brief?at=Nibe") == "/people/00ff/brief?at=Nibe")
  }

  @Test("happens by itself after a quarter of an hour, and at once where it is asked for")
  func idle() async throws {
    let site = try TestSite()
    try await site.served { browser in
      #expect(try await browser.get("/api/me", as: .helper).status == 200)
      site.clock.move(seconds: 17 * 60)
      let locked = try await browser.get("/api/me", as: .helper)
      #expect(locked.status == 401)
      #expect(try locked.json()["isLocked"] as? Bool == true)
      #expect(!locked.text.contains("storeKey"))
      #expect(try await browser.post("/api/unlock", [("pin", TestSite.pin)], as: .helper).status == 200)
      #expect(try await browser.post("/lock", as: .helper).status == 303)
      #expect(try await browser.get("/api/me", as: .helper).status == 401)
    }
  }
}

@Suite("Patience", .takingTurns) struct PatienceTests {
  @Test("lets so many through at once and so many a second, each for themselves")
  func refills() {
    let patience = Patience(burst: 3, perSecond: 2)
    let start = ContinuousClock.now
    for _ in 0..<3 { #expect(patience.wait("a", at: start) == nil) }
    #expect(patience.wait("a", at: start) == 1)
    #expect(patience.wait("b", at: start) == nil)
    #expect(patience.wait("a", at: start + .seconds(1)) == nil)
    #expect(patience.wait("a", at: start + .seconds(1)) == nil)
    #expect(patience.wait("a", at: start + .seconds(1)) == 1)
    for _ in 0..<5 { #expect(patience.wait("c", counting: false, at: start) == nil) }
  }

  @Test("forgets whoever has not asked for a while, so that strangers do not fill the memory")
  func forgets() {
    let patience = Patience(burst: 1, perSecond: 1)
    let start = ContinuousClock.now
    for number in 0..<10_000 { _ = patience.wait("\(number)", at: start + .milliseconds(number)) }
    #expect(patience.wait("9999", at: start + .milliseconds(10_000)) == 1)
    #expect(patience.wait("0", at: start + .milliseconds(10_000)) == nil)
  }

  @Test("A site that is asked too often says when to come again")
  func tooOften() async throws {
    let site = try TestSite { $0.mostPerSecond = 0.001 }
    try await site.served { browser in
      let reply = try await browser.get("/health")
      #expect(reply.status == 429 && reply.text.contains("Prøv igen om"))
    }
  }
}

@Suite("A device's name", .takingTurns) struct DeviceNameTests {
  @Test("is what its browser says, and no more than tells one's own apart")
  func names() {
    let phone =
      "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Mobile Safari/537.36"
    #expect(DeviceName.of(phone) == "Chrome, Android")
    let apple =
      "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1"
    #expect(DeviceName.of(apple) == "Safari, iPhone")
    #expect(DeviceName.of("") == "")
  }
}
