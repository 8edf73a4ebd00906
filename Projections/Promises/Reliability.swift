public import Events
internal import Foundation

/// How we keep our word, by the stop where it was told: what was made, kept, broken, made up for and
/// released, day by day. About us alone.
///
/// A promise made to somebody at home belongs to no stop, so that no home stands in the sums.
public enum Reliability: TallyProjection {
  public static let name = "reliability"
  public static let version: UInt32 = 1
  public static let listens: EventTypes = [
    .note, .promiseMade, .promiseKept, .promiseBroken, .promiseRepaired, .promiseReleased,
  ]

  /// What is summed. Codes are stored and never reused.
  public enum What: UInt8, CaseIterable, Sendable {
    case made = 1
    case kept = 2
    case broken = 3
    case repaired = 4
    case released = 5
  }

  private static let told: Kinds = [.promised, .promiseKept, .promiseBroken]

  /// An event tells what became of a promise; what its line says of the same is not counted again.
  public static func count(_ entry: Entry, into tally: inout Tally) {
    guard entry.type != .note else { return countLine(entry, into: &tally) }
    switch entry.event.content {
    case .promiseMade: tally.add(1, to: key(entry, .made))
    case .promise(let step, _, _): tally.add(1, to: key(entry, step.what))
    default: break
    }
  }

  private static func countLine(_ entry: Entry, into tally: inout Tally) {
    guard entry.tells(anyOf: told) else { return }
    if entry.tells(.promised) { tally.add(1, to: key(entry, .made)) }
    if entry.tells(.promiseKept) { tally.add(1, to: key(entry, .kept)) }
    if entry.tells(.promiseBroken) { tally.add(1, to: key(entry, .broken)) }
  }

  private static func key(_ entry: Entry, _ what: What) -> Tally.Key {
    let isElsewhere = entry.tells(.homeVisit) || entry.tells(.visitedElsewhere)
    return Tally.Key(
      place: isElsewhere ? "" : entry.event.at, period: Period(entry.day), what: what.rawValue)
  }
}

extension PromiseStep {
  fileprivate var what: Reliability.What {
    switch self {
    case .kept: .kept
    case .broken: .broken
    case .repaired: .repaired
    case .released: .released
    }
  }
}

/// How we have kept our word at one stop, or everywhere.
public struct OurRecord: Hashable, Encodable, Sendable {
  /// Empty for what was told at no stop.
  public let stop: String
  public var made = 0
  public var kept = 0
  public var broken = 0
  public var repaired = 0
  public var released = 0
  /// After what was kept and broken, of which half counts when it is 180 days old.
  public var opinion = Opinion(kept: 0, broken: 0)

  init(stop: String) { self.stop = stop }
}

extension Reliability {
  /// After so many days a promise kept or broken weighs half: H of the field reference, F4.
  public static let halfLife = 180.0

  /// Everywhere, and stop by stop, where most was promised first.
  public static func records(_ tally: Tally, today: Day) -> (all: OurRecord, stops: [OurRecord]) {
    let stops = Dictionary(grouping: tally.sums, by: \.key.place).map { stop, sums in
      OurRecord(stop, sums, today)
    }
    return (
      OurRecord("", tally.sums, today), stops.sorted { ($1.made, $0.stop) < ($0.made, $1.stop) }
    )
  }
}

extension OurRecord {
  fileprivate init(_ stop: String, _ sums: [Tally.Sum], _ today: Day) {
    self.init(stop: stop)
    var (r, s) = (0.0, 0.0)
    for sum in sums {
      let weight = pow(2, -Double(max(0, (today - sum.key.period.firstDay).count)) / Reliability.halfLife)
      let count = Int(sum.sum)
      switch Reliability.What(rawValue: sum.key.what) {
      case .made: made += count
      case .kept: (kept, r) = (kept + count, r + weight * Double(count))
      case .broken: (broken, s) = (broken + count, s + weight * Double(count))
      case .repaired: repaired += count
      case .released: released += count
      case nil: break
      }
    }
    opinion = Opinion(kept: r, broken: s)
  }
}
