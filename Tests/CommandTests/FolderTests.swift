import Foundation
import LMDB
import Testing

/// What can happen to a data folder, its keys and its views. Nothing in it is lost or changed by a refusal.
@Suite struct `A data folder` {
  let desk: Desk

  init() throws {
    desk = try Desk()
    try desk.does("consent", "Kaj", "--give", "care")
    try desk.does("note", "Kaj fik kaffe")
  }

  /// Does something with a file replaced, and puts the right one back.
  func replacing(_ path: String, with bytes: Data?, _ body: () throws -> Void) throws {
    let kept = desk.file("kept").path
    try FileManager.default.copyItem(atPath: path, toPath: kept)
    let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] ?? 0o600
    if let bytes {
      let file = try FileHandle(forWritingTo: URL(filePath: path))
      try file.truncate(atOffset: 0)
      try file.write(contentsOf: bytes)
      try file.close()
    } else {
      try FileManager.default.removeItem(atPath: path)
    }
    try body()
    _ = try? FileManager.default.removeItem(atPath: path)  // it may be gone
    try FileManager.default.moveItem(atPath: kept, toPath: path)
    try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
  }

  @Test func `is made once, and must be there`() throws {
    try desk.unchanged {
      try desk.refuses("init", saying: "there is a data folder at \(desk.data) already: nothing was changed")
      try desk.refuses(
        "note", "x", "--data", "/tmp/none", saying: "there is no data folder at /tmp/none: make one with")
    }
  }

  @Test func `of another version is refused`() throws {
    try desk.unchanged {
      try write(format: 2)
      for command in ["status", "tail", "verify"] {
        try desk.refuses(
          command,
          saying: "/log is a log of format 2, and this version knows format 1: use a version that knows it")
      }
      try write(format: 1)
    }
  }

  private func write(format: UInt8) throws {
    let environment = try Environment(at: desk.data + "/log", tables: ["records", "ids", "meta"])
    let meta: Table<[UInt8]> = environment.table("meta")
    var write = try environment.beginWrite()
    try write.put(([0, 0, 0, 0, 0, 0, 0, format] as [UInt8]).span.bytes, at: Array("format".utf8), in: meta)
    try write.commit()
  }

  @Test func `opens with its own master key alone`() throws {
    try desk.unchanged {
      try replacing(desk.key, with: nil) {
        try desk.refuses(
          "brief", "Kaj", saying: "could not read the master key from \(desk.key): No such file")
      }
      try replacing(desk.key, with: Data((String(repeating: "0", count: 64) + "\n").utf8)) {
        try desk.refuses("brief", "Kaj", saying: "the master key does not fit this data folder")
      }
      try replacing(desk.key, with: Data("hemmelig\n".utf8)) {
        try desk.refuses("brief", "Kaj", saying: "is not 64 hexadecimal digits and a newline")
      }
      try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: desk.key)
      try desk.refuses(
        "tail", saying: "has mode 644: make it readable by its owner alone (chmod 600)")
      try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: desk.key)
    }
  }

  @Test func `takes the master key from a variable or a command as well`() throws {
    let key = try String(contentsOfFile: desk.key, encoding: .utf8).trimmingCharacters(in: .newlines)
    let moved = desk.file("key").path
    try FileManager.default.moveItem(atPath: desk.key, toPath: moved)
    for source in [
      ["TILLID_KEY": key], ["TILLID_KEY_FILE": moved], ["TILLID_KEY_COMMAND": "cat '\(moved)'"],
    ] {
      #expect(try desk.does("brief", "Kaj", with: source).contains("Kaj fik kaffe"))
    }
    try desk.refuses(
      "status", saying: "the command false: it ended with status 1", with: ["TILLID_KEY_COMMAND": "false"])
    try desk.refuses(
      "status", saying: "the environment variable TILLID_KEY is not 64 hexadecimal digits",
      with: ["TILLID_KEY": "hemmelig"])
  }

  @Test func `that could not be made is not half there`() throws {
    let desk = try Desk(making: false)
    try desk.refuses("init", saying: "is not 64 hexadecimal digits", with: ["TILLID_KEY": "hemmelig"])
    try desk.does("init")
    try desk.does("note", "18 kaffe", "--at", "Nibe")
  }

  @Test(arguments: ["log", "keys/1"]) func `that is cut short is refused`(part: String) throws {
    let file = desk.data + "/\(part)/data.mdb"
    try desk.unchanged {
      try replacing(file, with: try Data(contentsOf: URL(filePath: file)).prefix(8192)) {
        for command in ["status", "tail", "verify"] {
          try desk.refuses(command, saying: "/\(part)/data.mdb holds 8192 bytes of at least")
        }
      }
      try replacing(file, with: Data()) {
        try desk.refuses("status", saying: "/\(part)/data.mdb holds 0 bytes of at least")
      }
    }
  }

  @Test(arguments: ["log", "keys/1"]) func `whose file is damaged is refused, and verify says where`(
    part: String
  ) throws {
    let file = desk.data + "/\(part)/data.mdb"
    var bytes = try Data(contentsOf: URL(filePath: file))
    // The last page that the first two pages name.
    for offset in [136, 4096 + 136] { bytes.replaceSubrange(offset..<offset + 8, with: Data(count: 8)) }
    try desk.unchanged {
      try replacing(file, with: bytes) {
        for command in ["status", "tail", "reach"] {
          try desk.refuses(command, saying: "/\(part)/data.mdb is damaged (page")
        }
        try desk.refuses("verify", saying: "\(part)/data.mdb, page 0: its last page, 0, is none")
      }
    }
  }

  @Test func `without its keys makes no new ones`() throws {
    let kept = desk.file("kept").path
    try desk.unchanged {
      try FileManager.default.moveItem(atPath: desk.data + "/keys", toPath: kept)
      for command in ["status", "tail"] {
        try desk.refuses(command, saying: "there is a log in \(desk.data) but no keys")
      }
      try FileManager.default.moveItem(atPath: kept, toPath: desk.data + "/keys")
    }
  }

  @Test func `loses nothing with its views`() throws {
    let (log, reach) = (try desk.log(), try desk.does("reach", "--json"))
    let views = desk.data + "/views"
    try desk.unchanged {
      try "nonsense".write(toFile: views + "/current", atomically: true, encoding: .utf8)
      try desk.refuses("status", saying: "nothing is lost, so delete \(views) and write ‘tillid rebuild’")
      try FileManager.default.removeItem(atPath: views)
    }
    #expect(try desk.does("reach", "--json") == reach)
    #expect(try desk.log().hasPrefix(log))
    #expect(try desk.does("brief", "Kaj").contains("Kaj fik kaffe"))
  }

  @Test func `has one writing process, and waits for it a moment`() throws {
    try desk.unchanged {
      let answer = try desk.shell(
        "exec 9>>'\(desk.data)/log/writer.lock'; flock 9; tillid note 'Kaj fik mad' 9>&-")
      desk.expectRefusal(answer, saying: "is writing to \(desk.data)/log: wait for it or stop it")
    }
    #expect(try desk.shell("exec 9>>'\(desk.data)/log/writer.lock'; flock 9; tillid tail 9>&-").status == 0)
  }

  @Test func `that outgrows its map grows, also under who reads beside`() throws {
    let small = ["TILLID_MAP_MB": "1"]
    let line = Data(("Kaj " + String(repeating: "a", count: 60_000)).utf8)
    let beside = desk.file("tail")
    let loop = """
      TILLID_MAP_MB=1 "$0" tail --follow >'\(beside.path)' & pid=$!
      for number in $(seq 30); do TILLID_MAP_MB=1 "$0" note - <'\(try desk.given(line).path)' || exit 9; done
      "$0" note 'Kaj fik ordet qslut'
      for turn in $(seq 3000); do grep -q qslut '\(beside.path)' && break; sleep 0.1; done
      kill -9 $pid; grep -q qslut '\(beside.path)'
      """
    let answer = try desk.shell(loop)
    #expect(answer.status == 0, "\(answer.complained)")
    #expect(try desk.run(["note", "-"], input: line, with: small).status == 0)
    #expect(try desk.ids("note").count == 33)
    try desk.isSound()
  }
}
