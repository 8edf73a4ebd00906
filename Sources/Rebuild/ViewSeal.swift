internal import Events
internal import Keyring

extension Sealer {
  /// Opens the body of a record; its header is the associated data.
  mutating func open(_ record: RawSpan, _ header: Header, into opened: inout [UInt8]) throws(KeyringError) {
    try open(
      record.extracting(Header.byteCount..<record.byteCount), for: header.handle,
      binding: record.extracting(0..<Header.byteCount), into: &opened)
  }

  mutating func open(
    _ sealed: RawSpan, _ handle: Handle, _ version: ViewVersion, into opened: inout [UInt8]
  ) throws(KeyringError) {
    var seal = ViewSeal(version)
    seal.belong(to: handle)
    let binding = seal.binding
    try open(sealed, for: handle, binding: binding.span.bytes, into: &opened)
  }
}

/// What is bound to a sealed view: its name, its fingerprint and whose it is, so that none can stand for
/// another.
struct ViewSeal: Sendable {
  private(set) var binding: [UInt8]
  private let prefix: Int

  init(_ version: ViewVersion) {
    binding = Array("\(version.view)/\(version.fingerprint)/".utf8)
    prefix = binding.count
  }

  /// Whose the view is that is sealed next.
  mutating func belong(to keeper: Handle) {
    binding.removeLast(binding.count - prefix)
    binding.append(bigEndian: keeper.high)
    binding.append(bigEndian: keeper.low)
  }
}
