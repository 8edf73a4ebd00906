/// Some places of a row, one behind the other, in half the room of a range.
struct Stretch {
  private var first: Int32 = 0
  private var end: Int32 = 0

  init() {}

  init(_ places: Range<Int>) { (first, end) = (Int32(places.lowerBound), Int32(places.upperBound)) }

  var isEmpty: Bool { first == end }
  var count: Int { Int(end &- first) }
  var range: Range<Int> { Range(uncheckedBounds: (Int(first), Int(end))) }

  mutating func grow() { end += 1 }
  mutating func shrink() { end -= 1 }
}
