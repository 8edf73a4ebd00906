public import Events

/// What needs to come to an end for one person: a debt, a home, a tooth. Opened, moved and ended by what
/// lines tell, and never ended because nobody said anything.
public struct Matters: StoryProjection {
  public static let name = "matters"
  public static let version: UInt32 = 1
  public static let listens: EventTypes = [
    .note, .promiseMade, .promiseKept, .promiseBroken, .promiseRepaired, .promiseReleased,
  ]

  /// In the order in which they were opened.
  public private(set) var matters: [Matter] = []

  public init() {}

  public var isEmpty: Bool { matters.isEmpty }

  public mutating func fold(_ entry: Entry) { matters.take(entry) }

  public mutating func name(_ shown: (Line) -> String) {
    for index in matters.indices { matters[index].last.line = Line(shown(matters[index].last.line)) }
  }

  public func write(to writer: inout WireWriter) { writer.parts(1, matters) }

  public mutating func take(_ field: WireField, in span: RawSpan) throws(WireError) {
    if field.number == 1 { matters.append(try Matter(span, field.bytes)) }
  }
}
