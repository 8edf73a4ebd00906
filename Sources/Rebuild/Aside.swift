public import Events

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
