import Foundation
import LMDB
import Testing

/// What can be shown to somebody who does not trust us, and checked by a script that shares no code with us.
@Suite struct `A proof` {
  let desk: Desk
  let key: String

  init() throws {
    desk = try Desk()
    try desk.does("consent", "Kaj", "--give", "care")
    try desk.does("note", "Kaj fik kaffe")
    key = try desk.does("checkpoint", "--key").trimmingCharacters(in: .newlines)
  }

  /// Writes it to a file of its own.
  func keep(_ text: String) throws -> String {
    let file = desk.file("proof")
    try Data(text.utf8).write(to: file)
    return file.path
  }

  /// What the script says of these files: nil when it was not convinced.
  func checked(_ files: String..., by key: String? = nil) throws -> String? {
    let words = ([key ?? self.key] + files).map { "'\($0)'" }.joined(separator: " ")
    let answer = try desk.shell("python3 '\(Self.script)' \(words)")
    #expect(!answer.complained.contains("Traceback"))
    #expect((answer.status == 0) == !answer.complained.contains("not proved"))
    return answer.status == 0 ? answer.said : nil
  }

  private static let script = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "Tools/check-proof").path

  @Test func `of an event convinces, and of nothing else`() throws {
    let note = try #require(try desk.ids("note").first)
    let proof = try desk.does("verify", "--proof", note)
    #expect(proof.hasPrefix("c2sp.org/tlog-proof@v1\nextra ") && proof.utf8.count < 1_536)
    #expect(try checked(keep(proof)) == "the record is number 4 of 4 in the log\n")
    let lines = proof.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    for (number, line) in lines.enumerated() where !line.isEmpty {
      var bent = lines
      let place = line.index(line.startIndex, offsetBy: line.count / 2)
      bent[number].replaceSubrange(place...place, with: line[place] == "A" ? "B" : "A")
      #expect(try checked(keep(bent.joined(separator: "\n"))) == nil, "line \(number)")
    }
    let other = try Desk.elsewhere()
    #expect(
      try checked(keep(proof), by: other.does("checkpoint", "--key").trimmingCharacters(in: .newlines)) == nil
    )
  }

  @Test func `of growth convinces from every earlier checkpoint, also over an erasure`() throws {
    let empty = try keep(desk.does("checkpoint"))
    let note = try #require(try desk.ids("note").first)
    let proof = try keep(desk.does("verify", "--proof", note))
    for number in 0..<5 { try desk.does("note", "Kaj fik mad \(number)") }
    let before = try keep(desk.does("checkpoint"))
    try desk.does("erase", "Kaj", "--yes")
    let growth = try keep(desk.does("verify", "--since", before))
    #expect(
      try checked(growth, before) == "the log grew from 9 to 11 records, and nothing of them was changed\n")
    #expect(try checked(growth, empty) == nil)
    #expect(try checked(keep(desk.does("verify", "--since", empty)), empty) != nil)
    #expect(try checked(proof) != nil)
    #expect(try checked(keep(desk.does("verify", "--proof", note))) != nil)
    try desk.isSound()
  }

  @Test func `is written to a file, and given in JSON`() throws {
    let old = try keep(desk.does("checkpoint"))
    let file = desk.file("growth").path
    #expect(
      try desk.does("verify", "--since", old, "--out", file).contains("Loggen er kun vokset, fra 4 til 4"))
    #expect(try checked(file, old) != nil)
    let note = try #require(try desk.ids("note").first)
    #expect(
      try desk.object("verify", "--proof", note)["proof"] as? String == desk.does("verify", "--proof", note))
    #expect(try desk.object("checkpoint", "--key")["key"] as? String == key)
  }

  @Test func `is not made from a checkpoint that this log did not sign`() throws {
    let checkpoint = try desk.does("checkpoint")
    try desk.refuses("verify", "--since", "/none", saying: "/none cannot be read: nothing is there")
    try desk.refuses("verify", "--since", keep("3\n"), saying: "this is no signed note")
    try desk.refuses(
      "verify", "--since", keep(checkpoint.replacing("\n4\n", with: "\n3\n")),
      saying: "does not fit the checkpoint")
    let other = try Desk.elsewhere()
    try other.refuses(
      "verify", "--since", keep(checkpoint), saying: "the checkpoint is not signed by the key of tillid/")
    #expect(try desk.run(["verify", "--out", "x"]).status == 2)
    #expect(try desk.run(["verify", "--since", "x", "--proof", desk.ids("note")[0]]).status == 2)
  }

  @Test func `is refused, and so is every line, when the log was cut back behind our back`() throws {
    let checkpoint = try keep(desk.does("checkpoint"))
    let note = try #require(try desk.ids("note").first)
    let parts = note.split(separator: "-")
    let id = Pair(try #require(UInt64(parts[0], radix: 16)), try #require(UInt64(parts[1])))
    do {
      let log = try Environment(at: desk.data + "/log", tables: ["records", "ids"])
      var write = try log.beginWrite()
      try write.delete(4, in: log.table("records", of: UInt64.self))
      try write.delete(id, in: log.table("ids", of: Pair.self))
      try write.commit()
    }
    for arguments in [["checkpoint"], ["verify", "--since", checkpoint], ["note", "18 kaffe"]] {
      desk.expectRefusal(
        try desk.run(arguments), saying: "ends at position 3 while its hash tree counts 4 records")
    }
    let found = try desk.run(["verify"])
    #expect(found.status == 1 && found.complained.contains("position 4: the log was cut back"))
  }
}
