/// What can be stored sealed and read again.
public protocol Stored: Sendable {
  init()
  func write(to writer: inout WireWriter)
  /// Takes one field that `write` wrote; unknown ones are passed over.
  mutating func take(_ field: WireField, in span: RawSpan) throws(WireError)
}

extension Stored {
  public var stored: [UInt8] {
    var writer = WireWriter(reserving: 512)
    write(to: &writer)
    return writer.bytes
  }

  public init(stored span: RawSpan) throws(WireError) {
    try self.init(span, 0..<span.byteCount)
  }

  /// Reads a message within a message.
  public init(_ span: RawSpan, _ range: Range<Int>) throws(WireError) {
    self.init()
    var reader = WireReader(range)
    while let field = try reader.next(in: span) { try take(field, in: span) }
  }
}

/// A pure fold of one participant's story, in the order in which it happened. The type is the view's shape.
///
/// No clock, no storage, no chance, no other projection: only the entries, one after another. What depends on
/// today is worked out when the view is shown.
public protocol StoryProjection: Stored, Equatable, Encodable {
  static var name: String { get }
  /// Raise it when the fold or the shape changes: the view becomes stale and is rebuilt.
  static var version: UInt32 { get }
  /// Without this consent the view holds nothing of the person; nil for what must outlast a withdrawal.
  static var needs: Purpose? { get }
  /// Other types pass without a refold.
  static var listens: EventTypes { get }
  /// False when the fold looks at nothing that a line tells: where all are so, no line is read.
  static var reads: Bool { get }

  mutating func fold(_ entry: Entry)

  /// True when nothing is worth keeping: no view is stored.
  var isEmpty: Bool { get }

  /// Puts names into the lines it holds, before it is shown.
  mutating func name(_ shown: (Line) -> String)

  /// What the new view of a person tells otherwise than the old one, in the view's own words; a view that is not
  /// stored is an empty one. Nothing where all that a reader sees is the same.
  static func changes(from old: Self, to new: Self, _ context: ChangeContext) -> [Change]
}

/// A view that is what its entries add, one after the other: what an entry adds depends on it alone. Where a
/// view is made of a whole story, it need not be held in memory before it is written.
public protocol PieceByPiece: StoryProjection {
  /// Writes what `fold` of this entry adds to what `write` writes.
  /// - Returns: whether that is anything.
  static func write(_ entry: Entry, to writer: inout WireWriter) -> Bool
}

extension StoryProjection {
  public static var needs: Purpose? { .care }
  public static var reads: Bool { true }
  public static func changes(from old: Self, to new: Self, _ context: ChangeContext) -> [Change] { [] }

  /// The view of a whole story.
  public init(of entries: [Entry]) {
    self.init()
    // A span lends each entry where it stands; an array would copy it out.
    let entries = entries.span
    for index in entries.indices where Self.listens.contains(entries[index].type) {
      fold(entries[index])
    }
  }
}

/// A commutative sum by key over organisation events and visible stories. Its parts add up in any order, and
/// what a person added can be taken out again.
public protocol TallyProjection: Sendable {
  static var name: String { get }
  static var version: UInt32 { get }
  static var listens: EventTypes { get }

  /// What one entry adds. An organisation's entry comes alone; a participant's come in the order of the story.
  static func count(_ entry: Entry, into tally: inout Tally)

  /// What the new sums say otherwise than the old ones, in the tally's own words.
  static func changes(from old: Tally, to new: Tally, _ context: ChangeContext) -> [Change]
}

extension TallyProjection {
  public static func changes(from old: Tally, to new: Tally, _ context: ChangeContext) -> [Change] { [] }
}
