public import Events
public import Journal

/// Up to when a view is told.
public enum AsOf: Hashable, Sendable {
  /// All that is known: what the served views tell.
  case now
  /// What this machine's log held up to a position.
  case position(Position)
  /// What was known then: all that had been recorded before an instant.
  case known(before: Moment)
  /// What is known now about then: all that happened before a minute, with every correction since.
  case happened(before: When)
}

extension AsOf {
  /// Whether the event had been told by then. What happened later is left out when the story is told, since a
  /// correction can change when that was.
  func holds(_ event: Event, at position: Position) -> Bool {
    switch self {
    case .now, .happened: true
    case .position(let last): position <= last
    case .known(let end): event.recorded < end
    }
  }

  /// What of a story had happened by then.
  func limit(_ story: [Entry]) -> [Entry] {
    guard case .happened(let end) = self else { return story }
    return story.filter { $0.event.happened.minute < end.minute }
  }
}
