public import Events

/// Our promises to one person and what became of them. Never a word on how the person keeps theirs.
public struct Promises: StoryProjection {
  public static let name = "promises"
  public static let version: UInt32 = 1
  public static let listens: EventTypes = [
    .note, .promiseMade, .promiseKept, .promiseBroken, .promiseRepaired, .promiseReleased,
  ]

  /// In the order in which they were made.
  public private(set) var pledges: [Pledge] = []

  public init() {}

  public var isEmpty: Bool { pledges.isEmpty }

  public mutating func fold(_ entry: Entry) { pledges.take(entry) }

  public mutating func name(_ shown: (Line) -> String) {
    for index in pledges.indices { pledges[index].told.line = Line(shown(pledges[index].told.line)) }
  }

  /// What we still owe: overdue first, then what was broken, then by the day when it is due, then without
  /// one.
  public func owed(_ today: Day) -> [Pledge] { pledges.owed(today) }
}

extension [Pledge] {
  /// What we still owe: overdue first, then what was broken, then by the day when it is due, then without
  /// one.
  func owed(_ today: Day) -> [Pledge] {
    filter(\.isOwed).enumerated().sorted { a, b in
      let (x, y) = (a.element.urgency(today), b.element.urgency(today))
      return x == y ? a.offset < b.offset : x < y
    }.map(\.element)
  }
}

extension Promises {
  public func write(to writer: inout WireWriter) { writer.parts(1, pledges) }

  public mutating func take(_ field: WireField, in span: RawSpan) throws(WireError) {
    if field.number == 1 { pledges.append(try Pledge(span, field.bytes)) }
  }
}
