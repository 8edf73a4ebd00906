public import Events

/// A place in one log: counts from 1 without gaps; 0 is before the first. Another machine's log has the same
/// events at other positions, so no view holds one.
public typealias Position = UInt64

/// An event that is to be appended.
public struct Draft: Sendable {
  public var type: EventType
  public var handle: Handle
  /// nil asks for this origin's next. Give the id that an earlier try was given, and it is stored once.
  public var id: EventID?
  /// Makes the sealed body for a header, whose 34 bytes are the associated data. Called on the writer's
  /// thread, in the order of positions, and not at all for an event that the log has.
  public var seal: @Sendable (Header) throws -> [UInt8]
  /// A record that is written as it came.
  let arrival: Arrival?

  public init(
    type: EventType, handle: Handle, id: EventID? = nil,
    seal: @escaping @Sendable (Header) throws -> [UInt8]
  ) {
    self.type = type
    self.handle = handle
    self.id = id
    self.seal = seal
    arrival = nil
  }

  init(_ arrival: Arrival) {
    // Neither type nor seal is asked for; a type of a newer version passes through.
    (type, handle, id) = (arrival.header.type ?? .note, arrival.header.handle, arrival.header.id)
    (seal, self.arrival) = ({ _ in [] }, arrival)
  }
}

/// The answer to a draft: it is on the disk.
public struct Receipt: Sendable, Hashable {
  public let position: Position
  public let id: EventID
  /// False when the log had it already; the position is then where it is.
  public let isNew: Bool
}
