import Catalogues
import Events
import Foundation
import Journal
import Keyring
import Notebook
import Rebuild

/// Where a data folder lies, composed as the command composes it.
struct Place {
  let path: String
  /// The most that one store can hold.
  var mapBytes = 1 << 30
  var readOnly = false
  /// How far the clock is put, in seconds.
  var clockBy = 0.0

  var keyPath: String { path + ".key" }

  /// Makes the folder and adopts the words.
  func begin() throws {
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    _ = try MasterKey.make(file: keyPath)
    let notebook = try open { fault($0) }
    try notebook.prepare(Array(words.utf8))
    for name in ["Kaj", "Bente", "Fred", "Jytte", "Holger", "Signe", "Arne", "Ulla", "Viggo", "Tove"] {
      _ = try notebook.giveConsent(name, Agreement([.care], how: "spoken"))
    }
    notebook.engine.journal.close()
  }

  func engine() throws -> Engine {
    let access: Journal.Access = readOnly ? .readOnly : .readWrite()
    return try Engine(
      journal: try Journal(at: path + "/log", mapBytes: mapBytes, access: access),
      keyring: try Keyring(
        at: path + "/keys", master: try MasterFile(keyPath).key(for: path + "/keys", settling: !readOnly),
        mapBytes: mapBytes, readOnly: readOnly),
      catalogue: .all, views: path + "/views", mapBytes: mapBytes)
  }

  func open(behind: @escaping @Sendable (any Error) -> Void) throws -> Notebook {
    let by = clockBy
    return Notebook(
      try engine(),
      clock: {
        let now = Now.read()
        let moment = Moment(milliseconds: now.moment.milliseconds + Int64(by * 1000))
        return Now(moment: moment, civil: When(now.civil.day + Int(by / 86_400), hour: 12, minute: 0))
      }, behind: behind)
  }

  private var words: String {
    """
    kinds:
      - id: dentist
        group: bridge
        name: {da: tandlæge, en: dentist}
        da: [tandlæge-]
      - id: meal
        group: thing
        name: {da: måltid, en: meal}
        da: [mad]
      - id: door-opened
        group: contact
        name: {da: lukkede op, en: opened the door}
        da: [lukkede op]
    """
  }
}

/// Answers in lines on standard output, each by one call to the system, so that what has been said stays said.
func say(_ line: String) {
  let bytes = Array((line + "\n").utf8)
  _ = bytes.withUnsafeBytes { write(1, $0.baseAddress, $0.count) }
}

/// Something that may not be.
func fault(_ what: Any) { say("fault \(what)".replacing("\n", with: " ")) }

/// SplitMix64: the same numbers for the same seed.
struct Dice: RandomNumberGenerator {
  private var state: UInt64
  init(_ seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  mutating func below(_ bound: Int) -> Int { Int.random(in: 0..<bound, using: &self) }
  mutating func fraction() -> Double { Double.random(in: 0..<1, using: &self) }
}
