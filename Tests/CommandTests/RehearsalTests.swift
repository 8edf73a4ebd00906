import Foundation
import Testing

@Suite struct `A rehearsal at the terminal` {
  /// A small organisation, and a file of words that hold a kind more.
  private func desk() throws -> (Desk, words: String) {
    let desk = try Desk()
    try desk.does("simulate", "--seed", "3", "--scale", "0.02")
    let words =
      try desk.does("vocabulary", "show") + """

          - id: trial-kind
            group: help
            name: {da: prøve, en: trial}
            da: [kaffe, hjalp]

        """
    return (desk, try desk.given(Data(words.utf8)).path)
  }

  private func status(_ desk: Desk) throws -> [String: Any] {
    try desk.object("status", "--contents", "--json")
  }

  private func contents(_ desk: Desk) throws -> [String: String] {
    try #require(try status(desk)["contents"] as? [String: String])
  }

  private func roles(_ desk: Desk) throws -> [String] {
    try #require(try status(desk)["generations"] as? [[String: Any]]).compactMap { $0["role"] as? String }
  }

  @Test func `changes nothing until it is switched to, and the switch can be taken back`() throws {
    let (desk, words) = try desk()
    let before = try contents(desk)
    let said = try desk.does("rebuild", "--rehearse", "--vocabulary", words, "--lang", "en")
    #expect(said.contains("Rehearsed beside"))
    #expect(try contents(desk) == before)
    #expect(try roles(desk) == ["served", "rehearsed"])
    #expect(try desk.does("rebuild", "--switch", "--lang", "en").contains("Its words were adopted"))
    let after = try contents(desk)
    #expect(after["timeline"] != before["timeline"])
    #expect(try desk.does("vocabulary", "show").contains("trial-kind"))
    try desk.does("rebuild", "--back")
    #expect(try contents(desk) == before)
    #expect(try !desk.does("vocabulary", "show").contains("trial-kind"))
    try desk.does("rebuild", "--back")
    #expect(try contents(desk) == after)
    try desk.does("rebuild", "--keep", "0")
    #expect(try roles(desk) == ["served"])
    #expect(
      try desk.run(["rebuild", "--back", "--lang", "en"]).complained.contains("no earlier views are kept"))
  }

  @Test func `is built from all that was told, also where no view has taken it in yet`() throws {
    let desk = try Desk()
    try desk.does("simulate", "--seed", "3", "--scale", "0.02")
    let built = try #require(try desk.object("rebuild", "--json")["events"] as? Int)
    let told = try #require(try status(desk)["events"] as? Int)
    // All but the switch itself, and the receipts of erasures that it let happen.
    #expect(built > 4_000 && told - built < 10)
  }

  @Test func `is the same when it is checked, and the check leaves nothing`() throws {
    let (desk, _) = try desk()
    try desk.does("rebuild", "--keep", "0")
    #expect(try desk.does("rebuild", "--check", "--lang", "en").contains("All views are the same"))
    #expect(try roles(desk) == ["served"])
  }

  @Test func `is paused from another terminal, and the same command goes on with it`() throws {
    let (desk, words) = try desk()
    #expect(try desk.does("rebuild", "--pause", "--lang", "en").contains("Nobody rehearses"))
    let answer = try desk.shell(
      """
      "$0" rebuild --rehearse --vocabulary '\(words)' --lang en >/dev/null 2>told & p=$!
      while kill -0 $p 2>/dev/null; do "$0" rebuild --pause --lang en; done; wait $p; echo $?; cat told
      """)
    // It may have been finished just before it heard of it.
    let wasPaused = answer.said.contains("The rehearsal is paused")
    #expect(try roles(desk).contains(wasPaused ? "paused" : "rehearsed"), "\(answer)")
    try desk.does("rebuild", "--rehearse", "--vocabulary", words)
    #expect(try roles(desk) == ["served", "rehearsed"])
  }

  @Test func `that is ended politely is paused, and the same command goes on with it`() throws {
    let (desk, words) = try desk()
    let answer = try desk.shell(
      """
      "$0" rebuild --rehearse --vocabulary '\(words)' --lang en >/dev/null 2>told & p=$!
      while kill -INT $p 2>/dev/null; do sleep 0.05; done; wait $p; echo $?; cat told
      """)
    // It may have ended before it heard of it, or have been ended by the second one.
    let edition = try roles(desk)
    #expect(
      edition.contains("paused") || edition.contains("rehearsed") || edition.count < 3, "\(answer.said)")
    try desk.does("rebuild", "--rehearse", "--vocabulary", words)
    #expect(try roles(desk).contains("rehearsed"))
  }

  /// Whatever moment: what is served is one edition or the other, whole, and the next command goes on.
  @Test(arguments: [0, 1])
  func `or a switch that is killed leaves what was served, or what was to be`(seed: Int) throws {
    let (desk, words) = try desk()
    let old = try contents(desk)
    try desk.does("rebuild", "--rehearse", "--vocabulary", words)
    try desk.does("rebuild", "--switch")
    let new = try contents(desk)
    let acts = ["--rehearse --vocabulary '\(words)'", "--switch", "--back"]
    for round in 0..<4 {
      let act = acts[(round + seed) % 3]
      let pause = Double((round * 7 + seed * 5) % 11) * 0.05
      _ = try desk.shell(
        "\"$0\" rebuild \(act) >/dev/null 2>&1 & p=$!; sleep \(pause); kill -9 $p 2>/dev/null; wait $p; true")
      let served = try contents(desk)
      #expect(served == old || served == new)
    }
    try desk.does("rebuild", "--rehearse", "--vocabulary", words)
    try desk.does("rebuild", "--switch")
    #expect(try contents(desk) == new)
    #expect(try desk.does("rebuild", "--check", "--lang", "en").contains("All views are the same"))
  }
}
