internal import Events
internal import Journal
internal import Notebook
internal import Rebuild
internal import Synchronization

/// What was counted today at each stop. The view of the stops has weeks; this is read out of the end of the log,
/// once for each event.
final class DayCounts: Sendable {
  private let state = Mutex(State())

  private struct State {
    var day = Day(number: 0)
    /// Up to where the log was read.
    var position: Position = 0
    /// The organisation's lines and counts of the day.
    var events: [EventID] = []
  }

  private static let step = 10_000
  private static let wanted: TypeFilter = [.note, .stopCounted]

  /// What stands now of all that was told of this stop today.
  func counts(at stop: String, _ today: Day, _ notebook: Notebook) throws -> Events::Counts {
    let events = try state.withLock { state in
      if state.day != today { state = State(day: today, position: try begin(today, notebook)) }
      try follow(&state, notebook)
      return state.events
    }
    var sum = Events::Counts()
    for now in try events.map(notebook.now) where now.outBy == nil {
      let (event, counts) = (now.entry.event, now.entry.counts)
      guard event.at.lowercased() == stop, event.happened.day == today else { continue }
      sum.heads = total(sum.heads, counts.heads)
      sum.meals = total(sum.meals, counts.meals)
      sum.newFaces = total(sum.newFaces, counts.newFaces)
    }
    return sum
  }

  private func total(_ sum: Int?, _ more: Int?) -> Int? {
    sum == nil && more == nil ? nil : (sum ?? 0) + (more ?? 0)
  }

  /// The last position before which nothing was recorded today.
  private func begin(_ today: Day, _ notebook: Notebook) throws -> Position {
    var start = try notebook.engine.journal.end
    while start > 0 {
      let before = start - min(start, Position(Self.step))
      let first = try notebook.engine.event(at: before + 1)
      // A clock elsewhere may be some hours off; what is read once too often is told apart by its day.
      let yesterday = Moment(milliseconds: Int64(today.number - 1) * 86_400_000)
      if let first, first.recorded < yesterday { return before }
      start = before
    }
    return 0
  }

  private func follow(_ state: inout State, _ notebook: Notebook) throws {
    let (engine, day) = (notebook.engine, state.day)
    while true {
      var found: [Position] = []
      let reached = try engine.journal.read(after: state.position, atMost: Self.step, types: Self.wanted) {
        position, header, _ in
        if header.handle.isOrganisation { found.append(position) }
      }
      guard reached > state.position else { return }
      for position in found {
        guard let event = try engine.event(at: position), event.happened.day == day else { continue }
        state.events.append(event.id)
      }
      state.position = reached
    }
  }
}
