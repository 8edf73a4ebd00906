public import Events

/// Who of us knows the person: every helper on every day of a meeting. The figures made of it are about us, and
/// are worked out when they are shown.
public struct Faces: StoryProjection {
  public static let name = "faces"
  public static let version: UInt32 = 1
  public static let listens: EventTypes = [
    .note, .presence, .promiseMade, .promiseKept, .promiseBroken, .promiseRepaired, .promiseReleased,
  ]

  /// Whoever of us the person has met, in the order in which they first came.
  public private(set) var helpers: [String] = []
  /// Where, in the order in which it was first told.
  public private(set) var places: [String] = []
  /// In order; one for each helper and day.
  public private(set) var sights: [Sight] = []

  public init() {}

  public var isEmpty: Bool { sights.isEmpty }

  /// A meeting that nobody put a name to makes no face known.
  public mutating func fold(_ entry: Entry) {
    guard entry.showsFace, !isTold(entry) else { return }
    if !helpers.contains(entry.event.by) { helpers.append(entry.event.by) }
    if !places.contains(entry.event.at) { places.append(entry.event.at) }
    sights.append(
      Sight(
        day: entry.day, isDayKnown: !entry.event.happened.isVaguerThanDay, helper: entry.event.by,
        at: entry.event.at, event: entry.event.id))
  }

  /// Whether the helper has told of that day already.
  private func isTold(_ entry: Entry) -> Bool {
    guard !entry.event.happened.isVaguerThanDay else { return false }
    for sight in sights.reversed() {
      guard sight.day == entry.day else { return false }
      if sight.isDayKnown, sight.helper == entry.event.by { return true }
    }
    return false
  }

  public mutating func name(_ shown: (Line) -> String) {}
}

/// Names and places are written once, and numbered from 0 in their order.
extension Faces {
  public func write(to writer: inout WireWriter) {
    for helper in helpers { writer.element(1, text: helper) }
    for place in places { writer.element(2, text: place) }
    for sight in sights {
      writer.message(3) { inner in
        inner.day(1, sight.day)
        inner.number(2, sight.isDayKnown ? 0 : 1)
        inner.number(3, helpers.firstIndex(of: sight.helper) ?? 0)
        inner.number(4, places.firstIndex(of: sight.at) ?? 0)
        inner.event(5, sight.event)
      }
    }
  }

  public mutating func take(_ field: WireField, in span: RawSpan) throws(WireError) {
    switch field.number {
    case 1: helpers.append(span.text(field.bytes))
    case 2: places.append(span.text(field.bytes))
    case 3: sights.append(try sight(field.bytes, in: span))
    default: break
    }
  }

  private func sight(_ bytes: Range<Int>, in span: RawSpan) throws(WireError) -> Sight {
    var sight = Sight(
      day: Day(number: 0), isDayKnown: true, helper: helpers.first ?? "", at: places.first ?? "",
      event: EventID(origin: 0, sequence: 0))
    var reader = WireReader(bytes)
    while let field = try reader.next(in: span) {
      switch field.number {
      case 1: sight.day = span.day(field)
      case 2: sight.isDayKnown = field.value == 0
      case 3: sight.helper = helpers.at(field.value)
      case 4: sight.at = places.at(field.value)
      case 5: sight.event = try span.event(field)
      default: break
      }
    }
    return sight
  }
}

extension [String] {
  fileprivate func at(_ number: UInt64) -> String {
    Int(exactly: number).flatMap { indices.contains($0) ? self[$0] : nil } ?? ""
  }
}
