/// Structures in the compact protocol of Thrift, which Parquet's headers and footer are written in.
struct Thrift {
  private(set) var bytes: [UInt8] = []
  private var last = 0

  private enum Kind: UInt8 {
    case yes = 1
    case no, byte, short, int, long, double, binary, list, set, map, structure
  }

  mutating func field(_ id: Int, _ value: Int32) {
    head(id, .int)
    zigzag(Int(value))
  }

  mutating func field(_ id: Int, long value: Int) {
    head(id, .long)
    zigzag(value)
  }

  mutating func field(_ id: Int, short value: Int) {
    head(id, .short)
    zigzag(value)
  }

  mutating func field(_ id: Int, _ value: Bool) { head(id, value ? .yes : .no) }

  mutating func field(_ id: Int, _ value: some Collection<UInt8>) {
    head(id, .binary)
    binary(value)
  }

  mutating func field(_ id: Int, structure body: (inout Thrift) -> Void) {
    head(id, .structure)
    structure(body)
  }

  mutating func field(_ id: Int, ints: [Int32]) {
    list(id, ints.count, .int)
    for int in ints { zigzag(Int(int)) }
  }

  mutating func field(_ id: Int, texts: [String]) {
    list(id, texts.count, .binary)
    for text in texts { binary(text.utf8) }
  }

  mutating func field<Element>(_ id: Int, _ elements: [Element], _ body: (inout Thrift, Element) -> Void) {
    list(id, elements.count, .structure)
    for element in elements { structure { body(&$0, element) } }
  }

  /// Ends the outermost structure.
  mutating func end() -> [UInt8] {
    bytes.append(0)
    return bytes
  }

  private mutating func structure(_ body: (inout Thrift) -> Void) {
    let outer = last
    last = 0
    body(&self)
    bytes.append(0)
    last = outer
  }

  private mutating func head(_ id: Int, _ kind: Kind) {
    bytes.append(UInt8(id - last) << 4 | kind.rawValue)
    last = id
  }

  private mutating func list(_ id: Int, _ count: Int, _ kind: Kind) {
    head(id, .list)
    if count < 15 { return bytes.append(UInt8(count) << 4 | kind.rawValue) }
    bytes.append(0xF0 | kind.rawValue)
    bytes.append(varint: UInt64(count))
  }

  private mutating func binary(_ value: some Collection<UInt8>) {
    bytes.append(varint: UInt64(value.count))
    bytes.append(contentsOf: value)
  }

  private mutating func zigzag(_ value: Int) {
    bytes.append(varint: UInt64(bitPattern: Int64(value << 1) ^ Int64(value >> 63)))
  }
}

extension [UInt8] {
  /// Seven bits to a byte, the lowest first.
  mutating func append(varint value: UInt64) {
    var rest = value
    while rest >= 0x80 {
      append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    append(UInt8(rest))
  }

  mutating func append(little value: UInt32) {
    for shift in [0, 8, 16, 24] { append(UInt8(truncatingIfNeeded: value >> UInt32(shift))) }
  }
}
