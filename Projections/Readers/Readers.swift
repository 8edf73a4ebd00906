public import Events

/// Who has read a participant's history, when, what of it and why. It needs no consent of its own: whoever has
/// said no may still ask who has read.
public struct Readers: StoryProjection {
  public static let name = "readers"
  public static let version: UInt32 = 1
  public static let needs: Purpose? = nil
  public static let reads = false
  public static let listens: EventTypes = [.historyRead]

  /// In the order in which they happened.
  public private(set) var looks: [Look] = []

  public init() {}

  public var isEmpty: Bool { looks.isEmpty }

  public mutating func fold(_ entry: Entry) {
    if let look = Look(entry) { looks.append(look) }
  }

  public mutating func name(_ shown: (Line) -> String) {}
}

extension Readers {
  public func write(to writer: inout WireWriter) { writer.parts(1, looks) }

  public mutating func take(_ field: WireField, in span: RawSpan) throws(WireError) {
    if field.number == 1 { looks.append(try Look(span, field.bytes)) }
  }
}

/// One look into the history.
public struct Look: Hashable, Sendable, Encodable {
  public var event = EventID(origin: 0, sequence: 0)
  public var when = When(minute: 0)
  /// Empty where they did not say.
  public var by = ""
  /// The view that was shown; `lines` and `events` where it was the lines or the events themselves.
  public var view = ""
  public var purpose = ""

  public init() {}

  init?(_ entry: Entry) {
    guard case .historyRead(let purpose, let view) = entry.event.content else { return nil }
    (event, when, by) = (entry.event.id, entry.event.happened, entry.event.by)
    (self.view, self.purpose) = (view.lowercased(), purpose)
  }
}

extension Look: Stored {
  public func write(to writer: inout WireWriter) {
    writer.event(1, event)
    writer.when(2, when)
    writer.text(3, by)
    writer.text(4, view)
    writer.text(5, purpose)
  }

  public mutating func take(_ field: WireField, in span: RawSpan) throws(WireError) {
    switch field.number {
    case 1: event = try span.event(field)
    case 2: when = try span.when(field)
    case 3: by = span.text(field.bytes)
    case 4: view = span.text(field.bytes)
    case 5: purpose = span.text(field.bytes)
    default: break
    }
  }
}
