import Foundation
import Testing

@Suite("Whose events are shown as they come can see that") struct TailTests {
  private let desk: Desk

  init() throws {
    desk = try Desk()
    try desk.does("consent", "Kaj", "--give", "care")
    try desk.does("note", "Kaj fik kaffe")
  }

  private func readers(_ name: String) throws -> [String] {
    try desk.does("readers", name).split(separator: "\n").map(String.init)
      .filter { $0.contains("læste hændelserne, som de blev skrevet, for at følge med") }
  }

  @Test func `who read, and when, also where nobody else was told of`() throws {
    try desk.does("consent", "Rosa", "--give", "care")
    let after = try desk.object("status")["events"].map { "\($0)" } ?? ""
    #expect(try desk.does("tail", "--by", "Bo").contains("kaffe"))
    #expect(try readers("Kaj").count == 1)
    #expect(try readers("Kaj").first?.contains("Bo læste") == true)
    try desk.does("note", "Kaj kom igen")
    #expect(try desk.does("tail", "--by", "Jytte", "--after", after).contains("kom igen"))
    #expect(try readers("Kaj").contains { $0.contains("Jytte læste") })
    #expect(!(try readers("Rosa").contains { $0.contains("Jytte læste") }))
  }

  @Test func `beside the one who writes, and it is told to the log there`() throws {
    let server = try desk.serves()
    #expect(try desk.does("tail", "--by", "Bo").contains("kaffe"))
    server.terminate()
    server.waitUntilExit()
    #expect(try readers("Kaj").count == 1)
    try desk.isSound()
  }

  @Test func `who goes on following leaves one look a day`() throws {
    let followed = desk.file("followed").path
    let answer = try desk.shell(
      """
      "$0" tail --follow --by Bo >'\(followed)' & pid=$!
      for word in qaaa qbbb qccc; do
        "$0" note "Kaj sagde $word" >/dev/null
        for turn in $(seq 600); do grep -q $word '\(followed)' && break; sleep 0.1; done
      done
      kill -9 $pid; grep -q qccc '\(followed)'
      """)
    #expect(answer.status == 0, "\(answer.complained)")
    #expect(try readers("Kaj").count == 1)
    #expect(!(try readers("Kaj").contains { $0.contains("gange") }))
  }

  @Test func `where it cannot be written down, nothing is shown`() throws {
    try desk.unchanged {
      let access = desk.data + "/access"
      if FileManager.default.fileExists(atPath: access) { try FileManager.default.removeItem(atPath: access) }
      try Data().write(to: URL(filePath: access))
      try desk.refuses("tail", saying: "whose history is shown is written down first")
      try FileManager.default.removeItem(atPath: access)
    }
  }

  @Test func `of whoever leaves, no look stays behind`() throws {
    try desk.does("tail", "--by", "Bo")
    try desk.does("erase", "Kaj", "--yes")
    #expect(!(try desk.log()).contains("\"purpose\":\"tail\""))
    try desk.isSound()
  }
}
