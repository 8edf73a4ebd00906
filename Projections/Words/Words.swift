public import Events

/// The lines of one participant that a search may find, as they stand now: corrected, and without those that were
/// taken out.
public struct Words: StoryProjection {
  public static let name = "words"
  public static let version: UInt32 = 1
  public static let reads = false
  public static let listens: EventTypes = [
    .note, .promiseMade, .promiseKept, .promiseBroken, .promiseRepaired, .promiseReleased,
  ]

  /// In the order in which they happened.
  public private(set) var lines: [Told] = []

  public init() {}

  public var isEmpty: Bool { lines.isEmpty }

  public mutating func fold(_ entry: Entry) {
    if entry.hasWords { lines.append(Told(entry)) }
  }

  public mutating func name(_ shown: (Line) -> String) {
    for index in lines.indices { lines[index].line = Line(shown(lines[index].line)) }
  }
}

extension Words: PieceByPiece {
  public func write(to writer: inout WireWriter) { writer.parts(1, lines) }

  public static func write(_ entry: Entry, to writer: inout WireWriter) -> Bool {
    guard entry.hasWords else { return false }
    writer.message(1) { Told.write(entry, to: &$0) }
    return true
  }

  public mutating func take(_ field: WireField, in span: RawSpan) throws(WireError) {
    if field.number == 1 { lines.append(try Told(span, field.bytes)) }
  }
}
