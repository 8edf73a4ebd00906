internal import Foundation
import TestGround

extension Folder {
  var dataFile: String { path + "/data.mdb" }

  func truncateData(to bytes: Int) throws {
    let file = try FileHandle(forWritingTo: URL(filePath: dataFile))
    try file.truncate(atOffset: UInt64(bytes))
    try file.close()
  }

  func overwriteData(at offset: Int, with bytes: [UInt8]) throws {
    let file = try FileHandle(forWritingTo: URL(filePath: dataFile))
    try file.seek(toOffset: UInt64(offset))
    try file.write(contentsOf: bytes)
    try file.close()
  }

  var dataBytes: Int {
    get throws { try FileManager.default.attributesOfItem(atPath: dataFile)[.size] as? Int ?? 0 }
  }

  var mode: Int? {
    get throws { try FileManager.default.attributesOfItem(atPath: dataFile)[.posixPermissions] as? Int }
  }
}
