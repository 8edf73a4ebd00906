public import Events

/// Who helps: invited and left, by name and day. What happened on one day adds up, so that it does not matter
/// in which order two machines heard of it.
public enum Helpers: TallyProjection {
  public static let name = "helpers"
  public static let version: UInt32 = 1
  public static let listens: EventTypes = [.helperInvited, .helperLeft]

  /// What is summed. Codes are stored and never reused.
  public enum What: UInt8 {
    /// One for each time that somebody was invited, less one for each time that they left.
    case came = 1
  }

  public static func count(_ entry: Entry, into tally: inout Tally) {
    switch entry.event.content {
    case .helperInvited(let name, _): tally.add(1, to: key(name, entry.day))
    case .helperLeft(let name): tally.add(-1, to: key(name, entry.day))
    default: break
    }
  }

  private static func key(_ name: String, _ day: Day) -> Tally.Key {
    Tally.Key(place: name, period: Period(day), what: What.came.rawValue)
  }
}

/// A helper of whom it was told that they came or left.
public struct Helper: Hashable, Encodable, Sendable {
  public var name: String
  /// The last word on it: whether they are here, and since when they are or are not.
  public var isHere: Bool
  public var since: Day
}

extension Helpers {
  /// By name. The last day counts on which more was told of the one than of the other.
  public static func all(_ tally: Tally) -> [Helper] {
    var last: [String: Helper] = [:]
    for sum in tally.sums {
      let (name, day) = (sum.key.place, sum.key.period.firstDay)
      last[name] = Helper(name: name, isHere: sum.sum > 0, since: day)
    }
    return last.values.sorted { $0.name < $1.name }
  }

  /// Those who have left and not come back.
  public static func left(_ tally: Tally) -> Set<String> {
    Set(all(tally).filter { !$0.isHere }.map(\.name))
  }
}
