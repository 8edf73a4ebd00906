public import Events
internal import LMDB

/// Seals and opens for one thread at a time. It keeps the last key prepared, one for sealing and one for
/// opening, and the unwrapped bytes of those before.
///
/// After any change to the stored keys or of the epoch, by any process, it forgets everything before its next
/// work: a destroyed key opens nothing from then on.
public struct Sealer: ~Copyable {
  private let folder: KeyFolder
  private var table: KeyTable
  private var cache: KeyCache
  private var unwrapping: Cipher
  private var sealing: Lane
  private var opening: Lane
  private var nonces = Nonces()
  /// The commit of the stored keys that all of this stems from.
  private var commit: Int

  init(_ folder: KeyFolder, remembering: Int) throws(KeyringError) {
    let table = try folder.current()
    let unwrapping = try table.wrapping.opener()
    let sealing = try Lane(.seal)
    let opening = try Lane(.open)
    self.folder = folder
    self.table = table
    self.unwrapping = unwrapping
    self.sealing = sealing
    self.opening = opening
    cache = KeyCache(capacity: remembering)
    commit = table.environment.lastCommit
  }

  /// Seals `plain` for `handle` so that it opens only together with `binding`, and appends it to `sealed`:
  /// nonce (12 bytes), ciphertext, tag (16 bytes). After an error nothing is appended.
  public mutating func seal(
    _ plain: RawSpan, for handle: Handle, binding: RawSpan, into sealed: inout [UInt8]
  ) throws(KeyringError) {
    try refresh()
    if sealing.handle != handle { try unsafe sealing.prepare(key(of: handle), of: handle) }
    let nonce = try nonces.next()
    let start = sealed.count
    sealed.resize(start + plain.byteCount + Cipher.overhead)
    let isSealed = unsafe plain.withUnsafeBytes { plain in
      unsafe binding.withUnsafeBytes { binding in
        unsafe sealed.withUnsafeMutableBytes {
          let room = unsafe UnsafeMutableRawBufferPointer(rebasing: $0[start...])
          return unsafe sealing.cipher.seal(plain, nonce: nonce, binding: binding, into: room)
        }
      }
    }
    guard isSealed else {
      sealed.resize(start)
      throw .crypto(doing: "seal \(plain.byteCount) bytes")
    }
  }

  /// Opens what was sealed for `handle` with `binding`, into `plain`, which is made as long as that and can be
  /// used again and again without new memory. After an error it is empty.
  public mutating func open(
    _ sealed: RawSpan, for handle: Handle, binding: RawSpan, into plain: inout [UInt8]
  ) throws(KeyringError) {
    let count = sealed.byteCount - Cipher.overhead
    plain.resize(max(0, count))
    do throws(KeyringError) {
      try refresh()
      if opening.handle != handle { try unsafe opening.prepare(key(of: handle), of: handle) }
      guard count >= 0, run(sealed, binding, into: &plain) else { throw .forged(handle) }
    } catch {
      plain.removeAll(keepingCapacity: true)
      throw error
    }
  }

  /// The same with arrays.
  public mutating func seal(
    _ plain: [UInt8], for handle: Handle, binding: [UInt8]
  ) throws(KeyringError) -> [UInt8] {
    var sealed: [UInt8] = []
    unsafe try seal(plain.span.bytes, for: handle, binding: binding.span.bytes, into: &sealed)
    return sealed
  }

  /// The same with arrays.
  public mutating func open(
    _ sealed: [UInt8], for handle: Handle, binding: [UInt8]
  ) throws(KeyringError) -> [UInt8] {
    var plain: [UInt8] = []
    unsafe try open(sealed.span.bytes, for: handle, binding: binding.span.bytes, into: &plain)
    return plain
  }

  private mutating func run(_ sealed: RawSpan, _ binding: RawSpan, into plain: inout [UInt8]) -> Bool {
    unsafe sealed.withUnsafeBytes { sealed in
      unsafe binding.withUnsafeBytes { binding in
        unsafe plain.withUnsafeMutableBytes {
          unsafe opening.cipher.open(sealed, binding: binding, into: $0)
        }
      }
    }
  }

  /// Forgets all keys if the stored ones have changed, or the epoch.
  mutating func refresh() throws(KeyringError) {
    let last = table.environment.lastCommit
    if last == commit, table.isServed { return }
    cache.forgetAll()
    try sealing.forget()
    try opening.forget()
    commit = last
    if !table.isServed { try follow() }
  }

  /// Goes over to the epoch that is served now.
  private mutating func follow() throws(KeyringError) {
    let next = try folder.current()
    unwrapping = try next.wrapping.opener()
    commit = next.environment.lastCommit
    table = next
  }

  /// The 32 bytes of a key, which stay where they are until the next is asked for.
  @unsafe mutating func key(of handle: Handle) throws(KeyringError) -> UnsafeRawPointer {
    if let key = unsafe cache.key(of: handle) { return unsafe key }
    while try !unwrap(handle) { try refresh() }
    guard let key = unsafe cache.key(of: handle) else { throw .unknown(handle) }
    return unsafe key
  }

  /// False when the epoch has just ended.
  private mutating func unwrap(_ handle: Handle) throws(KeyringError) -> Bool {
    do throws(KeyringError) {
      try unsafe cache.add(handle) { (room) throws(KeyringError) in
        try unsafe table.unwrap(handle, with: &unwrapping, into: room)
      }
      return true
    } catch {
      guard case .ended = error else { throw error }
      return false
    }
  }
}

/// A cipher and whose key it has prepared.
struct Lane: ~Copyable {
  var cipher: Cipher
  private(set) var handle: Handle?

  init(_ direction: Cipher.Direction) throws(KeyringError) { cipher = try Cipher(direction) }

  @unsafe mutating func prepare(_ key: UnsafeRawPointer, of handle: Handle) throws(KeyringError) {
    self.handle = nil
    try unsafe cipher.prepare(key)
    self.handle = handle
  }

  mutating func forget() throws(KeyringError) {
    guard handle != nil else { return }
    try cipher.forget()
    handle = nil
  }
}

extension [UInt8] {
  /// Makes it `count` long; keeps the memory it has.
  fileprivate mutating func resize(_ count: Int) {
    if self.count > count { removeLast(self.count - count) }
    if self.count < count { append(contentsOf: repeatElement(0, count: count - self.count)) }
  }
}
