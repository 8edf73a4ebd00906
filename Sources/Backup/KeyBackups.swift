public import Events
internal import Foundation
internal import Glibc

/// One key file that was made, as the list has it. It holds no secret.
public struct KeyBackup: Sendable, Codable, Hashable {
  public let number: Int
  public let made: Moment
  /// Where the log ended when it was made.
  public let position: UInt64
  public let epoch: UInt32
  /// How many keys were destroyed by then, the erased among them: an erasure since then makes it older.
  public let destroyedKeys: Int
  /// 16 hexadecimal digits that stand for this file alone.
  public let fingerprint: String
  /// Where it lies, as whoever made it said.
  public let place: String
  /// When it was noted as destroyed, by whom or by what.
  public internal(set) var gone: Gone?

  public struct Gone: Sendable, Codable, Hashable {
    public let at: Moment
    public let by: String
  }

  /// Whether it holds the key of somebody who was erased, and is there still, as far as anybody said.
  public func mustGo(destroyedKeys now: Int) -> Bool { gone == nil && destroyedKeys < now }
}

/// The key files that were made of one log: a file of JSON lines in the data folder, one for each file made and
/// one for each destroyed. It is no part of the log, so that a backup can be made beside whoever writes; a copy
/// lies in each backup and in each key file, and comes back with a restore.
public struct KeyBackups: Sendable {
  public static let name = "key-backups"
  public let path: String

  /// - Parameter folder: the data folder.
  public init(in folder: String) { path = folder + "/" + Self.name }

  init(path: String) { self.path = path }

  /// What a line tells.
  private struct Line: Codable {
    var made: KeyBackup?
    var destroyed: Destroyed?

    struct Destroyed: Codable {
      let fingerprint: String
      let at: Moment
      let by: String
    }
  }

  /// All that were ever made, in their order; none when there is no file.
  public func all() throws -> [KeyBackup] { try Self.read(text() ?? [], path) }

  /// Those that hold an erased person's key and are still there.
  /// - Parameter destroyedKeys: how many keys are destroyed now, as the keyring counts them.
  public func pending(destroyedKeys: Int) throws -> [KeyBackup] {
    try all().filter { $0.mustGo(destroyedKeys: destroyedKeys) }
  }

  /// Notes that one was destroyed.
  public func noteDestroyed(_ number: Int, at moment: Moment, by: String) throws {
    try locked { known in
      guard let found = known.last(where: { $0.number == number && $0.gone == nil }) else {
        throw BackupError.noSuchKeyBackup(number, path: path)
      }
      return Line(destroyed: .init(fingerprint: found.fingerprint, at: moment, by: by))
    }
  }

  func noteDestroyed(fingerprint: String, at moment: Moment, by: String) throws {
    try locked { _ in Line(destroyed: .init(fingerprint: fingerprint, at: moment, by: by)) }
  }

  /// Notes one that is about to be made, and gives it a number.
  func note(_ make: (_ number: Int) throws -> KeyBackup) throws -> KeyBackup {
    var made: KeyBackup?
    try locked { known in
      let backup = try make((known.map(\.number).max() ?? 0) + 1)
      made = backup
      return Line(made: backup)
    }
    guard let made else { throw BackupError.badList(path: path, line: 0) }
    return made
  }

  /// The bytes of the whole list, for a copy of it; nil when there is none. A last line that was cut off by a
  /// power cut was never answered for, and is left out.
  func text() throws -> [UInt8]? {
    guard FileManager.default.fileExists(atPath: path) else { return nil }
    let bytes = Array(try Data(contentsOf: URL(fileURLWithPath: path)))
    return Array(bytes[..<(bytes.lastIndex(of: newline).map { $0 + 1 } ?? 0)])
  }

  /// Reads what `text` gave.
  static func read(_ text: [UInt8], _ path: String) throws -> [KeyBackup] {
    var known: [KeyBackup] = []
    for (index, bytes) in text.split(separator: newline).enumerated() {
      guard let line = try? JSONDecoder().decode(Line.self, from: Data(bytes)) else {
        throw BackupError.badList(path: path, line: index + 1)
      }
      if let made = line.made { known.append(made) }
      if let gone = line.destroyed,
        let place = known.firstIndex(where: { $0.fingerprint == gone.fingerprint })
      {
        known[place].gone = .init(at: gone.at, by: gone.by)
      }
    }
    return known
  }

  /// Appends what `line` gives, while no one else does, and puts it on the disk.
  private func locked(_ line: ([KeyBackup]) throws -> Line) throws {
    let file = unsafe open(path, O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
    guard file >= 0 else { throw BackupError.system(path: path, doing: "write", errno: errno) }
    defer { close(file) }
    guard flock(file, LOCK_EX) == 0 else { throw BackupError.system(path: path, doing: "lock", errno: errno) }
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    let text = try encoder.encode(try line(try all()))
    guard ftruncate(file, try self.text()?.count ?? 0) == 0 else {
      throw BackupError.system(path: path, doing: "write", errno: errno)
    }
    try write(Array(text) + [newline], to: file, path: path)
    guard fsync(file) == 0 else { throw BackupError.system(path: path, doing: "sync", errno: errno) }
    try syncFolder(of: path)
  }
}

private let newline = UInt8(ascii: "\n")

extension Moment: Decodable {
  /// From the text that it is encoded as.
  public init(from decoder: any Decoder) throws {
    let text = try decoder.singleValueContainer().decode(String.self)
    let date = try Date.ISO8601FormatStyle(includingFractionalSeconds: true).parse(text)
    self.init(milliseconds: Int64((date.timeIntervalSince1970 * 1000).rounded()))
  }
}
