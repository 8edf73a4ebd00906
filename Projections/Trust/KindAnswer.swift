public import Events

/// What was said to one kind of thing over time: the first and the last yes, and the last no.
public struct KindAnswer: Hashable, Encodable, Stored {
  public var kind: Kind = ""
  public var firstYes: Told?
  public var lastYes: Told?
  public var lastNo: Told?
  /// A no that still stands: we do not ask until they do.
  public var isLeftAlone = false

  public init() {}

  init(kind: Kind) { self.kind = kind }

  /// Nothing was said to it after all: it failed, or was arranged and no more.
  var isSilent: Bool { firstYes == nil && lastNo == nil }

  /// A no stands until the person takes it, or lets it be arranged. Words like `wants-no-contact` are a no
  /// when they happen.
  mutating func take(_ reading: Reading, _ entry: Entry) {
    let isNo = reading.mode == .declined || reading.mode == .happened && Answers.silence.contains(kind)
    if isNo {
      (lastNo, isLeftAlone) = (Told(entry, reading), true)
    } else if reading.mode == .happened {
      let told = Told(entry, reading)
      if firstYes == nil { firstYes = told }
      (lastYes, isLeftAlone) = (told, false)
    } else if reading.mode == .arranged {
      isLeftAlone = false
    }
  }

  mutating func name(_ shown: (Line) -> String) {
    if let line = firstYes?.line { firstYes?.line = Line(shown(line)) }
    if let line = lastYes?.line { lastYes?.line = Line(shown(line)) }
    if let line = lastNo?.line { lastNo?.line = Line(shown(line)) }
  }

  public func write(to writer: inout WireWriter) {
    writer.text(1, kind.rawValue)
    if let firstYes { writer.part(2, firstYes) }
    if let lastYes { writer.part(3, lastYes) }
    if let lastNo { writer.part(4, lastNo) }
    writer.number(5, isLeftAlone ? 1 : 0)
  }

  public mutating func take(_ field: WireField, in span: RawSpan) throws(WireError) {
    switch field.number {
    case 1: kind = Kind(span.text(field.bytes))
    case 2: firstYes = try Told(span, field.bytes)
    case 3: lastYes = try Told(span, field.bytes)
    case 4: lastNo = try Told(span, field.bytes)
    case 5: isLeftAlone = field.value != 0
    default: break
    }
  }
}
