internal import CCrypto
internal import Glibc

/// Bytes that are overwritten before their memory is given back. Whoever makes one fills it before sharing it.
@safe
final class Secret: Sendable {
  let count: Int
  private let address: UInt

  init(count: Int) {
    self.count = count
    address = unsafe UInt(bitPattern: calloc(max(1, count), 1))
    precondition(address != 0, "no memory for \(count) bytes")
  }

  deinit {
    wipe(count)
    unsafe free(UnsafeMutableRawPointer(bitPattern: address))
  }

  @unsafe var bytes: UnsafeMutableRawBufferPointer {
    unsafe UnsafeMutableRawBufferPointer(start: UnsafeMutableRawPointer(bitPattern: address), count: count)
  }

  func wipe(_ count: Int) { unsafe OPENSSL_cleanse(bytes.baseAddress, min(count, self.count)) }

  /// Fresh from the generator of libcrypto.
  static func random(count: Int) throws(KeyringError) -> Secret {
    let secret = Secret(count: count)
    try unsafe fillRandomly(secret.bytes)
    return secret
  }
}

/// Overwrites an array that held secret characters.
func wipe(_ array: inout [UInt8]) {
  unsafe array.withUnsafeMutableBytes { unsafe OPENSSL_cleanse($0.baseAddress, $0.count) }
}

/// From now on a crash of this process writes no image of its memory, where keys and words are, and no other
/// process of the same user can read it. A limit on the size of such images would not do: where the system pipes
/// them to a program, it is not asked.
public func keepMemoryFromDumps() {
  // It fails for no value that is given here (prctl(2)).
  precondition(make_undumpable() == 0, "the memory cannot be kept out of crash images")
}

/// From now on this process ends with the one that started it, however that ends: nobody would know of it, it holds
/// keys, and whoever killed the other means this one.
public func endWithParent() {
  precondition(end_with_parent() == 0, "the end of the parent cannot be watched for")
}
