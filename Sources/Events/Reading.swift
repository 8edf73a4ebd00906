/// One thing that a line tells: a kind, its mode, and the words that showed it.
public struct Reading: Hashable, Sendable {
  public var kind: Kind
  public var mode: Mode
  /// Where in the line, as offsets into its UTF-8 bytes; empty when a helper gave the reading by hand.
  public var words: Range<Int>

  public init(kind: Kind, mode: Mode, words: Range<Int> = 0..<0) {
    self.kind = kind
    self.mode = mode
    self.words = words
  }
}

/// How many were there, as a line or a hand counter told it. What was not said is nil.
public struct Counts: Hashable, Sendable, Encodable {
  public var heads: Int?
  public var meals: Int?
  public var newFaces: Int?

  public init(heads: Int? = nil, meals: Int? = nil, newFaces: Int? = nil) {
    self.heads = heads
    self.meals = meals
    self.newFaces = newFaces
  }

  public var isEmpty: Bool { heads == nil && meals == nil && newFaces == nil }
}

/// The time that stands with something a line tells: by when we promised, when a deadline runs out.
public struct Due: Hashable, Sendable {
  public var kind: Kind
  public var time: TimeTold

  public init(_ kind: Kind, _ time: TimeTold) { (self.kind, self.time) = (kind, time) }
}

/// All that was read out of one line. Readings stand in the order of their words, one for each kind and mode.
public struct LineReading: Hashable, Sendable {
  public var readings: [Reading]
  public var counts: Counts
  /// At most one for each kind.
  public var dues: [Due]
  /// The words that say what the person is not to be asked about, as offsets into the line's UTF-8 bytes.
  public var unasked: [Range<Int>]

  public init(
    readings: [Reading] = [], counts: Counts = Counts(), dues: [Due] = [], unasked: [Range<Int>] = []
  ) {
    self.readings = readings
    self.counts = counts
    self.dues = dues
    self.unasked = unasked
  }
}
