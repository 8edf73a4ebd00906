/// A time as a line says it, not yet a date: `på tirsdag`, `d. 14`, `om 14 dage`. Only the time of the
/// event that holds the line makes it one, so that the same words mean the same whenever they are read.
public struct SaidTime: Hashable, Sendable {
  public var sense: Sense
  /// Minutes from midnight, where a time of day stands with it.
  public var clock: Int?
  /// Which way the words or their clause look.
  public var tense: Tense

  public init(_ sense: Sense, clock: Int? = nil, tense: Tense = .open) {
    (self.sense, self.clock, self.tense) = (sense, clock, tense)
  }

  public enum Tense: Sendable { case past, open, ahead }

  /// What is counted in `om to uger`, `two days ago`.
  public enum Unit: Sendable { case minutes, days, weeks, months, years }

  public enum Weekday: Hashable, Sendable {
    /// `tirsdag`: the nearest that the tense allows.
    case near
    /// `i tirsdags`, `last Tuesday`
    case last
    /// `på tirsdag`
    case coming
    /// Of the week so many weeks from this one: `næste tirsdag`, `tirsdag i sidste uge`
    case week(Int)
    /// `tirsdag om en uge`: so many weeks behind the coming one.
    case later(Int)
  }

  public enum Feast: Sendable { case christmas, newYear, easter, whitsun }
  public enum Side: Sendable { case before, at, after }

  public enum Sense: Hashable, Sendable {
    /// `i går`: so many days from the event's own.
    case day(Int)
    /// `i nat`: from one day into the next.
    case night
    case weekday(Int, Weekday)
    /// `d. 14`, `14/3`, `3/12-26`
    case date(Int, month: Int?, year: Int?)
    /// `uge 42`
    case week(Int)
    /// `næste uge`: so many weeks from this one.
    case weeks(Int)
    /// `i weekenden`, or one so many weeks away.
    case weekend(Int)
    /// `i november`
    case month(Int, year: Int?)
    /// `næste måned`
    case months(Int)
    /// `sidst på måneden`: the first, second or third part of a month.
    case third(Int, month: Int?)
    /// `til foråret`, numbered from 21 as in EDTF.
    case season(Int)
    case feast(Feast, Side)
    /// `om 14 dage`, `for to uger siden`
    case away(Int, Unit)
    case year(Int)
    /// `hver torsdag`: named, and no date.
    case rhythm
    /// `i tre uger`: a length, and no date.
    case length
  }

  /// The rule by which it was read.
  public var rule: String {
    switch sense {
    case .day, .night: "day"
    case .weekday: "weekday"
    case .date: "date"
    case .week, .weeks, .weekend: "week"
    case .month, .months, .third: "month"
    case .season: "season"
    case .feast: "feast"
    case .away: "away"
    case .year: "year"
    case .rhythm: "rhythm"
    case .length: "length"
    }
  }

  /// Whether the words themselves say a day that has been, whatever stands around them.
  public var looksBack: Bool {
    switch sense {
    case .day(let days): days < 0
    case .weekday(_, .last): true
    case .away(let count, .days): count < 0
    default: false
    }
  }

  /// Whether it can be a date at all.
  public var isDated: Bool { sense != .rhythm && sense != .length }
}

/// A time in a line, with the words that say it as offsets into the line's UTF-8 bytes.
public struct TimeTold: Hashable, Sendable {
  public var said: SaidTime
  public var words: Range<Int>

  public init(_ said: SaidTime, words: Range<Int>) { (self.said, self.words) = (said, words) }
}
