public import Events
internal import Foundation
public import Keyring

/// Who has moved away from here, so that whoever looks for them by name is told where they are: `machine/moved`,
/// sealed under the organisation's key. It holds no name: only what is worked out from one, with a key, when it is
/// asked for. Whoever comes back, or is erased, is taken out; without the file nothing is lost but that sentence.
public struct Moved: Sendable {
  private let folder: MachineFolder
  private let keyring: Keyring

  public init(_ folder: MachineFolder, _ keyring: Keyring) { (self.folder, self.keyring) = (folder, keyring) }

  /// To which region, and when that was told.
  public struct Whereabouts: Hashable, Sendable {
    public var region: String
    public var told: Moment
  }

  private struct Line: Codable {
    var handle: String
    var region: String
    var told: Int64
    var names: [[UInt8]]
  }

  private static let binding = Array("moved away".utf8)

  /// Notes them, each with all that they are called.
  public func add(_ departures: [(Departure, names: [String])]) throws {
    let namer = try namer()
    let new = try departures.map { departure, names in
      Line(
        handle: departure.handle.description, region: departure.region, told: departure.told.milliseconds,
        names: try names.map { try Self.name($0, namer) })
    }
    let there = Set(new.map(\.handle))
    try write(try read().filter { !there.contains($0.handle) } + new)
  }

  /// Takes out whose key is here again, or destroyed.
  public func tidy() throws {
    guard folder.isThere(folder.movedPath) else { return }
    let lines = try read()
    let gone = try keyring.unknown(among: lines.compactMap { Handle($0.handle) })
    let left = lines.filter { Handle($0.handle).map(gone.contains) ?? false }
    if left.count < lines.count { try write(left) }
  }

  /// Where whoever was called so here is now; the last who moved, where several were. nil where nobody was.
  public func whereabouts(of name: String) throws -> Whereabouts? {
    guard folder.isThere(folder.movedPath) else { return nil }
    let (asked, handle) = (try Self.name(name, namer()), name.lowercased())
    let found = try read().filter { $0.names.contains(asked) || $0.handle == handle }.max {
      $0.told < $1.told
    }
    return found.map { Whereabouts(region: $0.region, told: Moment(milliseconds: $0.told)) }
  }

  private func namer() throws -> Namer {
    var sealer = try keyring.sealer(remembering: 1)
    return try sealer.namer(for: .organisation)
  }

  private static func name(_ name: String, _ namer: Namer) throws -> [UInt8] {
    let words = name.lowercased().split(whereSeparator: \.isWhitespace)
    return Array(try namer.name("moved " + words.joined(separator: " ")).prefix(16))
  }

  private func read() throws -> [Line] {
    guard let sealed = FileManager.default.contents(atPath: folder.movedPath) else { return [] }
    let opened = try keyring.open(Array(sealed), for: .organisation, binding: Self.binding)
    return try JSONDecoder().decode([Line].self, from: Data(opened))
  }

  private func write(_ lines: [Line]) throws {
    if lines.isEmpty { return try folder.overwrite(folder.movedPath) }
    let plain = Array(try JSONEncoder().encode(lines))
    try folder.write(
      try keyring.seal(plain, for: .organisation, binding: Self.binding), at: folder.movedPath)
  }
}
