import Foundation
import Testing

/// What an admin does with backups, on real processes.
@Suite struct `A backup at the terminal` {
  let desk: Desk
  let disk: String
  let keys: String
  let passphrase = ["TILLID_RECOVERY_PASSPHRASE": "seks ord uden nogen sammenhæng"]

  init() throws {
    desk = try Desk()
    (disk, keys) = (desk.folder.path + "/disk", desk.folder.path + "/keys.sealed")
    for name in ["Kaj", "Ole"] { try desk.does("consent", name, "--give", "care") }
    try desk.does("note", "Kaj fik kaffe")
    try desk.does("note", "Ole lukkede op")
  }

  func restore(to name: String = "new") throws -> String {
    let data = desk.folder.path + "/" + name
    try desk.does("restore", disk, "--keys", keys, "--data", data, with: passphrase)
    return data
  }

  func hashes(_ data: String) throws -> [String] {
    try desk.does("status", "--contents", "--data", data).split(separator: "\n").map(String.init)
      .filter { $0.contains("sha256:") }
  }

  @Test func `comes back as the same log and the same views, under an origin of its own`() throws {
    #expect(try desk.does("backup", disk, "--keys", keys, with: passphrase).contains("Nøglefil nr. 1"))
    try desk.does("note", "Kaj fik mad")
    #expect(try desk.does("backup", disk, "--keys", keys, with: passphrase).contains("kopien har nu 8"))
    #expect(try desk.does("restore", disk, "--check").contains("Kopien er hel"))
    let before = try desk.log()
    let data = try restore()
    #expect(try desk.log(of: data) == before)
    #expect(try hashes(data) == hashes(desk.data))
    #expect(try desk.does("verify", "--data", data).contains("Alt er, som det skal være"))
    let checkpoint = try desk.does("checkpoint", "--data", data)
    #expect(try checkpoint == desk.does("checkpoint"))
    try desk.does("note", "Kaj kom igen", "--data", data)
    let events = try desk.does("tail", "--data", data, "--after", "8")
    let origin = try #require(desk.ids("note").first?.prefix(16))
    #expect(!events.contains("\"\(origin)"))
    #expect(try desk.does("brief", "Kaj", "--data", data).contains("Kaj kom igen"))
  }

  @Test func `draws a passphrase that opens the keys, and refuses a weak one`() throws {
    let said = try desk.does("backup", disk, "--keys", keys, "--draw")
    let drawn = try #require(said.firstMatch(of: /([a-z]{5}-){4}[a-z]{5}/)?.output.0)
    let file = desk.file("passphrase")
    try Data("\(drawn.uppercased())\n".utf8).write(to: file)
    let arguments = ["restore", disk, "--keys", keys, "--check", "--passphrase-file", file.path]
    desk.expectRefusal(try desk.run(arguments), saying: "har rettighed 644: lad kun ejeren læse den")
    try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: file.path)
    #expect(try desk.run(arguments).said.contains("åbner med 3 nøgler"))
    try desk.refuses(
      "backup", disk, "--keys", keys,
      saying: "the passphrase is too weak (it has 4 characters, and needs 20)",
      with: ["TILLID_RECOVERY_PASSPHRASE": "hund"])
    try desk.refuses(
      "backup", disk, "--keys", keys, saying: "there is no terminal to ask for the passphrase at")
    try desk.refuses(
      "restore", disk, "--keys", keys, "--check", saying: "does not open \(keys): try again", with: passphrase
    )
  }

  @Test func `keeps what must lie apart apart`() throws {
    try desk.unchanged {
      try desk.refuses(
        "backup", disk, "--keys", disk + "/keys", saying: "name a place outside", with: passphrase)
      try desk.refuses(
        "backup", disk, "--keys", desk.data + "/k", saying: "name a place outside", with: passphrase)
      try desk.refuses("backup", desk.data + "/disk", saying: "name a place outside")
      try desk.refuses("backup", desk.folder.path, saying: "holds something else already")
    }
    #expect(!FileManager.default.fileExists(atPath: disk))
  }

  @Test func `leaves whoever was erased erased, and names the key files that must go`() throws {
    let other = desk.folder.path + "/box.sealed"
    for file in [keys, other] { try desk.does("backup", disk, "--keys", file, with: passphrase) }
    let said = try desk.does("erase", "Ole", "--yes")
    #expect(said.contains("nøglefil nr. 1") && said.contains("nøglefil nr. 2"))
    #expect(try desk.does("keys", "status").contains("skal destrueres: nøglefil nr. 2"))
    try desk.does("backup", disk)
    let data = try restore()
    try desk.refuses("brief", "Ole", "--data", data, saying: "there is no participant ‘Ole’")
    #expect(try desk.does("verify", "--data", data).contains("Alt er, som det skal være"))
    #expect(try hashes(data) == hashes(desk.data))
    try desk.does("backup", disk, "--keys", keys, with: passphrase)
    var list = try desk.does("backup", "--list").split(separator: "\n")
    #expect(list[0].contains("erstattet af nr. 3") && list[2].contains("gælder"))
    #expect(list[1].contains("skal destrueres: ældre end en sletning"))
    try desk.does("backup", "--destroyed", "2", "--by", "Karen")
    list = try desk.does("backup", "--list").split(separator: "\n")
    #expect(list[1].contains("(Karen)"))
    try desk.refuses("backup", "--destroyed", "2", saying: "there is no key backup 2 in")
    #expect(try !desk.does("keys", "status").contains("skal destrueres"))
  }

  @Test func `is restored nowhere but to a place of its own`() throws {
    try desk.does("backup", disk, "--keys", keys, with: passphrase)
    try desk.unchanged {
      try desk.refuses(
        "restore", disk, "--keys", keys, saying: "move it aside with its master key", with: passphrase)
    }
    #expect(try desk.run(["restore", disk]).status == 2)
    try desk.refuses(
      "restore", keys, "--check", saying: "holds no finished backup")
  }

  @Test func `whose key file is older than the log names those who came later`() throws {
    try desk.does("backup", disk, "--keys", keys, with: passphrase)
    try desk.does("consent", "Rosa", "--give", "care")
    try desk.does("backup", disk)
    let answer = try desk.run(
      ["restore", disk, "--keys", keys, "--data", desk.folder.path + "/new", "--lang", "en"], with: passphrase
    )
    #expect(answer.status == 0, "\(answer.complained)")
    let name = try #require(answer.said.firstMatch(of: /They are:\s+([0-9a-f]{32})/)?.output.1)
    #expect(try desk.does("brief", "Kaj", "--data", desk.folder.path + "/new").contains("Kaj fik kaffe"))
    try desk.does("erase", String(name), "--yes", "--data", desk.folder.path + "/new")
    #expect(
      try desk.does("verify", "--data", desk.folder.path + "/new").contains("Alt er, som det skal være"))
  }

  @Test func `cut off by a kill at any moment goes on, and comes back whole`() throws {
    for pause in ["0.02", "0.05", "0.08", "0.12", "0.2"] {
      try desk.does("note", "Kaj fik kaffe igen")
      let killed = try desk.shell(
        "\"$0\" backup '\(disk)' >/dev/null 2>&1 & p=$!; sleep \(pause); kill -9 $p 2>/dev/null; wait $p; true"
      )
      #expect(killed.status == 0)
    }
    try desk.does("backup", disk, "--keys", keys, with: passphrase)
    let data = try restore()
    #expect(try desk.log(of: data) == desk.log())
    #expect(try hashes(data) == hashes(desk.data))
  }

  @Test func `is made while another process writes`() throws {
    try desk.does("backup", disk, "--keys", keys, with: passphrase)
    let answer = try desk.shell(
      "exec 9>>'\(desk.data)/log/writer.lock'; flock 9; TILLID_RECOVERY_PASSPHRASE='\(passphrase.values.first ?? "")' \"$0\" backup '\(disk)' --keys '\(keys)' 9>&-"
    )
    #expect(answer.status == 0, "\(answer.complained)")
    #expect(answer.said.contains("Nøglefil nr. 2"))
  }
}
