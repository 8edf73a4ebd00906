import Events
import Foundation
import Keyring
import LMDB
import Testing

extension String {
  /// Without the ends of lines that a terminal's width makes.
  fileprivate var unbroken: String { replacing("\n", with: " ") }
}

extension Desk {
  /// Where any of these bytes stand in a file below the data folder, its temporary files and free pages among
  /// them.
  func finds(_ sought: [String: [UInt8]]) throws -> [String] {
    var found: [String] = []
    for name in FileManager.default.enumerator(atPath: data)?.compactMap({ $0 as? String }) ?? [] {
      var isFolder: ObjCBool = false
      _ = FileManager.default.fileExists(atPath: data + "/" + name, isDirectory: &isFolder)
      guard !isFolder.boolValue else { continue }
      let bytes = try Data(contentsOf: URL(filePath: data + "/" + name))
      for (what, sought) in sought where bytes.range(of: Data(sought)) != nil {
        found.append("\(what) in \(name)")
      }
    }
    return found.sorted()
  }

  func keyring() throws -> Keyring {
    try Keyring(
      at: data + "/keys", master: MasterFile(key).key(for: data + "/keys", settling: false), readOnly: true)
  }

  /// The raw key of a participant and what stands in the file for it, and the slot of the epoch.
  func secrets(of handle: Handle) throws -> [String: [UInt8]] {
    var secrets: [String: [UInt8]] = [:]
    let epoch = try keyring().epoch.number
    try keyring().copyKeys().each { found, key in
      if found == handle { secrets["the key"] = [UInt8](copying: key) }
    }
    let store = try Environment(at: data + "/keys/\(epoch)", tables: ["keys"], readOnly: true)
    let read = try store.beginRead()
    if let entry = try read.value(at: Pair(handle.high, handle.low), in: store.table("keys")) {
      secrets["the wrapped key"] = [UInt8](copying: entry.extracting(5...))
    }
    let slots = Array(try Data(contentsOf: URL(filePath: data + "/keys/epoch")))
    let slot = slots[40..<100].allSatisfy { $0 == 0 } ? slots[4136..<4196] : slots[40..<100]
    secrets["the slot"] = Array(slot)
    return secrets
  }
}

@Suite struct `The keys` {
  let desk: Desk

  init() throws {
    desk = try Desk()
    try desk.does("consent", "Kaj", "--give", "care")
    try desk.does("note", "Kaj fik kaffe")
  }

  @Test func `go over to another epoch, and say how they stand`() throws {
    #expect(try desk.does("keys", "status").contains("Epoke 1 siden 20"))
    #expect(
      try desk.does("keys", "rotate").hasPrefix("Epoke 1 er slut og dens nøgle ødelagt; epoke 2 har 1 nøgler")
    )
    #expect(
      try desk.does("keys", "rotate", "--lang", "en").hasPrefix("Epoch 2 has ended and its key is destroyed"))
    let status = try desk.object("keys", "status")
    #expect(status["epoch"] as? Int == 3 && status["keys"] as? Int == 1 && status["destroyed"] as? Int == 0)
    #expect(status["master"] as? String == desk.key && status["completed"] as? Bool == false)
    #expect(status["olderBackups"] as? [String] == [])
    #expect(try desk.object("keys", "rotate")["begun"] as? Int == 4)
    #expect(try desk.does("timeline", "Kaj").contains("Kaj fik kaffe"))
    try desk.isSound()
  }

  @Test func `are sealed under a new master key when that is asked for, in its file`() throws {
    let old = try String(contentsOfFile: desk.key, encoding: .utf8)
    #expect(
      try desk.does("keys", "rotate", "--master").unbroken.contains("gem en kopi et andet sted"))
    let new = try String(contentsOfFile: desk.key, encoding: .utf8).trimmingCharacters(in: .newlines)
    #expect(new.count == 64 && !old.hasPrefix(new))
    #expect(try desk.does("timeline", "Kaj").contains("Kaj fik kaffe"))
    try desk.refuses(
      "timeline", "Kaj", saying: "the master key does not fit this data folder",
      with: ["TILLID_KEY": old.trimmingCharacters(in: .newlines)])
    for (name, value) in [("TILLID_KEY", new), ("TILLID_KEY_COMMAND", "cat '\(desk.key)'")] {
      try desk.refuses(
        "keys", "rotate", "--master",
        saying: "the master key comes from \(name), where it cannot be replaced",
        with: [name: value])
      try desk.does("keys", "rotate", with: [name: value])
    }
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: desk.folder.path).allSatisfy {
        !$0.hasSuffix(".new")
      })
    try desk.isSound()
  }

  @Test func `are followed by a process that only reads, from epoch to epoch`() throws {
    let told = try desk.shell(
      """
      "$0" tail --follow > told & reader=$!
      until grep -q kaffe told; do sleep 0.1; done
      "$0" keys rotate > rotated && "$0" note 'Kaj fik te' > noted
      "$0" consent Rosa --give care > met && "$0" erase Rosa --yes > erased && "$0" note 'Kaj fik mad' > noted
      for moment in $(seq 3000); do grep -q 'fik mad' told && break; sleep 0.1; done
      kill -9 $reader; cat told
      """)
    for word in ["kaffe", "fik te", "keyDestroyed", "fik mad"] {
      #expect(told.said.contains(word), "\(word)")
    }
    #expect(!told.complained.contains("tillid: "))
  }

  @Test(arguments: [2, 4, 7]) func `are whole after a kill -9 at any moment`(moment: Int) throws {
    for command in ["keys rotate", "keys rotate --master", "erase Kaj --yes"] {
      let delay = Double(moment) * 0.012
      _ = try desk.shell("timeout -s KILL \(delay) \"$0\" \(command)")
      let status = try desk.object("keys", "status")
      let (keys, destroyed) = (status["keys"] as? Int ?? 0, status["destroyed"] as? Int ?? 0)
      #expect(keys + destroyed == 1, "\(status)")
      let (erased, receipts) = (try desk.ids("erased"), try desk.ids("keyDestroyed"))
      #expect(erased.count == destroyed && receipts.count == destroyed)
      let files = try FileManager.default.contentsOfDirectory(atPath: desk.data + "/keys")
      #expect(Set(files) == ["epoch", "\(status["epoch"] ?? 0)"])
    }
    try desk.isSound()
  }
}

@Suite struct `Nothing is left of the erased` {
  /// Words that no program has in it.
  static let words = ["Kvistgårdbamse", "Ærtebrøltpanden", "hvalrosfløjl"]

  let desk: Desk
  let handle: Handle

  /// A folder with somebody of an unmistakable name among others.
  init() throws {
    desk = try Desk()
    let name = Self.words[0]
    let told = try desk.object("consent", name, "--give", "care")
    handle = try #require(Handle(told["handle"] as? String ?? ""))
    try desk.does("consent", "Rosa", "--give", "care")
    try desk.does("note", "\(name) og Rosa fandt \(Self.words[1]) i laden", "--at", "Nibe")
    try desk.does("note", "18 kaffe, 7 mad, 2 nye", "--at", "Nibe")
    try desk.does("note", "\(name) fik mad og \(Self.words[2])")
    try desk.does("brief", name)
    try desk.does("rebuild")
    try desk.does("name", name, "\(name)en")
  }

  var sought: [String: [UInt8]] {
    var sought = Dictionary(uniqueKeysWithValues: Self.words.map { ($0, Array($0.utf8)) })
    // Stems and other letters, as an index of words would hold them.
    for word in Self.words {
      sought["stem of \(word)"] = Array(word.lowercased().prefix(9).utf8)
      sought["\(word) in UTF-16"] = word.utf16.flatMap { [UInt8($0 & 255), UInt8($0 >> 8)] }
    }
    return sought
  }

  @Test func `not in any byte of the folder`() throws {
    let secrets = try desk.secrets(of: handle)
    #expect(secrets.keys.sorted() == ["the key", "the slot", "the wrapped key"])
    #expect(try desk.finds(secrets) == ["the slot in keys/epoch", "the wrapped key in keys/1/data.mdb"])
    #expect(try desk.finds(sought) == [])
    let plant = URL(filePath: desk.data + "/views/plant")
    try Data("xx\(Self.words[1])xx".utf8).write(to: plant)
    #expect(try desk.finds(sought).contains("\(Self.words[1]) in views/plant"))
    try FileManager.default.removeItem(at: plant)

    let root = try desk.does("checkpoint").split(separator: "\n")
    let proof = desk.file("proof").path
    #expect(
      try desk.does("erase", Self.words[0], "--yes", "--receipt", proof).unbroken.contains(
        "beviset ligger i \(proof)")
    )
    #expect(try String(contentsOfFile: proof, encoding: .utf8).hasPrefix("c2sp.org/tlog-proof@v1\n"))
    #expect(try desk.finds(secrets.merging(sought) { $1 }) == [])

    let since = desk.file("since")
    try (root.joined(separator: "\n").replacing("\n—", with: "\n\n—") + "\n").write(
      to: since, atomically: true, encoding: .utf8)
    try desk.does("verify", "--since", since.path)
    try desk.does("rebuild")
    try desk.does("keys", "rotate")
    #expect(try desk.finds(secrets.merging(sought) { $1 }) == [])
    try desk.isSound()
    #expect(try desk.does("timeline", "Rosa").contains("en person og Rosa fandt"))
  }

  @Test(arguments: [2, 4]) func `also when it was killed and gone on with`(moment: Int) throws {
    let secrets = try desk.secrets(of: handle)
    _ = try desk.shell("timeout -s KILL \(Double(moment) * 0.03) \"$0\" erase \(Self.words[0]) --yes")
    let status = try desk.object("keys", "status")
    guard status["destroyed"] as? Int == 1 else { return }  // killed before it was in the log
    #expect(try desk.finds(secrets.merging(sought) { $1 }) == [])
    #expect(try desk.ids("keyDestroyed").count == 1)
  }
}
