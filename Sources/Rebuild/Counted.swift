internal import Events
internal import Foundation
internal import Keyring

/// What a build has counted of the organisation's events since it was last put on the disk: some stretches of
/// the log, and the sums that they come to.
struct Counted {
  /// The positions before each stretch.
  var starts: [UInt64] = []
  /// The organisation's events in them.
  var events = 0
  /// For each tally, in the catalogue's order.
  var tallies: [Tally] = []
  /// Events in them that cannot be read.
  var asides: [Aside] = []
}

/// A folder of what was counted, a file for each half second of each thread, sealed under the organisation's
/// key. A build that goes on after a kill counts the rest.
struct CountedFolder {
  let path: String
  /// Bound to the seal: what counts otherwise, or over another stretch of the log, begins anew.
  private let binding: [UInt8]

  init(_ folder: ViewFolder, _ plan: GenerationPlan, stretch: Int) {
    path = folder.path(of: plan.number) + "/counted"
    binding = Array("counted/\(stretch)/\(plan.text)".utf8)
  }

  /// Renamed into place whole. Not synced: it must outlive a kill, and no more.
  func keep(_ counted: Counted, _ keyring: Keyring) throws {
    guard let first = counted.starts.first else { return }
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    let sealed = try keyring.seal(counted.stored, for: .organisation, binding: binding)
    try Data(sealed).write(to: URL(fileURLWithPath: "\(path)/\(first)"), options: .atomic)
  }

  /// All that was kept. What cannot be opened is of another build, and is counted again.
  func all(_ keyring: Keyring) throws -> [Counted] {
    guard FileManager.default.fileExists(atPath: path) else { return [] }
    return try FileManager.default.contentsOfDirectory(atPath: path).sorted().compactMap { name in
      let sealed = Array(try Data(contentsOf: URL(fileURLWithPath: "\(path)/\(name)")))
      guard let stored = try? keyring.open(sealed, for: .organisation, binding: binding) else { return nil }
      return try Counted(stored: stored)
    }
  }

  func remove() throws {
    guard FileManager.default.fileExists(atPath: path) else { return }
    try FileManager.default.removeItem(atPath: path)
  }
}

extension Counted {
  /// Numbers of eight bytes; each list after its count, each piece after its length.
  fileprivate var stored: [UInt8] {
    var stored: [UInt8] = []
    stored.append(bigEndian: UInt64(events))
    stored.append(bigEndian: UInt64(starts.count))
    for start in starts { stored.append(bigEndian: start) }
    for pieces in [asides.map(\.stored), tallies.map(\.storedUnsettled)] {
      stored.append(bigEndian: UInt64(pieces.count))
      for piece in pieces { stored.append(bigEndian: UInt64(piece.count)); stored += piece }
    }
    return stored
  }

  fileprivate init(stored: [UInt8]) throws {
    let bytes = stored.span.bytes
    var place = 0
    func number() -> UInt64 {
      defer { place += 8 }
      return bytes.bigEndian(at: place)
    }
    func piece() -> [UInt8] {
      let count = Int(number())
      defer { place += count }
      return bytes.extracting(place..<(place + count)).copy
    }
    events = Int(number())
    starts = (0..<number()).map { _ in number() }
    asides = (0..<number()).compactMap { _ in
      let piece = piece()
      return Aside(stored: piece.span.bytes)
    }
    tallies = try (0..<number()).map { _ in
      let piece = piece()
      return try Tally(stored: piece.span.bytes)
    }
  }
}
