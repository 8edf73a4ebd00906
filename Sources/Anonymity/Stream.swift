import Events
import Releases

/// The events that may be released, of those who were drawn, participant after participant in the order of their
/// pseudonyms. What is taken out is marked and never comes back.
struct Stream {
  /// For each participant the person in the traces, and the pseudonym.
  var persons: [Int] = []
  var pids: [String] = []
  var starts: [Int] = [0]
  /// For each event the event in the traces.
  var event: [Int] = []
  /// As in the traces, but shifted in tier A.
  var day: [Int32] = []
  /// Why an event is no longer in: 0, or one more than the place of the reason among all.
  var gone: [UInt8] = []

  func events(of participant: Int) -> Range<Int> { starts[participant]..<starts[participant + 1] }

  mutating func take(_ event: Int, _ reason: SuppressionReport.Reason) { gone[event] = Self.code(reason) }

  static func code(_ reason: SuppressionReport.Reason) -> UInt8 {
    UInt8((SuppressionReport.Reason.allCases.firstIndex(of: reason) ?? 0) + 1)
  }
}

extension Stream {
  /// Draws the participants, names them, and shifts their days (tier A) so that none is seen to end with the log.
  init(_ traces: Traces, _ policy: Policy, _ secrets: Secrets) throws {
    let share = Int((policy.sample * 1_000_000).rounded())
    var drawn: [(pid: String, person: Int)] = []
    for (person, keeper) in traces.keepers.enumerated()
    where try secrets.draw(.sample, keeper.description, below: 1_000_000) < share {
      drawn.append((try secrets.pseudonym(.participant, keeper.description), person))
    }
    drawn.sort { ($0.pid, $0.person) < ($1.pid, $1.person) }
    guard !zip(drawn, drawn.dropFirst()).contains(where: { $0.pid == $1.pid }) else {
      throw AnonymityError.samePseudonym
    }
    let never = KindTree(traces, policy).isNever
    let window = try Window(traces, policy, drawn.map(\.person))
    for (pid, person) in drawn {
      let shift = try window.shift(traces.keepers[person].description, secrets)
      persons.append(person)
      pids.append(pid)
      for index in traces.events(of: person) {
        let shifted = traces.day[index].number + shift
        event.append(index)
        day.append(shifted)
        gone.append(
          never[Int(traces.kind[index])]
            ? Self.code(.droppedKind) : window.holds(shifted) ? 0 : Self.code(.truncation))
      }
      starts.append(event.count)
    }
  }
}

/// Shift and truncate (Hripcsak and others, 2016): each participant is moved by whole weeks, and only days are kept
/// that every shift could have brought there.
private struct Window {
  let weeks: Int
  let kept: ClosedRange<Int32>

  init(_ traces: Traces, _ policy: Policy, _ persons: [Int]) throws {
    weeks = policy.tier == .a ? policy.shiftWeeks : 0
    let days = persons.flatMap { person in traces.events(of: person).map { traces.day[$0].number } }
    guard let first = days.min(), let last = days.max(), weeks > 0 else {
      kept = Int32.min...Int32.max
      return
    }
    let margin = Int32(7 * weeks)
    guard first + margin <= last - margin else { throw AnonymityError.noShiftFits(weeks: weeks) }
    kept = first + margin...last - margin
  }

  func shift(_ keeper: String, _ secrets: Secrets) throws -> Int32 {
    guard weeks > 0 else { return 0 }
    return Int32(7 * (try secrets.draw(.shift, keeper, below: 2 * weeks + 1) - weeks))
  }

  func holds(_ day: Int32) -> Bool { kept.contains(day) }
}
