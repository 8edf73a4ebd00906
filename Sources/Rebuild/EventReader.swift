public import Events
public import Journal
public import Keyring

/// Reads events one after another, opened. Those whose key has been destroyed, and those
/// that cannot be read, are passed over.
public struct EventReader: ~Copyable {
  private let journal: Journal
  private var opener: Opener
  private var unreadable: [Aside]

  public init(_ journal: Journal, _ keyring: Keyring) throws {
    opener = try Opener(keyring)
    self.journal = journal
    unreadable = []
  }

  /// The events met since the last asking that cannot be read, with their reasons.
  public mutating func takeUnreadable() -> [Aside] {
    defer { unreadable = [] }
    return unreadable
  }

  /// Lends the events after a position one by one, none kept.
  /// - Returns: the last position looked at.
  public mutating func each(
    after: Position, atMost count: Int, _ body: (Event) throws -> Void
  ) throws -> Position {
    try eachPlaced(after: after, atMost: count) { try body($1) }
  }

  /// The same, each with its position.
  public mutating func eachPlaced(
    after: Position, atMost count: Int, _ body: (Position, Event) throws -> Void
  ) throws -> Position {
    try journal.read(after: after, atMost: count) { position, _, record in
      let event: Event?
      do { event = try opener.event(record) } catch let aside as Aside {
        unreadable.append(aside)
        return
      }
      if let event { try body(position, event) }
    }
  }

  /// - Returns: the events after a position, and the last position looked at.
  public mutating func events(after: Position, atMost count: Int) throws -> (events: [Event], last: Position)
  {
    var events: [Event] = []
    let last = try each(after: after, atMost: count) { events.append($0) }
    return (events, last)
  }
}
