internal import Events
internal import HashTree

/// What one machine asks another. `meeting.proto` beside has the bytes.
enum Question {
  /// Whether both have the same; told the digest over all that is here.
  case compare(TreeHash)
  /// The heads of origins from this one on.
  case origins(from: UInt64)
  /// The digests of blocks: of each origin those from a number on.
  case blocks([Block])
  case lists([Block])
  case fetch([Run])
  case wantKeys([Handle])
  case giveKeys([UInt8])
  /// Which of these participants have no key there.
  case lacking([Handle])
  /// Records, and those of their participants of whom the sender has no key to give.
  case push([[UInt8]], keyless: [Handle])
  /// Ids under which both have other bytes, with the leaves of the sender.
  case parted([(EventID, TreeHash)])
}

/// The size that messages are held to; a record that is larger goes alone.
enum MessageSize {
  static let usual = 512 << 10
  /// What the broker carries.
  static let most = 8 << 20
  /// Handles in one message.
  static let handles = 16_384
  /// Keys in one message.
  static let keys = 4_096
}

extension Question {
  static let version: UInt64 = 1

  var bytes: [UInt8] {
    var writer = WireWriter()
    writer.number(1, Self.version)
    switch self {
    case .compare(let digest): writer.element(2, digest.bytes)
    case .origins(let from): writer.parts(3, from, 0)
    case .blocks(let from): for block in from { writer.parts(4, block.origin, block.number) }
    case .lists(let blocks): for block in blocks { writer.parts(5, block.origin, block.number) }
    case .fetch(let runs): for run in runs { writer.parts(6, run.origin, run.first, run.last) }
    case .wantKeys(let handles): writer.handles(7, handles)
    case .giveKeys(let sealed): writer.element(8, sealed)
    case .lacking(let handles): writer.handles(9, handles)
    case .push(let records, let keyless):
      for record in records { writer.element(10, record) }
      writer.handles(11, keyless)
    case .parted(let ids):
      for (id, leaf) in ids { writer.parts(12, id.origin, id.sequence, 0, leaf.bytes) }
    }
    return writer.bytes
  }

  /// The kind of question is that of the first field that is one; fields that are not known are passed over.
  init(_ bytes: [UInt8]) throws {
    var read = Gathered()
    guard bytes.count <= MessageSize.most else { throw Garbled() }
    try fields(bytes) { field, span in try read.take(field, span) }
    guard read.version == Self.version, let question = read.question else { throw Garbled() }
    self = question
  }

  private struct Gathered {
    var version: UInt64 = 0
    private var kind = 0
    private var hash = TreeHash.empty
    private var from: UInt64 = 0
    private var blocks: [Block] = []
    private var runs: [Run] = []
    private var handles: [Handle] = []
    private var sealed: [UInt8] = []
    private var records: [[UInt8]] = []
    private var parted: [(EventID, TreeHash)] = []

    mutating func take(_ field: WireField, _ span: RawSpan) throws {
      if kind == 0, (2...12).contains(field.number) { kind = field.number == 11 ? 10 : field.number }
      switch field.number {
      case 1: version = field.value
      case 2: hash = try span.hash(field.bytes)
      case 3: from = try Parts(field, span).numbers.0
      case 4, 5: blocks.append(try Parts(field, span).block)
      case 6: runs.append(try Parts(field, span).run)
      case 7, 9, 11: handles.append(try span.handle(field.bytes))
      case 8: sealed = span.array(field.bytes)
      case 10: records.append(span.array(field.bytes))
      case 12:
        let parts = try Parts(field, span)
        let id = EventID(origin: parts.numbers.0, sequence: parts.numbers.1)
        parted.append((id, try span.hash(parts.bytes)))
      default: break
      }
    }

    var question: Question? {
      switch kind {
      case 2: .compare(hash)
      case 3: .origins(from: from)
      case 4: .blocks(blocks.sorted())
      case 5: .lists(blocks.sorted())
      case 6: .fetch(runs.joined())
      case 7: .wantKeys(handles)
      case 8: .giveKeys(sealed)
      case 9: .lacking(handles)
      case 10: .push(records, keyless: handles)
      case 12: .parted(parted)
      default: nil
      }
    }
  }
}
