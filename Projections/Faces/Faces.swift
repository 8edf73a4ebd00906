public import Events

/// Who of us knows the person: every helper on every day of a meeting. The figures made of it are about us,
/// and are worked out when they are shown.
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
    if !isLast(entry) {
      if !helpers.contains(entry.event.by) { helpers.append(entry.event.by) }
      if !places.contains(entry.event.at) { places.append(entry.event.at) }
    }
    sights.append(
      Sight(
        day: entry.day, isDayKnown: !entry.event.happened.isVaguerThanDay, helper: entry.event.by,
        at: entry.event.at, event: entry.event.id))
  }

  /// Whether helper and place are those of the time before, as they mostly are.
  private func isLast(_ entry: Entry) -> Bool {
    guard let index = sights.indices.last else { return false }
    return sights[index].helper == entry.event.by && sights[index].at == entry.event.at
  }

  /// Whether the helper has told of that day already.
  private func isTold(_ entry: Entry) -> Bool {
    guard !entry.event.happened.isVaguerThanDay else { return false }
    var index = sights.count - 1
    while index >= 0, sights[index].day == entry.day {
      if sights[index].isDayKnown, sights[index].helper == entry.event.by { return true }
      index -= 1
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
    var (helper, place) = (0, 0)
    for sight in sights {
      helper = helpers.number(of: sight.helper, near: helper)
      place = places.number(of: sight.at, near: place)
      writer.message(3) { inner in
        inner.day(1, sight.day)
        inner.number(2, sight.isDayKnown ? 0 : 1)
        inner.number(3, helper)
        inner.number(4, place)
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
    var (day, isDayKnown, event) = (Day(number: 0), true, EventID(origin: 0, sequence: 0))
    var (helper, place) = (UInt64(0), UInt64(0))
    var reader = WireReader(bytes)
    while let field = try reader.next(in: span) {
      switch field.number {
      case 1: day = span.day(field)
      case 2: isDayKnown = field.value == 0
      case 3: helper = field.value
      case 4: place = field.value
      case 5: event = try span.event(field)
      default: break
      }
    }
    guard helper < helpers.count, place < places.count else { throw WireError(offset: bytes.lowerBound) }
    return Sight(
      day: day, isDayKnown: isDayKnown, helper: helpers[Int(helper)], at: places[Int(place)], event: event)
  }
}

extension [String] {
  /// Where a name stands: mostly where the one before it stood.
  fileprivate func number(of name: String, near last: Int) -> Int {
    last < count && self[last] == name ? last : firstIndex(of: name) ?? 0
  }
}
