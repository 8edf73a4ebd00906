public import Events

/// What this view answers, in one sentence.
public struct Sample: StoryProjection {
  public static let name = "sample"
  public static let version: UInt32 = 1
  public static let listens: EventTypes = [.note]

  /// The words that tell it, in the order in which they happened.
  public private(set) var told: [Told] = []

  public init() {}

  public var isEmpty: Bool { told.isEmpty }

  public mutating func fold(_ entry: Entry) {
    for reading in entry.readings where reading.kind == "sample-kind" { told.append(Told(entry, reading)) }
  }

  public mutating func name(_ shown: (Line) -> String) {
    for index in told.indices { told[index].line = Line(shown(told[index].line)) }
  }
}

extension Sample {
  public func write(to writer: inout WireWriter) { writer.parts(1, told) }

  public mutating func take(_ field: WireField, in span: RawSpan) throws(WireError) {
    if field.number == 1 { told.append(try Told(span, field.bytes)) }
  }
}
