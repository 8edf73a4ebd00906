/// Plain values in a row that one reader fills anew for each line. It is never copied, so it costs neither
/// counting of references nor looking whether anyone shares it, which an array does at each of the twenty or
/// so values that are put down for a word.
///
/// Safe because every place is checked before it is read or written, and the pointer never leaves this file.
@safe struct Row<Element>: ~Copyable {
  private var base: UnsafeMutablePointer<Element>
  private var capacity: Int
  private(set) var count = 0

  init() {
    capacity = 16
    base = .allocate(capacity: capacity)
  }

  deinit {
    base.deinitialize(count: count)
    base.deallocate()
  }

  var isEmpty: Bool { count == 0 }
  var indices: Range<Int> { 0..<count }

  subscript(_ place: Int) -> Element {
    _read {
      precondition(UInt(bitPattern: place) < UInt(bitPattern: count))
      yield base[place]
    }
    _modify {
      precondition(UInt(bitPattern: place) < UInt(bitPattern: count))
      yield &base[place]
    }
  }

  mutating func append(_ value: Element) {
    if count == capacity { move(toCapacity: capacity * 2) }
    (base + count).initialize(to: value)
    count &+= 1
  }

  mutating func removeLast(_ removed: Int) {
    precondition(0...count ~= removed)
    count -= removed
    (base + count).deinitialize(count: removed)
  }

  /// Keeps its room, unless a very long line made it large.
  mutating func removeAll() {
    removeLast(count)
    if capacity > Row.mostKept { move(toCapacity: 16) }
  }

  /// What stays keeps its order.
  mutating func removeAll(where isRemoved: (Element) -> Bool) {
    var kept = 0
    for place in 0..<count where !isRemoved(base[place]) {
      base[kept] = base[place]
      kept += 1
    }
    removeLast(count - kept)
  }

  mutating func fill(_ value: Element, count filled: Int) {
    removeLast(count)
    if capacity < filled { move(toCapacity: filled) }
    base.initialize(repeating: value, count: filled)
    count = filled
  }

  /// Places that are kept between lines.
  private static var mostKept: Int { 65_536 }

  @inline(never)
  private mutating func move(toCapacity wanted: Int) {
    let room = UnsafeMutablePointer<Element>.allocate(capacity: wanted)
    room.moveInitialize(from: base, count: count)
    base.deallocate()
    (base, capacity) = (room, wanted)
  }
}

/// The loops in which most of the search is spent: all places of a range are checked at once.
extension Row where Element == Symbol {
  /// The first place in the range with this symbol; its end where there is none.
  @inline(__always)
  func place(of symbol: Symbol, in range: Range<Int>) -> Int {
    precondition(range.lowerBound >= 0 && range.upperBound <= count)
    var place = range.lowerBound
    while place < range.upperBound, base[place] != symbol { place &+= 1 }
    return place
  }

  /// The first place in the range of whose symbol the spot has one of these bits; its end where there is none.
  /// - Parameter spots: as many as a power of two.
  @inline(__always)
  func place(in range: Range<Int>, of spots: borrowing Row<UInt64>, with bits: UInt64) -> Int {
    precondition(range.lowerBound >= 0 && range.upperBound <= count && spots.count.nonzeroBitCount == 1)
    let (symbols, spots, mask) = (base, spots.base, spots.count &- 1)
    func spot(_ place: Int) -> UInt64 { spots[Int(symbols[place]) & mask] }
    var place = range.lowerBound
    // Nearly all are not there, so that four are looked at together.
    while place &+ 4 <= range.upperBound,
      (spot(place) | spot(place &+ 1) | spot(place &+ 2) | spot(place &+ 3)) & bits == 0
    {
      place &+= 4
    }
    while place < range.upperBound, spot(place) & bits == 0 { place &+= 1 }
    return place
  }

  /// Leaves of the spots of all symbols in the range the bits that are kept, and adds others.
  func mark(_ range: Range<Int>, in spots: inout Row<UInt64>, keeping kept: UInt64, adding bits: UInt64) {
    precondition(range.lowerBound >= 0 && range.upperBound <= count && spots.count.nonzeroBitCount == 1)
    let mask = spots.count &- 1
    var place = range.lowerBound
    while place < range.upperBound {
      let spot = Int(base[place]) & mask
      spots.base[spot] = spots.base[spot] & kept | bits
      place &+= 1
    }
  }
}

extension Row {
  /// Puts its values down as they lie in memory.
  func write(to stored: inout StoredBytes) {
    stored.append(count)
    stored.append(MemoryLayout<Element>.stride)
    stored.append(UnsafeRawBufferPointer(start: base, count: count * MemoryLayout<Element>.stride))
  }

  /// The row that was put down next; nil where something else was. The values must be plain: numbers, and what
  /// consists of them.
  init?(_ stored: inout StoredBytes) {
    guard let count = stored.number(), let stride = stored.number(), stride == MemoryLayout<Element>.stride,
      count <= (stored.bytes.count - stored.place) / stride
    else { return nil }
    let room = UnsafeMutablePointer<Element>.allocate(capacity: Swift.max(16, count))
    _ = stored.take(count * stride) {
      UnsafeMutableRawPointer(room).copyMemory(from: $0.baseAddress ?? .init(room), byteCount: $0.count)
    }
    (base, capacity, self.count) = (room, Swift.max(16, count), count)
  }
}

/// Nobody else holds the room, so a row may go where its values may.
extension Row: @unchecked Sendable where Element: Sendable {}
