import Foundation
import Keyring
import TestGround
import Testing

@Suite struct `A master key` {
  let folder: Folder
  let digits = String(repeating: "0123456789abcdef", count: 4)
  init() throws { folder = try Folder() }

  func sentence(_ body: () throws -> MasterKey) -> String? {
    #expect(throws: KeyringError.self) { try body() }?.description
  }

  /// Whether two keys are the same, as far as anyone can see.
  func fit(_ one: MasterKey, _ other: MasterKey) throws -> Bool {
    let keys = try Folder().path
    _ = try Keyring(at: keys, master: one)
    do { _ = try Keyring(at: keys, master: other) } catch KeyringError.wrongMaster { return false }
    return true
  }

  @Test func `is made once, for its owner alone, and read again`() throws {
    let made = try MasterKey.make(file: folder.master)
    let facts = try FileManager.default.attributesOfItem(atPath: folder.master)
    #expect(facts[.posixPermissions] as? Int == 0o600 && facts[.size] as? Int == 65)
    #expect(try fit(made, MasterKey(file: folder.master)))
    #expect(sentence { try MasterKey.make(file: folder.master) }?.contains("exists already") == true)
    #expect(try !fit(made, MasterKey.make(file: folder.path + "/other")))
  }

  @Test(arguments: [0o644, 0o640, 0o604, 0o660, 0o400, 0o700])
  func `in a file of any other mode is refused`(mode: Int) throws {
    try folder.write(digits + "\n", mode: mode)
    let said = sentence { try MasterKey(file: folder.master) }
    #expect(said?.contains("has mode \(String(mode, radix: 8))") == true)
    #expect(said?.contains("chmod 600") == true)
  }

  @Test(arguments: ["", "\n", "0123\n", "g", "x\n"])
  func `of any other content is refused, and not repeated`(ending: String) throws {
    for text in [String(digits.dropLast(ending.count)) + ending, digits + "0\n", digits + "\n\n"]
    where text != digits + "\n" {
      try? FileManager.default.removeItem(atPath: folder.master)  // the first time there is none
      try folder.write(text, mode: 0o600)
      let said = sentence { try MasterKey(file: folder.master) }
      #expect(said?.contains("64 hexadecimal digits") == true, "\(text.debugDescription)")
      #expect(said?.contains("0123456789") == false)
    }
  }

  @Test func `comes from a command as well, and each source says what it lacks`() throws {
    try folder.write(digits + "\n", mode: 0o600)
    let file = try MasterKey(file: folder.master)
    #expect(try fit(file, MasterKey(command: "cat '\(folder.master)'")))
    #expect(sentence { try MasterKey(environment: "PATH") }?.contains("64 hexadecimal") == true)
    #expect(sentence { try MasterKey(environment: "KEYRING_TEST_NONE") }?.contains("it is not set") == true)
    #expect(sentence { try MasterKey(command: "exit 3") }?.contains("status 3") == true)
    #expect(sentence { try MasterKey(command: "echo no") }?.contains("64 hexadecimal") == true)
    #expect(sentence { try MasterKey(file: folder.path + "/none") }?.contains("could not read") == true)
  }

  @Test func `is not shown`() throws {
    let key = try MasterKey.make(file: folder.master)
    var dumped = ""
    dump(key, to: &dumped)
    #expect("\(key)" == "a master key" && dumped.contains("a master key") && dumped.count < 40)
  }
}
