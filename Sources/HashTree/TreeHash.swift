internal import CCrypto

/// What stands for a leaf or a subtree: 32 bytes of SHA-256, as RFC 6962 (2.1) and RFC 9162 (2.1.1) have it.
public struct TreeHash: Hashable, Sendable, BitwiseCopyable {
  public static let byteCount = 32
  private let a, b, c, d: UInt64

  private init(_ words: (UInt64, UInt64, UInt64, UInt64)) { (a, b, c, d) = words }

  /// The first 32 bytes of a span; nil when there are fewer.
  public init?(_ bytes: RawSpan) {
    guard bytes.byteCount >= TreeHash.byteCount else { return nil }
    self = unsafe bytes.unsafeLoadUnaligned(as: TreeHash.self)
  }

  /// The 32 bytes.
  public var bytes: [UInt8] { unsafe withUnsafeBytes(of: self) { unsafe Array($0) } }
}

extension TreeHash {
  /// The root of a tree without leaves: SHA-256 of nothing.
  public static let empty: TreeHash = {
    let nothing: [UInt8] = []
    return unsafe sha256(nothing.span.bytes)
  }()

  /// SHA-256(0x00 ‖ record). Allocates nothing.
  public static func leaf(_ record: RawSpan) -> TreeHash {
    unsafe record.withUnsafeBytes { unsafe joined(0, $0, UnsafeRawBufferPointer(start: nil, count: 0)) }
  }

  /// SHA-256(0x00 ‖ head ‖ body), of a record whose two parts lie apart.
  public static func leaf(_ head: RawSpan, _ body: RawSpan) -> TreeHash {
    unsafe head.withUnsafeBytes { head in unsafe body.withUnsafeBytes { unsafe joined(0, head, $0) } }
  }

  /// SHA-256(0x01 ‖ left ‖ right).
  public static func node(_ left: TreeHash, _ right: TreeHash) -> TreeHash {
    unsafe withUnsafeBytes(of: left) { left in
      unsafe withUnsafeBytes(of: right) { unsafe joined(1, left, $0) }
    }
  }

  /// SHA-256 of bytes that begin with none of ours.
  public static func sha256(_ bytes: RawSpan) -> TreeHash {
    unsafe bytes.withUnsafeBytes { bytes in
      guard let first = unsafe bytes.first else {
        return unsafe hash { unsafe SHA256(nil, 0, $0) }
      }
      return unsafe joined(
        first, UnsafeRawBufferPointer(rebasing: bytes.dropFirst()),
        UnsafeRawBufferPointer(start: nil, count: 0))
    }
  }

  private static func joined(
    _ prefix: UInt8, _ first: UnsafeRawBufferPointer, _ second: UnsafeRawBufferPointer
  ) -> TreeHash {
    unsafe hash { output in
      unsafe sha256_joined(prefix, first.baseAddress, first.count, second.baseAddress, second.count, output)
    }
  }

  @unsafe private static func hash(_ fill: (UnsafeMutablePointer<UInt8>?) -> Void) -> TreeHash {
    var words: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)
    unsafe withUnsafeMutableBytes(of: &words) {
      unsafe fill($0.baseAddress?.assumingMemoryBound(to: UInt8.self))
    }
    return TreeHash(words)
  }
}

extension TreeHash: CustomStringConvertible {
  /// In base64, as proofs have it.
  public var description: String { bytes.base64 }

  /// The hash that `description` writes; nil for anything else.
  public init?(_ text: some StringProtocol) {
    guard let bytes = [UInt8](base64: text), bytes.count == TreeHash.byteCount else { return nil }
    unsafe self.init(bytes.span.bytes)
  }
}
