/// Sums by key. A key whose sum is zero is not there, so equal tallies are equal whatever was added and taken
/// out on the way.
public struct Tally: Sendable {
  /// What is counted: where, in which period, what.
  public struct Key: Hashable, Sendable {
    /// Empty where no place is told apart.
    public var place: String
    public var period: Period
    /// A number of the projection's own.
    public var what: UInt8
    /// The kind that it is counted by, if any.
    public var kind: Kind?

    public init(place: String = "", period: Period = .whole, what: UInt8, kind: Kind? = nil) {
      self.place = place
      self.period = period
      self.what = what
      self.kind = kind
    }
  }

  public struct Sum: Hashable, Sendable {
    public var key: Key
    public var sum: Int64

    public init(_ key: Key, _ sum: Int64) { (self.key, self.sum) = (key, sum) }
  }

  /// What was counted, a key perhaps several times until it is settled.
  private var counted: [Sum] = []
  /// Whether `counted` holds each key once, in order, and no zero.
  private var isSettled = true
  /// The key of the sum that was read last.
  private var read = Key(what: 0)

  public init() {}

  /// Each key once, in order, and none whose sum is zero.
  public var sums: [Sum] { isSettled ? counted : settled.counted }

  public var isEmpty: Bool { sums.isEmpty }

  public subscript(_ key: Key) -> Int {
    let sums = sums
    var (low, high) = (0, sums.count)
    while low < high {
      let middle = (low + high) / 2
      if sums[middle].key < key { low = middle + 1 } else { high = middle }
    }
    return low < sums.count && sums[low].key == key ? Int(sums[low].sum) : 0
  }

  public mutating func add(_ count: Int, to key: Key) { add(Sum(key, Int64(count))) }

  public mutating func add(_ sum: Sum) {
    guard sum.sum != 0 else { return }
    isSettled = isSettled && (counted.last.map { $0.key < sum.key } ?? true)
    counted.append(sum)
  }

  public mutating func add(_ other: Tally) { for sum in other.counted { add(sum) } }

  public mutating func subtract(_ other: Tally) {
    for sum in other.counted { add(Sum(sum.key, 0 &- sum.sum)) }
  }

  /// Forgets all, and keeps the memory.
  public mutating func clear() {
    counted.removeAll(keepingCapacity: true)
    isSettled = true
  }

  /// Works the sums out, once for all who ask.
  public mutating func settle() {
    guard !isSettled else { return }
    counted.sort { $0.key < $1.key }
    var end = 0
    for index in counted.indices {
      if end > 0, counted[end - 1].key == counted[index].key {
        // Sums that could overflow come from nothing that was counted; they must not end the process.
        counted[end - 1].sum &+= counted[index].sum
      } else {
        if end > 0, counted[end - 1].sum == 0 { end -= 1 }
        if end < index { counted[end] = counted[index] }
        end += 1
      }
    }
    if end > 0, counted[end - 1].sum == 0 { end -= 1 }
    counted.removeLast(counted.count - end)
    isSettled = true
  }

  private var settled: Tally {
    var settled = self
    settled.settle()
    return settled
  }
}

extension Tally.Key: Comparable {
  public static func < (a: Self, b: Self) -> Bool {
    if a.period != b.period { return a.period < b.period }
    if a.place != b.place { return a.place < b.place }
    if a.what != b.what { return a.what < b.what }
    guard let first = a.kind else { return b.kind != nil }
    return b.kind.map { first < $0 } ?? false
  }
}

extension Tally: Hashable {
  public static func == (a: Tally, b: Tally) -> Bool { a.sums == b.sums }
  public func hash(into hasher: inout Hasher) { hasher.combine(sums) }
}

/// The sums in order, so that equal tallies are equal bytes. A part of a key is written where it differs from
/// the key before; the sum ends it.
///
/// | field | holds |
/// |---|---|
/// | 1 | place |
/// | 2 | period, signed |
/// | 3 | what, signed |
/// | 4 | kind; empty for none |
/// | 5 | sum, signed |
extension Tally: Stored {
  public func write(to writer: inout WireWriter) { Self.write(sums, to: &writer) }

  /// As they were counted, in no order and a key perhaps several times: for what is soon read again, and is compared
  /// with nothing.
  public var storedUnsettled: [UInt8] {
    var writer = WireWriter(reserving: 512)
    Self.write(counted, to: &writer)
    return writer.bytes
  }

  private static func write(_ sums: [Sum], to writer: inout WireWriter) {
    var last = Key(what: 0)
    for sum in sums {
      let key = sum.key
      if key.place != last.place { writer.element(1, text: key.place) }
      if key.period != last.period { writer.element(2, signed: Int64(key.period.number)) }
      if key.what != last.what { writer.element(3, signed: Int64(key.what)) }
      if key.kind != last.kind { writer.element(4, text: key.kind?.rawValue ?? "") }
      writer.element(5, signed: sum.sum)
      last = key
    }
  }

  public mutating func take(_ field: WireField, in span: RawSpan) throws(WireError) {
    switch field.number {
    case 1: read.place = span.text(field.bytes)
    case 2: read.period = Period(number: Int32(truncatingIfNeeded: field.signed))
    case 3: read.what = UInt8(truncatingIfNeeded: field.signed)
    case 4: read.kind = field.bytes.isEmpty ? nil : Kind(span.text(field.bytes))
    case 5: add(Sum(read, field.signed))
    default: break
    }
  }
}
