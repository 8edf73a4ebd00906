/// What only the maker of a release knows: whose rows are whose, who was left out, and what must never be found in
/// it. It lives in memory for the time of an attack, and is written nowhere.
public struct Truth: Sendable {
  /// Those who are in the release, in any order.
  public var released: [Person] = []
  /// Consenters whom the draw left out.
  public var leftOut: [Person] = []
  /// Those who never said yes to research.
  public var others: [Person] = []
  /// Pseudonyms in the order in which their bearers came.
  public var enrolled: [String] = []
  public var secrets: [Secret] = []
  /// What became of each earlier release of the suite, in its order.
  public var earlier: [Since] = []

  public init() {}

  /// An event as it was, with kind, place and worker as coarse as in the release.
  public struct Event: Hashable, Sendable {
    public var kind: String
    public var mode: String
    /// Days since the person's first event that the release could hold.
    public var day: Int
    public var place: String
    public var worker: String

    public init(_ kind: String, mode: String = "happened", day: Int, place: String = "", worker: String = "")
    {
      (self.kind, self.mode, self.day, self.place, self.worker) = (kind, mode, day, place, worker)
    }
  }

  public struct Person: Sendable {
    /// Empty for those who are not in the release.
    public var pid: String
    /// What stands for the person in the log: the 16 bytes of the handle.
    public var handle: [UInt8]
    /// The first event, in days since 1 January 1970: where `day` counts from.
    public var firstDay: Int
    /// In the order in which they happened.
    public var events: [Event]

    public init(pid: String = "", handle: [UInt8] = [], firstDay: Int = 0, events: [Event]) {
      (self.pid, self.handle, self.firstDay, self.events) = (pid, handle, firstDay, events)
    }
  }

  /// Some day that a time of a release tells of, in days after `first` (counted from 1 January 1970): where rows stand
  /// for several events, which of their days is taken makes no difference to what the attacks see.
  public static func day(in time: String, first: Int) -> Int {
    if let day = Civil.days(time) ?? Civil.week(time) { return day - first }
    if let quarter = TimeScale.quarter(time) {
      let month = quarter % 4 * 3 + 1
      return (Civil.days("\(quarter / 4)-\(month)-1") ?? first) - first
    }
    return TimeScale.elapsed(time)?.lowerBound ?? 0
  }

  /// What must not stand in any file.
  public struct Secret: Hashable, Sendable {
    public enum What: String, CaseIterable, Sendable {
      /// Something that an invented participant brought along for this purpose.
      case canary
      /// A handle, an event's id, a log's name, in any of the spellings that we use.
      case handle
      case name, stop, helper
    }

    public var what: What
    public var text: String
    public init(_ what: What, _ text: String) { (self.what, self.text) = (what, text) }
  }

  /// Of the participants of an earlier release, by their pseudonyms there.
  public struct Since: Sendable {
    /// Those who have withdrawn since.
    public var withdrawn: Set<String>
    /// Pseudonyms in this release of those who are in both.
    public var here: [String: String]

    public init(withdrawn: Set<String> = [], here: [String: String] = [:]) {
      (self.withdrawn, self.here) = (withdrawn, here)
    }
  }
}
