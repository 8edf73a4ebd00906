public import Events
internal import Foundation
internal import Journal
internal import Reading
public import Rebuild

/// Up to when a view is told, as somebody asked for it.
public struct LookBack: Sendable {
  public let asOf: AsOf
  /// The time as it was asked for; of a position, when the event there was recorded.
  public let time: When
  /// The last day that can be told of: what depends on today is worked out for it.
  public let day: Day
}

extension Notebook {
  /// - Parameters:
  ///   - text: a position of the log, with or without `#` before it, or a time as people say it, taken to its
  ///     end: `2024-03` is up to and with 31 March.
  ///   - hindsight: with all that is known now about then; else only what had been told by then.
  public func lookBack(_ text: String, hindsight: Bool = false) throws -> LookBack {
    let digits = text.hasPrefix("#") ? text.dropFirst() : text[...]
    if !digits.isEmpty, digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }) {
      guard text.hasPrefix("#") || digits.utf8.count != 4 else { throw NotebookError.yearOrPosition(text) }
      guard !hindsight else { throw NotebookError.positionInHindsight(text) }
      return try lookBack(to: Position(digits) ?? .max)
    }
    let now = clock()
    let time: When
    do { time = try When(past: text, now: now) } catch is EDTFError { throw NotebookError.noTime(text) }
    guard let end = time.end else { throw NotebookError.endlessTime(text) }
    let day = min(When(minute: end.minute - 1).day, now.today)
    return LookBack(
      asOf: hindsight ? .happened(before: end) : .known(before: end.local), time: time, day: day)
  }

  private func lookBack(to position: Position) throws -> LookBack {
    let end = try engine.journal.end
    guard (1...max(1, end)).contains(position) else { throw NotebookError.noPosition(position, end: end) }
    var near = position
    while near > 0 {
      // What is erased or cannot be read does not say when it was recorded; the one before it does.
      if let event = try readable(near) {
        let time = When(local: event.recorded)
        return LookBack(asOf: .position(position), time: time, day: time.day)
      }
      near -= 1
    }
    return LookBack(asOf: .position(position), time: clock().civil, day: clock().today)
  }

  /// Nil where it is erased, or cannot be read. What the disk says is thrown.
  private func readable(_ position: Position) throws -> Event? {
    do { return try engine.event(at: position) } catch is Aside { return nil }
  }
}

extension When {
  /// The first minute after all that it can mean; nil where it has no end.
  fileprivate var end: When? {
    vague.isEmpty ? When(minute: minute + 1) : lastDay.map { When($0 + 1, hour: 0, minute: 0) }
  }

  /// The instant at which clocks on the wall show it here.
  fileprivate var local: Moment {
    let (year, month, day) = self.day.civil
    let parts = DateComponents(
      year: year, month: month, day: day, hour: clock?.hour ?? 0, minute: clock?.minute ?? 0)
    let date = Calendar(identifier: .gregorian).date(from: parts) ?? .distantFuture
    return Moment(milliseconds: Int64(date.timeIntervalSince1970 * 1000))
  }

  /// What clocks on the wall here showed at an instant.
  fileprivate init(local moment: Moment) {
    let date = Date(timeIntervalSince1970: Double(moment.milliseconds) / 1000)
    let parts = Calendar(identifier: .gregorian).dateComponents(
      [.year, .month, .day, .hour, .minute], from: date)
    let day = Day(year: parts.year ?? 1970, month: parts.month ?? 1, day: parts.day ?? 1)
    self.init(day, hour: parts.hour ?? 0, minute: parts.minute ?? 0)
  }
}
