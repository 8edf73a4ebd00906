import Events
import Foundation
import Keyring
import TestGround

extension Folder {
  var keys: String { path + "/keys" }
  var master: String { path + "/master.key" }

  func write(_ text: String, mode: Int) throws {
    _ = FileManager.default.createFile(
      atPath: master, contents: Data(text.utf8), attributes: [.posixPermissions: mode])
  }
}

extension [UInt8] {
  init(hex: String) {
    let digits = Array<Character>(hex)
    self = stride(from: 0, to: digits.count - 1, by: 2).compactMap {
      UInt8(String(digits[$0...($0 + 1)]), radix: 16)
    }
  }

  var hex: String { map { String(UInt16($0) | 0x100, radix: 16).dropFirst() }.joined() }
}

extension Folder {
  /// Whether any file below holds these bytes, anywhere.
  func holds(_ bytes: some Collection<UInt8>) throws -> Bool {
    let all = FileManager.default.enumerator(atPath: path)?.compactMap { $0 as? String } ?? []
    return try all.contains { name in
      var isFolder: ObjCBool = false
      _ = FileManager.default.fileExists(atPath: path + "/" + name, isDirectory: &isFolder)
      guard !isFolder.boolValue else { return false }
      return try Data(contentsOf: URL(filePath: path + "/" + name)).range(of: Data(bytes)) != nil
    }
  }
}
