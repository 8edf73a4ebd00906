internal import Glibc

/// Bytes that are overwritten before their memory is given back, also when they are moved to a larger room.
///
/// Safe because every place is checked before it is read, and the pointer never leaves this file.
struct WipedBytes: ~Copyable {
  private var base: UnsafeMutablePointer<UInt8>
  private var capacity: Int
  private(set) var count = 0

  init() {
    capacity = 4096
    base = .allocate(capacity: capacity)
  }

  deinit { Self.release(base, count) }

  mutating func append(_ bytes: Span<UInt8>) {
    while count + bytes.count > capacity { grow() }
    for i in bytes.indices { (base + count + i).initialize(to: bytes[i]) }
    count += bytes.count
  }

  /// Lends the bytes of a place.
  func with<Answer>(_ place: Range<Int>, _ body: (Span<UInt8>) -> Answer) -> Answer {
    precondition(place.lowerBound >= 0 && place.upperBound <= count)
    return body(UnsafeBufferPointer(start: base + place.lowerBound, count: place.count).span)
  }

  private mutating func grow() {
    let room = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity * 2)
    room.initialize(from: base, count: count)
    Self.release(base, count)
    (base, capacity) = (room, capacity * 2)
  }

  private static func release(_ base: UnsafeMutablePointer<UInt8>, _ count: Int) {
    explicit_bzero(base, count)
    base.deallocate()
  }
}

/// Nobody else holds the room.
extension WipedBytes: @unchecked Sendable {}
