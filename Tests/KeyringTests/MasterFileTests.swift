import Events
import Foundation
import TestGround
import Testing

@testable import Keyring

@Suite struct `A master key in a file` {
  let folder: Folder
  let anna = Handle(high: 1, low: 1)

  init() throws { folder = try Folder() }

  static let steps: [MasterFile.Step] =
    [.written] + RotationStep.allCases.map { .rotation($0) } + [.overwritten, .replaced]

  @Test func `is replaced by another, and opens nothing from then on`() throws {
    let file = MasterFile(folder.master)
    let old = try MasterKey.make(file: folder.master)
    let text = try Data(contentsOf: URL(filePath: folder.master))
    do {
      let keyring = try Keyring(at: folder.keys, master: old)
      try keyring.makeKey(for: anna)
      let sealed = try keyring.seal([1], for: anna, binding: [])
      try file.rotate(keyring)
      try keyring.rotate()
      #expect(try keyring.open(sealed, for: anna, binding: []) == [1])
    }
    #expect(try Data(contentsOf: URL(filePath: folder.master)) != text)
    #expect(try !folder.holds(Array(text.prefix(64))))
    #expect(throws: KeyringError.self) { try Keyring(at: folder.keys, master: old) }
    _ = try Keyring(at: folder.keys, master: file.key(for: folder.keys, settling: true))
  }

  @Test(arguments: steps)
  func `that a kill leaves half replaced still opens the keys`(step: MasterFile.Step) throws {
    let file = MasterFile(folder.master)
    var sealed: [UInt8] = []
    do {
      let keyring = try Keyring(at: folder.keys, master: try MasterKey.make(file: folder.master))
      try keyring.makeKey(for: anna)
      sealed = try keyring.seal([1], for: anna, binding: [])
      #expect(throws: KeyringError.organisation) {
        try file.rotate(keyring) { (done) throws(KeyringError) in
          if done == step { throw .organisation }  // stands for the kill
        }
      }
    }
    for settling in [false, true, true, false] {
      let master = try file.key(for: folder.keys, settling: settling)
      let keyring = try Keyring(at: folder.keys, master: master, readOnly: !settling)
      #expect(try keyring.open(sealed, for: anna, binding: []) == [1])
    }
    #expect(!FileManager.default.fileExists(atPath: folder.master + ".new"))
  }
}
