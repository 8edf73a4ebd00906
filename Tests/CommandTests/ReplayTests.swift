import Foundation
import Testing

/// What a researcher does with the folder that was handed to them. They have no data folder.
@Suite struct `A replay` {
  let desk: Desk
  let release: String

  init() throws {
    desk = try Desk(making: false)
    release = desk.at("release")
    try FileManager.default.copyItem(atPath: try Village.made.get().at("a"), toPath: release)
  }

  private func rows(_ arguments: String...) throws -> [[String: Any]] {
    try desk.lines(try desk.run(["replay", release] + arguments).said).map { line in
      try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
    }
  }

  @Test func `plays every event in order, or those of some days, or of one participant`() throws {
    let all = try rows()
    let days = all.compactMap { $0["time"] as? String }
    #expect(all.count > 100 && days == days.sorted())
    let somebody = try #require(all.last?["participant"] as? String)
    let own = try rows("--participant", somebody)
    #expect(own.count == all.count { $0["participant"] as? String == somebody })
    #expect(own.compactMap { $0["seq"] as? Int } == Array(1...own.count))
    #expect(try rows("--until", "2024-06-01").count + rows("--from", "2024-06-02").count >= all.count)
    #expect(try rows("--cloudevents").allSatisfy { $0["specversion"] as? String == "1.0" })
    try desk.does("replay", release, "--to", desk.at("lines"))
    #expect(try String(contentsOfFile: desk.at("lines"), encoding: .utf8) == desk.does("replay", release))
  }

  @Test func `tells figures, and none of what few stand behind`() throws {
    try desk.does("replay", release, "--figures", desk.at("figures"))
    let files = try FileManager.default.contentsOfDirectory(atPath: desk.at("figures"))
    for name in ["firsts", "follows", "flows", "continuity", "before"] {
      #expect(["json", "csv", "svg"].allSatisfy { files.contains("\(name).\($0)") })
    }
    let steps = try desk.object("replay", release, "--figure", "follows")
    let counted = try #require(steps["rows"] as? [[String: Any]]).compactMap { $0["participants"] as? Int }
    #expect(!counted.isEmpty && counted.allSatisfy { $0 >= 11 })
    #expect(try desk.does("replay", release, "--figure", "follows", "--svg").hasPrefix("<svg"))
    #expect(try desk.does("replay", release, "--figure", "follows", "--csv").hasPrefix("from,to,"))
  }

  @Test func `shows the views that helpers see, and what they would say if kinds were others`() throws {
    let views = try desk.does("replay", release, "--projection", "trust", "--json")
    #expect(desk.lines(views).count == Set(try rows().compactMap { $0["participant"] as? String }).count)
    let other = desk.at("other.yaml")
    try "kinds: {door-opened: [meal]}\n".write(toFile: other, atomically: true, encoding: .utf8)
    let views2 = try desk.object("replay", release, "--projection", "trust", "--what-if", other)
    #expect(views2["hiddenBelow"] as? Int == 11)
    let figure = try desk.does("replay", release, "--figure", "follows", "--what-if", other, "--csv")
    let told = desk.lines(figure)
    #expect(told.contains { $0.hasPrefix("release,") } && told.contains { $0.hasPrefix("what-if,") })
    #expect(!told.contains { $0.hasPrefix("what-if,") && $0.contains("meal") })
  }

  @Test func `refuses with a sentence what the release does not have`() throws {
    let other = desk.at("other.yaml")
    try "kinds: {more: [nonsense]}\n".write(toFile: other, atomically: true, encoding: .utf8)
    try desk.refuses(
      "replay", release, "--what-if", other, saying: "other.yaml cannot be read: nothing in the")
    try "\nkind: {more: [meal]}\n".write(toFile: other, atomically: true, encoding: .utf8)
    try desk.refuses("replay", release, "--what-if", other, saying: "line 2")
    try desk.refuses("replay", release, "--participant", "Kaj", saying: "no participant of the release")
    try desk.refuses("replay", desk.at("none"), saying: "there is no release at")
    #expect(try desk.run(["replay", release, "--serve", "0", "--figure", "follows"]).status == 2)
  }

  @Test func `is listened to over HTTP, from the place where one was cut off`() throws {
    let answer = try desk.shell(
      """
      "$0" replay release --serve 0 --lang en 2>told & p=$!
      until grep -q events. told; do kill -0 $p || exit 1; sleep 0.05; done
      python3 - "$(grep -o 'http:[^ ]*events' told)" <<'python'
      import sys, urllib.request
      def heard(after):
        request = urllib.request.Request(sys.argv[1], headers={"Last-Event-ID": str(after)} if after else {})
        lines = urllib.request.urlopen(request, timeout=20).read().decode().splitlines()
        return [line[6:] for line in lines if line.startswith("data: ")]
      whole = heard(0)
      for line in whole[:-1]: print(line)
      print(whole[-1], whole[-3:] == heard(len(whole) - 3), file=sys.stderr)
      python
      status=$?; kill $p; wait $p; exit $status
      """)
    #expect(answer.status == 0, "\(answer.complained)")
    #expect(answer.said == (try desk.does("replay", release)))
    let count = desk.lines(answer.said).count
    #expect(answer.complained == "{\"events\":\(count)} True\n")
  }
}
