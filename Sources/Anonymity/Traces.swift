public import Events

/// What the log tells of those who said yes to research, event by event, before anything is done to it: in
/// columns, person after person, each in the order in which it happened. Nothing of it may leave.
public struct Traces: Sendable {
  /// Whose they are.
  public var keepers: [Handle] = []
  /// Where the events of each begin, and after the last one how many there are.
  public var starts: [Int] = [0]

  /// For each event: of `kinds`.
  public var kind: [UInt16] = []
  public var mode: [Mode] = []
  /// The day; where the time is vague, the first that it can mean.
  public var day: [Day] = []
  /// Of `stops` and `helpers`; -1 where nobody said.
  public var stop: [Int32] = []
  public var helper: [Int32] = []

  public var kinds: [Told] = []
  public var stops: [String] = []
  public var helpers: [String] = []
  /// What each of `helpers` is, such as `volunteer`; empty, or one for each, where nobody said an empty text.
  public var roles: [String] = []

  public init() {}

  public var events: Int { starts.last ?? 0 }
  public func events(of person: Int) -> Range<Int> { starts[person]..<starts[person + 1] }

  /// A kind with its group, by the vocabulary that read the lines.
  public struct Told: Hashable, Sendable {
    public var kind: String
    public var group: String
    public init(_ kind: String, group: String) { (self.kind, self.group) = (kind, group) }
  }
}
