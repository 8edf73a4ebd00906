internal import Foundation

/// A folder of its own for one test, gone with it.
final class Folder: Sendable {
  let path: String

  init() throws {
    let url = FileManager.default.temporaryDirectory.appending(path: "lmdb-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    path = url.path
  }

  deinit { _ = try? FileManager.default.removeItem(atPath: path) }  // what stays is in the temporary folder

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

/// SplitMix64: the same numbers for the same seed, everywhere.
struct Seeded: RandomNumberGenerator {
  private var state: UInt64
  init(_ seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
