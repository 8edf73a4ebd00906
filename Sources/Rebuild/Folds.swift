public import Events

/// A story projection without its type, as the engine runs it.
public struct StoryFold: Sendable {
  public let name: String
  public let version: UInt32
  let listens: EventTypes
  let reads: Bool
  /// Writes the view of all entries of a story, or of the visible ones; false when there is nothing to keep.
  let fold: @Sendable (_ all: [Entry], _ visible: [Entry], FoldSlot?, inout WireWriter) -> Bool
  /// What one stored view tells otherwise than another; nil stands for a view that is not stored.
  let changes: @Sendable (_ old: [UInt8]?, _ new: [UInt8]?, ChangeContext) throws(WireError) -> [Change]

  public init<P: StoryProjection>(_ projection: P.Type) {
    self.init(projection) { entries, slot, writer in
      let listens = P.listens
      var view = P()
      let span = entries.span
      for index in span.indices where listens.contains(span[index].type) {
        slot?.at(span[index].event.id)
        view.fold(span[index])
      }
      if !view.isEmpty { view.write(to: &writer) }
      return !view.isEmpty
    }
  }

  /// The same bytes, entry after entry.
  public init<P: PieceByPiece>(_ projection: P.Type) {
    self.init(projection) { entries, slot, writer in
      let listens = P.listens
      var holdsAny = false
      let span = entries.span
      for index in span.indices where listens.contains(span[index].type) {
        slot?.at(span[index].event.id)
        if P.write(span[index], to: &writer) { holdsAny = true }
      }
      return holdsAny
    }
  }

  private init<P: StoryProjection>(
    _: P.Type, fold: @escaping @Sendable ([Entry], FoldSlot?, inout WireWriter) -> Bool
  ) {
    name = P.name
    version = P.version
    listens = P.listens
    reads = P.reads
    let needsNoConsent = P.needs == nil
    self.fold = { all, visible, slot, writer in fold(needsNoConsent ? all : visible, slot, &writer) }
    changes = { old, new, context throws(WireError) in
      P.changes(from: try P.stored(old), to: try P.stored(new), context)
    }
  }
}

extension StoryFold {
  /// The same, with no note of what is being folded.
  public func fold(_ all: [Entry], _ visible: [Entry], _ writer: inout WireWriter) -> Bool {
    fold(all, visible, nil, &writer)
  }
}

extension StoryProjection {
  /// The view of these bytes; an empty one where none is stored.
  fileprivate static func stored(_ bytes: [UInt8]?) throws(WireError) -> Self {
    guard let bytes else { return Self() }
    return try Self(stored: bytes.span.bytes)
  }
}

/// A tally projection without its type.
public struct TallyFold: Sendable {
  public let name: String
  public let version: UInt32
  let listens: EventTypes
  let count: @Sendable (Entry, inout Tally) -> Void
  let changes: @Sendable (_ old: Tally, _ new: Tally, ChangeContext) -> [Change]

  public init<P: TallyProjection>(_ projection: P.Type) {
    name = P.name
    version = P.version
    listens = P.listens
    count = P.count
    changes = P.changes
  }

  /// Adds what the entries come to.
  public func tally(_ entries: [Entry], into tally: inout Tally) { self.tally(entries, nil, into: &tally) }

  func tally(_ entries: [Entry], _ slot: FoldSlot?, into tally: inout Tally) {
    for entry in entries where listens.contains(entry.type) {
      slot?.at(entry.event.id)
      count(entry, &tally)
    }
  }
}

/// Every projection that is kept. The command lists them; nobody else knows their names.
public struct Catalogue: Sendable {
  public let stories: [StoryFold]
  public let tallies: [TallyFold]
  /// Events of other types change no view.
  let listens: EventTypes
  /// Whether any view looks at what the lines tell.
  let reads: Bool

  public init(stories: [StoryFold], tallies: [TallyFold]) {
    self.stories = stories
    self.tallies = tallies
    reads = !tallies.isEmpty || stories.contains(where: \.reads)
    listens = (stories.map(\.listens) + tallies.map(\.listens)).reduce(Self.govern) { $0.union($1) }
  }

  /// Types that can change any view, whatever it listens to: what stands in a story, and what may be seen of it.
  static let govern: EventTypes = [
    .correction, .retraction, .samePerson, .notSamePerson, .consentGiven, .consentWithdrawn, .erased,
  ]

  /// Whether a view that listens to any of these types looks at what the lines tell; any view at all where nil.
  func reads(_ news: EventTypes?) -> Bool {
    guard let news else { return reads }
    return stories.contains { $0.reads && !$0.listens.isDisjoint(with: news) }
      || tallies.contains { !$0.listens.isDisjoint(with: news) }
  }

  public var names: [String] { stories.map(\.name) + tallies.map(\.name) }
}
