public import Events
public import Journal
internal import Keyring

/// The clear beginning of a key file, bound to every chunk that follows.
///
/// | bytes | holds |
/// |---|---|
/// | 0–14 | `tillid keyfile` and a newline |
/// | 15 | format, 1 |
/// | 16–31 | the log's name |
/// | 32–35, 36–39 | number of this key backup; epoch of the master key |
/// | 40–47 | where the log ended |
/// | 48–55 | when it was made, milliseconds since 1970-01-01T00:00:00Z |
/// | 56, 57, 58 | scrypt: log₂ of N, r, p |
/// | 59 | zero |
/// | 60–91 | salt |
/// | 92–95 | length of the list of key backups, which follows |
/// | then | chunks of 65,536 bytes, each sealed (28 bytes more), the last with fewer |
/// | last 32 | SHA-256 of all before |
///
/// All numbers are big-endian. Opened, the chunks hold 64 bytes for each key:
///
/// | bytes | holds |
/// |---|---|
/// | 0 | 1 for a key; 0 for one that was destroyed |
/// | 1–15 | zero |
/// | 16–31 | handle; all zero is the organisation |
/// | 32–63 | the key; zero where it was destroyed |
///
/// Each chunk is bound to the SHA-256 of header and list, its number (8 bytes), and 1 when it is the last, else 0.
public struct KeyFile: Sendable, Hashable {
  static let format: UInt8 = 1
  static let magic = Array("tillid keyfile\n".utf8)
  static let headerBytes = 96
  static let entryBytes = 64

  public let log: Handle
  public let number: Int
  public let epoch: UInt32
  public let position: Position
  public let made: Moment
  let cost: ScryptCost
  let salt: [UInt8]
  /// The list of key backups as it was then, in its own lines.
  var list: [UInt8]

  var bytes: [UInt8] {
    var bytes = Self.magic + [Self.format] + log.bytes
    bytes += UInt32(truncatingIfNeeded: number).bigEndianBytes + epoch.bigEndianBytes
    bytes.append(bigEndian: position)
    bytes.append(bigEndian: UInt64(bitPattern: made.milliseconds))
    return bytes + [cost.logN, cost.r, cost.p, 0] + salt
      + UInt32(truncatingIfNeeded: list.count).bigEndianBytes
  }

  /// 16 hexadecimal digits that stand for this file alone, since its salt is random: `head -c 92` of it through
  /// `sha256sum` begins with them.
  public var fingerprint: String {
    get throws {
      let clear = bytes.dropLast(4)
      let digest = try Digest.sha256(unsafe clear.span.bytes)
      return digest.prefix(8).reduce(0) { $0 << 8 | UInt64($1) }.hexadecimal
    }
  }

  var binding: [UInt8] {
    get throws {
      let clear = bytes + list
      return try Digest.sha256(unsafe clear.span.bytes)
    }
  }
}
