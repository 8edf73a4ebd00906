public import Events
internal import Journal
internal import Keyring

extension KeyFile {
  /// The clear beginning of a key file, when all of the file is what was written.
  public init(reading path: String) throws {
    let file = try InputFile(path)
    self = try KeyFile(beginning: file, path)
    while file.rest > 0 { try file.take(min(file.rest, ChunkSeal.sealedBytes)) { _ in } }
    try file.finish()
  }

  /// Its clear beginning, be the rest as it may.
  init(beginningOf path: String) throws { self = try KeyFile(beginning: try InputFile(path), path) }

  /// Lends every key, or none for one that was destroyed; the organisation's is among them. Throws unless the
  /// passphrase opens it.
  /// - Returns: how many of each there were.
  @discardableResult
  public static func open(
    _ path: String, _ passphrase: Passphrase, _ body: (Handle, RawSpan) throws -> Void
  ) throws -> (live: Int, destroyed: Int) {
    let file = try InputFile(path)
    let header = try KeyFile(beginning: file, path)
    guard header.cost.isBearable else { throw BackupError.unbearable(path: path) }
    var seal = try ChunkSeal.opening(
      passphrase: unsafe passphrase.bytes.span.bytes, salt: header.salt, cost: header.cost,
      binding: header.binding)
    var (isFirst, count) = (true, (live: 0, destroyed: 0))
    while isFirst || file.rest > 0 {
      let isLast = file.rest <= ChunkSeal.sealedBytes
      let isOpen = try file.take(min(file.rest, ChunkSeal.sealedBytes)) { sealed in
        try seal.open(sealed, isLast: isLast) { try each($0, path, &count, body) }
      }
      guard isOpen else {
        guard isFirst else { throw BackupError.damaged(path: path, "a part of it does not open") }
        throw BackupError.wrongPassphrase(path: path)
      }
      isFirst = false
    }
    try file.finish()
    return count
  }

  private static func each(
    _ plain: RawSpan, _ path: String, _ count: inout (live: Int, destroyed: Int),
    _ body: (Handle, RawSpan) throws -> Void
  ) throws {
    for start in stride(from: 0, to: plain.byteCount, by: entryBytes) {
      guard start + entryBytes <= plain.byteCount, plain.byte(at: start) <= 1 else {
        throw BackupError.damaged(path: path, "an entry of it cannot be read")
      }
      let handle = Handle(plain, at: start + 16)
      if plain.byte(at: start) == 1 {
        count.live += 1
        try body(handle, plain.extracting(start + 32..<start + entryBytes))
      } else {
        count.destroyed += 1
        try body(handle, plain.extracting(0..<0))
      }
    }
  }

  private init(beginning file: InputFile, _ path: String) throws {
    guard file.rest >= Self.headerBytes else { throw BackupError.notAKeyFile(path: path) }
    var length = 0
    self = try file.take(Self.headerBytes) { bytes in
      length = Int(UInt32(bigEndianAt: 92, of: bytes))
      return try KeyFile(bytes, path: path)
    }
    list = try file.take(length) { bytes in (0..<length).map { bytes.byte(at: $0) } }
  }

  private init(_ bytes: RawSpan, path: String) throws(BackupError) {
    guard Self.magic.indices.allSatisfy({ bytes.byte(at: $0) == Self.magic[$0] }) else {
      throw .notAKeyFile(path: path)
    }
    guard bytes.byte(at: 15) == Self.format else { throw .newerFormat(path: path, found: bytes.byte(at: 15)) }
    log = Handle(bytes, at: 16)
    number = Int(UInt32(bigEndianAt: 32, of: bytes))
    epoch = UInt32(bigEndianAt: 36, of: bytes)
    position = bytes.bigEndian(at: 40)
    made = Moment(milliseconds: Int64(bitPattern: bytes.bigEndian(at: 48)))
    cost = ScryptCost(logN: bytes.byte(at: 56), r: bytes.byte(at: 57), p: bytes.byte(at: 58))
    salt = (60..<92).map { bytes.byte(at: $0) }
    list = []
  }
}
