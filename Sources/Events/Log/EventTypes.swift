/// A set of structural types, one bit for each code: it is asked of every event by every view.
public struct EventTypes: Hashable, Sendable, ExpressibleByArrayLiteral {
  private var bits: UInt64 = 0

  public init(arrayLiteral types: EventType...) { for type in types { insert(type) } }

  public var isEmpty: Bool { bits == 0 }

  /// Its types, by their codes.
  public var all: [EventType] { EventType.allCases.filter(contains) }

  public func contains(_ type: EventType) -> Bool { bits & EventTypes.bit(type) != 0 }
  public func isDisjoint(with other: EventTypes) -> Bool { bits & other.bits == 0 }

  public mutating func insert(_ type: EventType) { bits |= EventTypes.bit(type) }
  public mutating func formUnion(_ other: EventTypes) { bits |= other.bits }

  public func union(_ other: EventTypes) -> EventTypes {
    var both = self
    both.formUnion(other)
    return both
  }

  /// Codes are below 64.
  private static func bit(_ type: EventType) -> UInt64 { 1 << UInt64(type.rawValue & 63) }
}
