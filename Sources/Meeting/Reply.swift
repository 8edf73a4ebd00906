internal import Events
internal import HashTree

/// What a machine answers. `meeting.proto` beside has the bytes.
enum Reply {
  case lockedOut
  /// A sentence.
  case refused(String)
  /// - Parameter lacking: participants in the log there whose key is not there, or the first of them.
  case compared(isEqual: Bool, lacking: [Handle])
  /// - Parameter next: what to go on from; nil when these are all.
  case origins([OriginHead], next: UInt64?)
  case blocks([BlockHead], next: Block?)
  case lists([BlockList], next: Block?)
  case records([[UInt8]], next: EventID?)
  /// - Parameter withheld: those that the asker may not read.
  case keys([UInt8], destroyed: [Handle], withheld: [Handle])
  case keysTaken(kept: Int, parted: [Handle])
  case lacking([Handle])
  case taken(TakenThere)
  case noted
}

extension Reply {
  private enum Kind {
    static let (lockedOut, refused, compared, origins): (UInt64, UInt64, UInt64, UInt64) = (1, 2, 3, 4)
    static let (blocks, lists, records, keys): (UInt64, UInt64, UInt64, UInt64) = (5, 6, 7, 8)
    static let (keysTaken, lacking, taken, noted): (UInt64, UInt64, UInt64, UInt64) = (9, 10, 11, 12)
  }

  private var kind: UInt64 {
    switch self {
    case .lockedOut: Kind.lockedOut
    case .refused: Kind.refused
    case .compared: Kind.compared
    case .origins: Kind.origins
    case .blocks: Kind.blocks
    case .lists: Kind.lists
    case .records: Kind.records
    case .keys: Kind.keys
    case .keysTaken: Kind.keysTaken
    case .lacking: Kind.lacking
    case .taken: Kind.taken
    case .noted: Kind.noted
    }
  }

  var bytes: [UInt8] {
    var writer = WireWriter()
    writer.number(1, kind)
    switch self {
    case .lockedOut, .noted: break
    case .refused(let sentence): writer.text(2, sentence)
    case .compared(let isEqual, let lacking):
      writer.number(3, isEqual ? 1 : 0)
      writer.handles(4, lacking)
    case .origins(let heads, let next):
      for head in heads { writer.parts(5, head.origin, head.last, head.count, head.digest.bytes) }
      if let next { writer.parts(6, next, 0) }
    case .blocks(let heads, let next):
      for head in heads { writer.parts(7, head.block.origin, head.block.number, 0, head.digest.bytes) }
      if let next { writer.parts(6, next.origin, next.number) }
    case .lists(let lists, let next):
      for list in lists { writer.parts(8, list.block.origin, list.block.number, 0, list.packed) }
      if let next { writer.parts(6, next.origin, next.number) }
    case .records(let records, let next):
      for record in records { writer.element(9, record) }
      if let next { writer.parts(6, next.origin, next.sequence) }
    case .keys(let sealed, let destroyed, let withheld):
      writer.data(10, sealed)
      writer.handles(11, destroyed)
      writer.handles(12, withheld)
    case .keysTaken(let kept, let parted):
      writer.number(13, kept)
      writer.handles(14, parted)
    case .lacking(let handles): writer.handles(4, handles)
    case .taken(let taken): taken.write(to: &writer)
    }
    return writer.bytes
  }

  init(_ bytes: [UInt8]) throws {
    var read = Gathered()
    guard bytes.count <= MessageSize.most else { throw Garbled() }
    try fields(bytes) { field, span in try read.take(field, span) }
    guard let reply = read.reply else { throw Garbled() }
    self = reply
  }

  private struct Gathered {
    private var kind: UInt64 = 0
    private var sentence = ""
    private var isEqual = false
    private var origins: [OriginHead] = []
    private var blocks: [BlockHead] = []
    private var lists: [BlockList] = []
    private var next: (UInt64, UInt64)?
    private var records: [[UInt8]] = []
    private var sealed: [UInt8] = []
    private var handles: (lacking: [Handle], destroyed: [Handle], withheld: [Handle], parted: [Handle]) =
      ([], [], [], [])
    private var kept = 0
    private var taken = TakenThere()

    mutating func take(_ field: WireField, _ span: RawSpan) throws {
      switch field.number {
      case 1: kind = field.value
      case 2: sentence = span.text(field.bytes)
      case 3: isEqual = field.value == 1
      case 4: handles.lacking.append(try span.handle(field.bytes))
      case 5: origins.append(try OriginHead(Parts(field, span), span))
      case 6:
        let parts = try Parts(field, span)
        next = (parts.numbers.0, parts.numbers.1)
      case 7:
        let parts = try Parts(field, span)
        blocks.append(BlockHead(block: try parts.block, digest: try span.hash(parts.bytes)))
      case 8:
        let parts = try Parts(field, span)
        lists.append(try BlockList(try parts.block, packed: span.extracting(parts.bytes)))
      case 9: records.append(span.array(field.bytes))
      case 10: sealed = span.array(field.bytes)
      case 11: handles.destroyed.append(try span.handle(field.bytes))
      case 12: handles.withheld.append(try span.handle(field.bytes))
      case 13: kept = Int(clamping: field.value)
      case 14: handles.parted.append(try span.handle(field.bytes))
      default: try taken.take(field, span)
      }
    }

    var nextBlock: Block? { next.map { Block(origin: $0.0, number: $0.1) } }
    var nextID: EventID? { next.map { EventID(origin: $0.0, sequence: $0.1) } }

    var reply: Reply? {
      switch kind {
      case Kind.lockedOut: .lockedOut
      case Kind.refused: .refused(sentence)
      case Kind.compared: .compared(isEqual: isEqual, lacking: handles.lacking)
      case Kind.origins: .origins(origins, next: next?.0)
      case Kind.blocks: .blocks(blocks, next: nextBlock)
      case Kind.lists: .lists(lists, next: nextBlock)
      case Kind.records: .records(records, next: nextID)
      case Kind.keys: .keys(sealed, destroyed: handles.destroyed, withheld: handles.withheld)
      case Kind.keysTaken: .keysTaken(kept: kept, parted: handles.parted)
      case Kind.lacking: .lacking(handles.lacking)
      case Kind.taken: .taken(taken)
      case Kind.noted: .noted
      default: nil
      }
    }
  }
}

extension OriginHead {
  fileprivate init(_ parts: Parts, _ span: RawSpan) throws {
    self.init(
      origin: parts.numbers.0, last: parts.numbers.1, count: parts.numbers.2,
      digest: try span.hash(parts.bytes))
  }
}

extension BlockList {
  private static let step = 2 + TreeHash.byteCount

  /// Each record's place in the block, two bytes big-endian, and its leaf.
  fileprivate var packed: [UInt8] {
    var packed: [UInt8] = []
    packed.reserveCapacity(leaves.count * Self.step)
    for (sequence, leaf) in leaves {
      let place = sequence - block.sequences.lowerBound
      packed.append(UInt8(truncatingIfNeeded: place >> 8))
      packed.append(UInt8(truncatingIfNeeded: place))
      packed += leaf.bytes
    }
    return packed
  }

  /// - Throws: `Garbled` where places are not in order or not in the block.
  fileprivate init(_ block: Block, packed: RawSpan) throws {
    guard packed.byteCount % Self.step == 0 else { throw Garbled() }
    self.init(block: block, leaves: [])
    for offset in stride(from: 0, to: packed.byteCount, by: Self.step) {
      let place = UInt64(packed.byte(at: offset)) << 8 | UInt64(packed.byte(at: offset + 1))
      let sequence = block.sequences.lowerBound + place
      guard place < Block.size, sequence > leaves.last?.sequence ?? 0 else { throw Garbled() }
      leaves.append((sequence, try packed.hash(offset + 2..<offset + Self.step)))
    }
  }
}

extension TakenThere {
  fileprivate func write(to writer: inout WireWriter) {
    writer.number(15, appended)
    writer.number(16, known)
    writer.ids(17, parted)
    for sentence in refused { writer.element(18, text: sentence) }
    writer.handles(19, waiting)
  }

  fileprivate mutating func take(_ field: WireField, _ span: RawSpan) throws {
    switch field.number {
    case 15: appended = Int(clamping: field.value)
    case 16: known = Int(clamping: field.value)
    case 17: parted.append(try span.id(field.bytes))
    case 18: refused.append(span.text(field.bytes))
    case 19: waiting.append(try span.handle(field.bytes))
    default: break
    }
  }
}
