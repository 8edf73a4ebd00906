/// Seals a stream of bytes, chunk by chunk, under a key that follows from a passphrase.
///
/// Each chunk is bound to what the stream is (`binding`), to its number, and to whether it is the last: none can
/// be changed, left out, moved, or cut off unseen. The key serves one stream alone, since the salt is random.
public struct ChunkSeal: ~Copyable {
  /// Bytes of a chunk before it is sealed; only the last has fewer.
  public static let chunkBytes = 65_536
  /// What sealing adds to each: nonce before, tag after.
  public static let overhead = Cipher.overhead
  public static let sealedBytes = chunkBytes + overhead

  private var cipher: Cipher
  private let room: Secret
  private let binding: [UInt8]
  private var number: UInt64
  private var nonces: Nonces
  private var filled: Int

  private init(
    _ direction: Cipher.Direction, passphrase: RawSpan, salt: [UInt8], cost: ScryptCost, binding: [UInt8]
  ) throws(KeyringError) {
    let key = try Secret.scrypt(passphrase, salt: salt, cost: cost)
    var cipher = try Cipher(direction)
    try cipher.prepare(key)
    self.cipher = cipher
    self.binding = binding
    room = Secret(count: Self.chunkBytes)
    number = 0
    nonces = Nonces()
    filled = 0
  }

  /// For what is to be sealed.
  public static func sealing(
    passphrase: RawSpan, salt: [UInt8], cost: ScryptCost, binding: [UInt8]
  ) throws(KeyringError) -> ChunkSeal {
    try ChunkSeal(.seal, passphrase: passphrase, salt: salt, cost: cost, binding: binding)
  }

  /// For what was sealed with the same passphrase, salt, cost and binding.
  public static func opening(
    passphrase: RawSpan, salt: [UInt8], cost: ScryptCost, binding: [UInt8]
  ) throws(KeyringError) -> ChunkSeal {
    try ChunkSeal(.open, passphrase: passphrase, salt: salt, cost: cost, binding: binding)
  }

  /// Takes more of the stream.
  /// - Returns: the sealed chunks that are full by it.
  public mutating func seal(_ plain: RawSpan) throws(KeyringError) -> [UInt8] {
    var (sealed, taken): ([UInt8], Int) = ([], 0)
    while taken < plain.byteCount {
      if filled == Self.chunkBytes { sealed += try sealRoom(isLast: false) }
      let count = min(plain.byteCount - taken, Self.chunkBytes - filled)
      unsafe plain.extracting(taken..<taken + count).withUnsafeBytes { bytes in
        let target = unsafe UnsafeMutableRawBufferPointer(rebasing: room.bytes[filled..<filled + count])
        unsafe target.copyMemory(from: bytes)
      }
      (filled, taken) = (filled + count, taken + count)
    }
    return sealed
  }

  /// The last chunk: the stream ends here.
  public mutating func finish() throws(KeyringError) -> [UInt8] { try sealRoom(isLast: true) }

  private mutating func sealRoom(isLast: Bool) throws(KeyringError) -> [UInt8] {
    let bound = next(isLast)
    let nonce = try nonces.next()
    let plain = unsafe UnsafeRawBufferPointer(rebasing: room.bytes[..<filled])
    filled = 0
    return try unsafe bound.span.bytes.withUnsafeBytes { (bound) throws(KeyringError) in
      try unsafe cipher.sealed(plain, nonce: nonce, binding: bound)
    }
  }

  /// Lends what the next chunk held, and overwrites it afterwards.
  /// - Returns: false when it is not the next, or not the last as it is said to be, or was changed; or when the
  ///   passphrase is another.
  public mutating func open(_ sealed: RawSpan, isLast: Bool, _ body: (RawSpan) throws -> Void) rethrows
    -> Bool
  {
    let count = sealed.byteCount - Cipher.overhead
    guard (0...Self.chunkBytes).contains(count) else { return false }
    let bound = next(isLast)
    let plain = unsafe UnsafeMutableRawBufferPointer(rebasing: room.bytes[..<count])
    let isOpen = unsafe sealed.withUnsafeBytes { sealed in
      unsafe bound.withUnsafeBytes { unsafe cipher.open(sealed, binding: $0, into: plain) }
    }
    defer { room.wipe(count) }
    guard isOpen else { return false }
    try body(unsafe RawSpan(_unsafeBytes: UnsafeRawBufferPointer(plain)))
    return true
  }

  private mutating func next(_ isLast: Bool) -> [UInt8] {
    defer { number += 1 }
    let place = (0..<8).map { UInt8(truncatingIfNeeded: number >> (56 - 8 * UInt64($0))) }
    return binding + place + [isLast ? 1 : 0]
  }
}
