internal import Events
internal import HashTree

/// Why the bytes of another machine are no message.
struct Garbled: Error {}

/// Lends the fields of a message, one after another, with a span of them all.
func fields(
  _ bytes: [UInt8], _ range: Range<Int>? = nil, _ body: (WireField, RawSpan) throws -> Void
) throws {
  let span = bytes.span.bytes
  var reader = WireReader(range ?? 0..<bytes.count)
  do {
    while let field = try reader.next(in: span) { try body(field, span) }
  } catch is WireError { throw Garbled() }
}

extension RawSpan {
  func handle(_ range: Range<Int>) throws -> Handle {
    guard range.count == Handle.byteCount else { throw Garbled() }
    return Handle(self, at: range.lowerBound)
  }

  func id(_ range: Range<Int>) throws -> EventID {
    guard range.count == EventID.byteCount else { throw Garbled() }
    return EventID(self, at: range.lowerBound)
  }

  func hash(_ range: Range<Int>) throws -> TreeHash {
    guard range.count == TreeHash.byteCount, let hash = TreeHash(extracting(range)) else { throw Garbled() }
    return hash
  }
}

/// The numbers and bytes of a small message within a message: fields 1 to 4.
struct Parts {
  private(set) var numbers: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)
  private(set) var bytes: Range<Int> = 0..<0

  init(_ field: WireField, _ span: RawSpan) throws {
    var reader = WireReader(field.bytes)
    while let part = try reader.next(in: span) {
      switch part.number {
      case 1: numbers.0 = part.value
      case 2: numbers.1 = part.value
      case 3: numbers.2 = part.value
      case 4: bytes = part.bytes
      default: break
      }
    }
  }

  /// Numbers of a block that has sequence numbers.
  var block: Block {
    get throws {
      guard numbers.1 <= Block.last else { throw Garbled() }
      return Block(origin: numbers.0, number: numbers.1)
    }
  }

  var run: Run {
    get throws {
      guard numbers.1 > 0, numbers.1 <= numbers.2, numbers.2 <= 1 << 62 else { throw Garbled() }
      return Run(origin: numbers.0, first: numbers.1, last: numbers.2)
    }
  }
}

extension WireWriter {
  mutating func parts(_ field: Int, _ a: UInt64, _ b: UInt64, _ c: UInt64 = 0, _ bytes: [UInt8] = []) {
    message(field) {
      $0.number(1, a)
      $0.number(2, b)
      $0.number(3, c)
      $0.data(4, bytes)
    }
  }

  mutating func handles(_ field: Int, _ handles: [Handle]) {
    for handle in handles { element(field, handle.high, handle.low) }
  }

  mutating func ids(_ field: Int, _ ids: [EventID]) {
    for id in ids { element(field, id.origin, id.sequence) }
  }
}
