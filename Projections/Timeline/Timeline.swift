public import Events

/// What happened, in order, in the words in which it was told.
public struct Timeline: StoryProjection {
  public static let name = "timeline"
  public static let version: UInt32 = 1
  public static let listens: EventTypes = [
    .note, .presence, .nameGiven, .consentGiven, .consentWithdrawn, .promiseMade, .promiseKept,
    .promiseBroken, .promiseRepaired, .promiseReleased,
  ]

  public private(set) var happenings: [Happening] = []

  public init() {}

  public var isEmpty: Bool { happenings.isEmpty }

  public mutating func fold(_ entry: Entry) { happenings.append(Happening(entry)) }

  public mutating func name(_ shown: (Line) -> String) {
    for index in happenings.indices { happenings[index].name(shown) }
  }
}

extension Timeline: PieceByPiece {
  public func write(to writer: inout WireWriter) { writer.parts(1, happenings) }

  public static func write(_ entry: Entry, to writer: inout WireWriter) -> Bool {
    writer.message(1) { Happening.write(entry, to: &$0) }
    return true
  }

  public mutating func take(_ field: WireField, in span: RawSpan) throws(WireError) {
    if field.number == 1 { happenings.append(try Happening(span, field.bytes)) }
  }
}
