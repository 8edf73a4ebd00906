/// Sums by key. A key whose sum is zero is not there, so equal tallies are equal whatever was added and taken
/// out on the way.
public struct Tally: Hashable, Sendable {
  /// What is counted: where, in which period, what. Each part may be empty.
  public struct Key: Hashable, Sendable, Comparable {
    public var place: String
    public var period: String
    public var what: String

    public init(place: String = "", period: String = "", what: String) {
      self.place = place
      self.period = period
      self.what = what
    }

    public static func < (a: Key, b: Key) -> Bool {
      (a.place, a.period, a.what) < (b.place, b.period, b.what)
    }
  }

  public private(set) var sums: [Key: Int64] = [:]

  public init() {}

  public var isEmpty: Bool { sums.isEmpty }

  public subscript(_ key: Key) -> Int { Int(sums[key] ?? 0) }

  public mutating func add(_ count: Int, to key: Key) { change(key, by: Int64(count)) }

  public mutating func add(_ other: Tally) {
    for (key, sum) in other.sums { change(key, by: sum) }
  }

  public mutating func subtract(_ other: Tally) {
    for (key, sum) in other.sums { change(key, by: -sum) }
  }

  private mutating func change(_ key: Key, by count: Int64) {
    guard count != 0 else { return }
    let sum = (sums[key] ?? 0) + count
    sums[key] = sum == 0 ? nil : sum
  }
}

extension Tally: Stored {
  /// In the order of the keys, so that equal tallies are equal bytes.
  public func write(to writer: inout WireWriter) {
    for (key, sum) in sums.sorted(by: { $0.key < $1.key }) {
      writer.message(1) { inner in
        inner.text(1, key.place)
        inner.text(2, key.period)
        inner.text(3, key.what)
        inner.signed(4, sum)
      }
    }
  }

  public mutating func take(_ field: WireField, in span: RawSpan) throws(WireError) {
    guard field.number == 1 else { return }
    var (key, sum) = (Key(what: ""), Int64(0))
    var reader = WireReader(field.bytes)
    while let part = try reader.next(in: span) {
      switch part.number {
      case 1: key.place = span.text(part.bytes)
      case 2: key.period = span.text(part.bytes)
      case 3: key.what = span.text(part.bytes)
      case 4: sum = part.signed
      default: break
      }
    }
    change(key, by: sum)
  }
}
