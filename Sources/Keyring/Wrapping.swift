internal import Events

/// Wraps keys under the key of one epoch. Each new epoch has a new one, under which what still lives is wrapped
/// again; a wrapped key says which one it needs.
struct Wrapping: Sendable {
  /// 32 bytes. In a folder of format 1, the master key itself.
  let key: Secret
  let epoch: UInt32

  /// A value that only this key makes and checks, for one folder and epoch.
  func checkValue(folder: Handle) throws(KeyringError) -> [UInt8] {
    let wrapper = try Wrapper(self)
    return unsafe try wrapper.seal(
      UnsafeRawBufferPointer(start: nil, count: 0), binding: checkBinding(folder))
  }

  func fits(_ checkValue: [UInt8], folder: Handle) throws(KeyringError) -> Bool {
    var cipher = try opener()
    let binding = checkBinding(folder)
    return unsafe checkValue.withUnsafeBytes { value in
      unsafe binding.withUnsafeBytes {
        unsafe cipher.open(value, binding: $0, into: UnsafeMutableRawBufferPointer(start: nil, count: 0))
      }
    }
  }

  /// A cipher that opens what this key wrapped.
  func opener() throws(KeyringError) -> Cipher { try cipher(.open) }

  private func checkBinding(_ folder: Handle) -> [UInt8] {
    Array("master key".utf8) + epoch.bigEndianBytes + folder.bytes
  }

  fileprivate func cipher(_ direction: Cipher.Direction) throws(KeyringError) -> Cipher {
    var cipher = try Cipher(direction)
    try cipher.prepare(key)
    return cipher
  }
}

extension Wrapping {
  /// Writes the key to `output`, 32 bytes. `cipher` is one that `opener` made.
  @unsafe func unwrap(
    _ entry: RawSpan, for handle: Handle, with cipher: inout Cipher,
    into output: UnsafeMutableRawBufferPointer
  ) throws(KeyringError) {
    guard entry.byteCount == KeyEntry.byteCount, entry.byte(at: 0) == KeyEntry.live else {
      throw .damaged(handle)
    }
    let isOpen = unsafe entry.withUnsafeBytes { entry in
      let (prefix, sealed) = unsafe (
        entry.prefix(KeyEntry.prefixBytes), entry.dropFirst(KeyEntry.prefixBytes)
      )
      let binding = unsafe Array(prefix) + handle.bytes
      return unsafe binding.withUnsafeBytes {
        unsafe cipher.open(UnsafeRawBufferPointer(rebasing: sealed), binding: $0, into: output)
      }
    }
    guard isOpen else { throw .damaged(handle) }
  }
}

/// Wraps one key after another. Belongs to one thread.
final class Wrapper {
  private let prefix: [UInt8]
  private var cipher: Cipher
  private var nonces: Nonces

  init(_ wrapping: Wrapping) throws(KeyringError) {
    cipher = try wrapping.cipher(.seal)
    prefix = [KeyEntry.live] + wrapping.epoch.bigEndianBytes
    nonces = Nonces()
  }

  /// The bytes of an entry: `key`, 32 bytes, wrapped for `handle`.
  func wrap(_ key: Secret, for handle: Handle) throws(KeyringError) -> [UInt8] {
    prefix + (try unsafe seal(UnsafeRawBufferPointer(key.bytes), binding: prefix + handle.bytes))
  }

  fileprivate func seal(_ plain: UnsafeRawBufferPointer, binding: [UInt8]) throws(KeyringError) -> [UInt8] {
    let nonce = try nonces.next()
    return unsafe try binding.span.bytes.withUnsafeBytes { (binding) throws(KeyringError) in
      unsafe try cipher.sealed(plain, nonce: nonce, binding: binding)
    }
  }
}

extension UInt32 {
  var bigEndianBytes: [UInt8] { (0..<4).map { UInt8(truncatingIfNeeded: self >> (24 - 8 * UInt32($0))) } }
}
