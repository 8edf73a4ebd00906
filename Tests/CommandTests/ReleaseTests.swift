import Foundation
import Testing

/// What leaves for research, from the policy to the end of its key, as its maker types it.
@Suite struct `A release` {
  private let english = ["TILLID_LANG": "en"]

  @Test func `of few participants is not handed out, and nothing is noted`() throws {
    let desk = try Village.desk()
    let policy = try desk.policy(tier: "b", for: "Rie")
    try desk.unchanged {
      // The share that is left out is drawn; so either the gate before it or the guarantee itself says no first.
      let answer = try desk.run(["release", "make", "--policy", policy, "--to", desk.at("b")], with: english)
      let refusals = ["was not handed out", "are others than in study-a"]
      let said = refusals.first(where: answer.complained.contains) ?? refusals[0]
      desk.expectRefusal(answer, saying: said)
      #expect(!desk.isThere("b"))
      let rehearsed = try desk.does("release", "make", "--policy", policy, "--rehearse", with: english)
        .replacing("\n", with: " ")
      #expect(rehearsed.contains("would leave. Nothing is kept.") && rehearsed.contains("Held back by:"))
    }
  }

  @Test func `has a policy that is whole as it is printed, and refused with its line where it is wrong`()
    throws
  {
    let desk = try Village.desk()
    let wrong = try desk.policy(tier: "a", for: "Rie", ["time:": "time: hour"])
    let lines = try String(contentsOfFile: wrong, encoding: .utf8).components(separatedBy: "\n")
    let line = try #require(lines.firstIndex(of: "time: hour")) + 1
    try desk.unchanged {
      try desk.refuses(
        "release", "make", "--policy", wrong, "--to", desk.at("b"), saying: "\(wrong), line \(line): ")
      try desk.refuses(
        "release", "make", "--policy", desk.at("none"), "--to", desk.at("b"), saying: "none cannot be read")
      #expect(try desk.run(["release", "make", "--policy", wrong]).status == 2)
    }
  }

  @Test func `is listed, shown and verified; a byte that differs is seen`() throws {
    let desk = try Village.desk()
    let listed = try desk.does("release", "list", with: english)
    #expect(listed.contains("study-a  A  ") && listed.contains("Reader a  live"))
    #expect(listed.contains("study-c  C  ") && listed.contains("of 3.00 is spent for ever"))
    #expect(try desk.does("release", "show", "study-a", "--dossier").contains("study: study-a"))
    #expect(!(try desk.does("release", "verify", desk.at("a"), with: english)).contains("✗"))
    let file = URL(filePath: desk.at("a/events.csv.gz"))
    var bytes = try Data(contentsOf: file)
    bytes[bytes.count / 2] ^= 1
    try bytes.write(to: file)
    let answer = try desk.run(["release", "verify", desk.at("a")], with: english)
    #expect(answer.status == 1)
    #expect(answer.said.contains("✗ 1 files are not those that the manifest tells of: events.csv.gz"))
  }

  @Test func `is attacked with what its recipient has`() throws {
    let desk = try Village.desk()
    let told = try desk.run(["release", "attack", desk.at("a")], with: english)
    #expect(told.said.contains("are alone with the first event"))
    try desk.refuses("release", "attack", desk.at("data"), saying: "name the folder of a release")
  }

  @Test func `is made again byte for byte, and no second one leaves for the same reader too soon`() throws {
    let desk = try Village.desk()
    try desk.does("release", "make", "--again", "study-a", "--to", desk.at("again"))
    let files = try FileManager.default.subpathsOfDirectory(atPath: desk.at("a"))
    #expect(files.count > 8)
    #expect(FileManager.default.contentsEqual(atPath: desk.at("a"), andPath: desk.at("again")))
    let policy = try desk.policy(tier: "a", for: "Reader a", ["study:": "study: other"])
    try desk.unchanged {
      try desk.refuses(
        "release", "make", "--policy", policy, "--to", desk.at("a"), saying: "is there already")
      try desk.refuses(
        "release", "make", "--policy", policy, "--to", desk.at("b"),
        saying: "less than 90 days ago; wait 90 days, or recall it first")
    }
  }

  @Test func `is recalled with a certificate, and ended for good`() throws {
    let desk = try Village.desk()
    try desk.unchanged {
      let paper = try desk.does("release", "recall", "study-a", "--certificate", with: english)
      #expect(paper.contains("Reader a"))
      try desk.refuses("release", "end", "study-a", saying: "nothing was done: it cannot be undone")
      try desk.refuses("release", "recall", "nothing", saying: "there is no release ‘nothing’")
    }
    try desk.does("release", "recall", "study-a", "--reason", "a participant withdrew", "--by", "Bo")
    #expect(try desk.does("release", "list", with: english).contains("Reader a  recalled"))
    #expect(
      try desk.does("release", "end", "study-a", "--yes", with: english).contains("its key is destroyed"))
    #expect(try desk.does("release", "list", with: english).contains("Reader a  ended"))
    try desk.refuses("release", "end", "study-a", "--yes", saying: "has ended")
    try desk.refuses("release", "make", "--again", "study-a", "--to", desk.at("again"), saying: "has ended")
    try desk.isSound()
  }

  @Test func `of counts with noise has nobody to find, and is drawn once`() throws {
    let desk = try Village.desk()
    #expect(desk.isThere("c/tables/category-region.csv"))
    let verified = try desk.run(["release", "verify", desk.at("c")], with: english)
    #expect(verified.status == 0 && verified.complained.contains("nobody's events stand in it"))
    #expect(verified.said.contains("✓ 0 files are not those"))
    try desk.refuses("release", "attack", desk.at("c"), saying: "so there is nobody to find")
    try desk.refuses(
      "release", "make", "--again", "study-c", "--to", desk.at("again"), saying: "was drawn once")
    #expect(try desk.does("replay", desk.at("c")).contains("\"participant\":\"invented-"))
    try FileManager.default.removeItem(atPath: desk.at("c/streams"))
    try desk.refuses("replay", desk.at("c"), saying: "has counts with noise alone")
  }
}
