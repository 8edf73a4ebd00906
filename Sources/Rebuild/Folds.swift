public import Events

/// A story projection without its type, as the engine runs it.
public struct StoryFold: Sendable {
  public let name: String
  public let version: UInt32
  let listens: EventTypes
  /// From all entries of a story and the visible ones to the view's bytes; nil when there is nothing to keep.
  let fold: @Sendable (_ all: [Entry], _ visible: [Entry]) -> [UInt8]?

  public init<P: StoryProjection>(_ projection: P.Type) {
    name = P.name
    version = P.version
    listens = P.listens
    fold = { all, visible in
      let view = P(of: P.needs == nil ? all : visible)
      return view.isEmpty ? nil : view.stored
    }
  }
}

/// A tally projection without its type.
public struct TallyFold: Sendable {
  public let name: String
  public let version: UInt32
  let listens: EventTypes
  let count: @Sendable (Entry, inout Tally) -> Void

  public init<P: TallyProjection>(_ projection: P.Type) {
    name = P.name
    version = P.version
    listens = P.listens
    count = P.count
  }

  func tally(_ entries: some Sequence<Entry>) -> Tally {
    var tally = Tally()
    for entry in entries where listens.contains(entry.event.content.type) { count(entry, &tally) }
    return tally
  }
}

/// Every projection that is kept. The command lists them; nobody else knows their names.
public struct Catalogue: Sendable {
  public let stories: [StoryFold]
  public let tallies: [TallyFold]
  /// Events of other types change no view.
  let listens: EventTypes

  public init(stories: [StoryFold], tallies: [TallyFold]) {
    self.stories = stories
    self.tallies = tallies
    listens = (stories.map(\.listens) + tallies.map(\.listens)).reduce(Self.govern) { $0.union($1) }
  }

  /// Types that can change any view, whatever it listens to: what stands in a story, and what may be seen of it.
  static let govern: EventTypes = [
    .correction, .retraction, .samePerson, .notSamePerson, .consentGiven, .consentWithdrawn, .erased,
  ]

  var names: [String] { stories.map(\.name) + tallies.map(\.name) }
}
