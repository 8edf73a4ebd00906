import Testing

@Suite("The door", .takingTurns) struct RouteTests {
  @Test("nobody reads of a participant without having signed in, met them and written the PIN")
  func whoSees() async throws {
    let site = try TestSite()
    let ole = try site.person("Ole Testmand")
    let path = "/people/\(ole)/brief"
    try await site.served { browser in
      #expect(try await browser.get("/health").status == 200)
      #expect(try await browser.get(path, as: .helper).status == 200)
      #expect(try await browser.get("/api" + path, as: .helper).json()["person"] as? String == "\(ole)")
      #expect(try await browser.get(path, as: .stranger).status == 401)
      #expect(try await browser.get("/api" + path, as: .elsewhere).status == 403)
      let asked = try await browser.get(path, as: .elsewhere)
      #expect(asked.status == 403 && asked.text.contains("/people/\(ole)/why"), "where one says why")
      #expect(try await browser.get(path, as: .admin).status == 403)
      #expect(try await browser.get(path, as: .researcher).status == 403)
      let sentOn = try await browser.get(path, as: .locked)
      #expect(sentOn.status == 303)
      #expect(sentOn.location == "/unlock?to=\(path)")
      #expect(try await browser.get("/api" + path, as: .locked).status == 401)
    }
  }
}
