internal import CZlib

/// Bytes packed by zlib, in one stream.
struct Packer: ~Copyable {
  private let stream: UnsafeMutablePointer<z_stream>
  private let output: UnsafeMutableRawBufferPointer

  enum Wrapping: Int32 { case gzip = 31 }

  /// Streams of events repeat themselves: more work than this packs hardly better and takes much longer.
  private static let level: Int32 = 5

  init(_ wrapping: Wrapping) {
    stream = .allocate(capacity: 1)
    stream.initialize(to: z_stream())
    output = .allocate(byteCount: 1 << 17, alignment: 16)
    deflateInit2_(
      stream, Self.level, Z_DEFLATED, wrapping.rawValue, 9, Z_DEFAULT_STRATEGY, ZLIB_VERSION,
      Int32(MemoryLayout<z_stream>.size))
  }

  deinit {
    deflateEnd(stream)
    stream.deallocate()
    output.deallocate()
  }

  /// Hands on what is packed so far.
  func pack(
    _ bytes: UnsafeBufferPointer<UInt8>, isLast: Bool, to write: (UnsafeRawBufferPointer) -> Void
  ) {
    stream.pointee.next_in = UnsafeMutablePointer(mutating: bytes.baseAddress)
    stream.pointee.avail_in = UInt32(bytes.count)
    repeat {
      stream.pointee.next_out = output.baseAddress?.assumingMemoryBound(to: UInt8.self)
      stream.pointee.avail_out = UInt32(output.count)
      deflate(stream, isLast ? Z_FINISH : Z_NO_FLUSH)
      write(UnsafeRawBufferPointer(rebasing: output[..<(output.count - Int(stream.pointee.avail_out))]))
    } while stream.pointee.avail_out == 0
  }

  /// All of it at once, as gzip.
  static func gzip(_ bytes: [UInt8]) -> [UInt8] {
    var packed: [UInt8] = []
    bytes.withUnsafeBufferPointer { Packer(.gzip).pack($0, isLast: true) { packed.append(contentsOf: $0) } }
    return packed
  }
}
