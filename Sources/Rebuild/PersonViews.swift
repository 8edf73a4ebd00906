public import Events

/// What becomes of one stored thing.
enum Change<Value: Sendable>: Sendable {
  case asItWas
  case gone
  case new(Value)
}

/// What becomes of one person's views: sealed, ready to be stored.
struct PersonViews: Sendable {
  /// The handle under which they are kept.
  let keeper: Handle
  /// For each story projection, in the catalogue's order.
  var views: [Change<[UInt8]>]
  /// For each tally, what this person adds to it.
  var parts: [Change<TallyPart>]
  /// For each story projection, the event that cannot be read and that stops it.
  var asides: [Aside?]

  /// No views: what was kept under the handle is taken away.
  init(none keeper: Handle, _ catalogue: Catalogue) {
    self.keeper = keeper
    views = catalogue.stories.map { _ in .gone }
    parts = catalogue.tallies.map { _ in .gone }
    asides = catalogue.stories.map { _ in nil }
  }
}

/// What a person adds to a tally, sealed and open.
struct TallyPart: Sendable {
  let sealed: [UInt8]
  let tally: Tally
}

/// Why a person's views stand still: names the event, says no word of what it holds.
public struct Aside: Error, Hashable, Sendable {
  public let event: EventID
  public let reason: String
}

extension Aside: CustomStringConvertible {
  /// The reason names the event.
  public var description: String { reason }
}

/// An event of a person that cannot be read, and what is known of it from the clear header.
struct Poison {
  /// Nil when even that is not known, or new.
  let type: EventType?
  let aside: Aside

  /// Whether a view that listens to these types must stand still for it.
  func stops(_ listens: EventTypes) -> Bool {
    guard let type else { return true }
    return listens.contains(type) || Catalogue.govern.contains(type)
  }
}

extension Aside: Comparable {
  public static func < (a: Aside, b: Aside) -> Bool { (a.event, a.reason) < (b.event, b.reason) }

  var stored: [UInt8] { event.bytes + Array(reason.utf8) }

  /// A type of a newer version.
  init(unknown header: Header) {
    self.init(event: header.id, reason: "\(BodyError.unknownType(header.typeCode, header.id))")
  }

  init?(stored span: RawSpan) {
    guard span.byteCount >= EventID.byteCount else { return nil }
    event = EventID(span, at: 0)
    reason = span.text(EventID.byteCount..<span.byteCount)
  }
}
