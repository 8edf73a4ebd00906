internal import Events

/// The unwrapped keys that one sealer has met lately; all are forgotten together, and overwritten.
struct KeyCache: ~Copyable {
  private let capacity: Int
  private let keys: Secret
  private var places: [Handle: Int] = [:]

  init(capacity: Int) {
    self.capacity = max(1, capacity)
    keys = Secret(count: self.capacity * Cipher.keyBytes)
  }

  /// The 32 bytes; nil when they are not here.
  @unsafe func key(of handle: Handle) -> UnsafeRawPointer? {
    guard let place = places[handle] else { return nil }
    return unsafe UnsafeRawPointer(room(place).baseAddress)
  }

  /// Has `fill` write the 32 bytes of another key, and keeps them unless it throws.
  @unsafe mutating func add(
    _ handle: Handle, _ fill: (UnsafeMutableRawBufferPointer) throws(KeyringError) -> Void
  ) throws(KeyringError) {
    if places.count == capacity { forgetAll() }
    try unsafe fill(room(places.count))
    places[handle] = places.count
  }

  mutating func forgetAll() {
    // One more may hold what a failed filling left.
    keys.wipe((places.count + 1) * Cipher.keyBytes)
    places.removeAll(keepingCapacity: true)
  }

  @unsafe private func room(_ place: Int) -> UnsafeMutableRawBufferPointer {
    let start = place * Cipher.keyBytes
    return unsafe UnsafeMutableRawBufferPointer(rebasing: keys.bytes[start..<start + Cipher.keyBytes])
  }
}
