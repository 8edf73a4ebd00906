internal import Events
internal import Formats
internal import Journal
internal import Keyring
internal import Notebook
internal import Rebuild

/// 16 bytes that tell one row, event or case of a source from every other, and can be told by nobody without the
/// organisation's key.
struct Mark: Hashable, Sendable {
  let high: UInt64
  let low: UInt64

  init(_ bytes: RawSpan, at offset: Int) {
    (high, low) = (bytes.bigEndian(at: offset), bytes.bigEndian(at: offset + 8))
  }

  init(_ text: String, _ namer: Namer) throws {
    let bytes = try namer.name(text)
    self.init(bytes.span.bytes, at: 0)
  }
}

/// A case of a source, as the organisation remembers it.
struct KnownCase: Sendable {
  var number: UInt64
  /// Whose it is; the organisation's where it is a thing.
  var handle: Handle
  /// Under which it was numbered.
  var origin: UInt64
}

/// What has been brought in of one source, on whichever machine: so that nothing is brought in twice, also of those who
/// have since been erased, of whom nothing else is left.
struct Ledger {
  /// In the ids of all that comes from this source on this machine. No other gives the same ids to the same rows, whose
  /// records would have other bytes there.
  let origin: UInt64
  var last: UInt64 = 0
  var rows: Set<Mark> = []
  var cases: [Mark: KnownCase] = [:]
  var lastCase: UInt64 = 0
  let namer: Namer

  init(of source: String, _ engine: Engine) throws {
    if try engine.keyring.status(of: .organisation) == .unknown {
      try engine.keyring.makeKey(for: .organisation)
    }
    var sealer = try engine.keyring.sealer()
    namer = try sealer.namer(for: .organisation)
    let name = try namer.name("import \(engine.journal.origin) \(source)")
    origin = max(1, name.span.bytes.bigEndian(at: 0))
    last = try engine.journal.seen().first { $0.origin == origin }?.sequence ?? 0
    try Portion.each(engine) { portion, told, id, isOut in
      guard told == source else { return }
      lastCase = max(lastCase, portion.cases.map(\.number).max() ?? 0)
      guard !isOut else { return }
      rows.formUnion(portion.rows)
      for known in portion.cases {
        cases[known.mark] = KnownCase(number: known.number, handle: known.handle, origin: id.origin)
      }
    }
  }

  mutating func nextID() -> EventID {
    last += 1
    return EventID(origin: origin, sequence: last)
  }
}

/// What is kept with an `imported` event, under the organisation's key.
///
/// | field | holds |
/// |---|---|
/// | 1 | the declarations of the log, with the first portion of a file of XES |
/// | 2 | cases that are new: number, mark, handle, attributes where it is a thing |
/// | 3 | marks of the rows, 16 bytes each |
struct Portion {
  struct Case {
    var number: UInt64
    var mark: Mark
    var handle: Handle
    var attributes: [CaseLog.Attribute]
  }

  var head: CaseLog?
  var cases: [Case] = []
  var rows: [Mark] = []

  init() {}

  var isEmpty: Bool { head == nil && cases.isEmpty && rows.isEmpty }

  var bytes: [UInt8] {
    var writer = WireWriter()
    if let head { writer.element(1, head.headBytes) }
    for known in cases {
      writer.message(2) { inner in
        inner.number(1, known.number)
        inner.element(2, known.mark.high, known.mark.low)
        inner.element(3, known.handle.high, known.handle.low)
        inner.attributes(4, known.attributes)
      }
    }
    var marks: [UInt8] = []
    marks.reserveCapacity(rows.count * 16)
    for mark in rows {
      marks.append(bigEndian: mark.high)
      marks.append(bigEndian: mark.low)
    }
    writer.data(3, marks)
    return writer.bytes
  }

  init(_ bytes: [UInt8]) throws(WireError) {
    let span = bytes.span.bytes
    var reader = WireReader(0..<bytes.count)
    while let field = try reader.next(in: span) {
      switch field.number {
      case 1: head = try CaseLog(head: field.bytes, span)
      case 2: cases.append(try Case(field.bytes, span))
      case 3:
        guard field.bytes.count.isMultiple(of: 16) else { throw WireError(offset: field.whole.lowerBound) }
        rows = stride(from: field.bytes.lowerBound, to: field.bytes.upperBound, by: 16).map {
          Mark(span, at: $0)
        }
      default: break
      }
    }
  }

  /// Lends every portion of every source, in the order of the log.
  /// - Parameter body: is told its source, and whether the portion has been taken out again.
  static func each(
    _ engine: Engine, _ body: (Portion, _ source: String, EventID, _ isOut: Bool) throws -> Void
  ) throws {
    var positions: [Position] = []
    var after: Position = 0
    while true {
      let last = try engine.journal.read(after: after, atMost: 100_000, types: [.imported]) {
        position, _, _ in
        positions.append(position)
      }
      guard last != after else { break }
      after = last
    }
    for position in positions {
      guard let event = try engine.event(at: position), case .imported(let imported) = event.content else {
        continue
      }
      let isOut = try engine.isRetracted(event.id, of: .organisation)
      try body(try Portion(event.carried), imported.source, event.id, isOut)
    }
  }
}

extension Portion.Case {
  fileprivate init(_ range: Range<Int>, _ span: RawSpan) throws(WireError) {
    var (number, attributes) = (UInt64(0), [CaseLog.Attribute]())
    var (mark, handle): (Mark?, Handle) = (nil, .organisation)
    var reader = WireReader(range)
    while let field = try reader.next(in: span) {
      switch field.number {
      case 1: number = field.value
      case 2 where field.bytes.count == 16: mark = Mark(span, at: field.bytes.lowerBound)
      case 3 where field.bytes.count == 16: handle = Handle(span, at: field.bytes.lowerBound)
      case 4: attributes.append(try CaseLog.Attribute(field.bytes, span, depth: 0))
      default: break
      }
    }
    guard let mark else { throw WireError(offset: range.lowerBound) }
    self.init(number: number, mark: mark, handle: handle, attributes: attributes)
  }
}
