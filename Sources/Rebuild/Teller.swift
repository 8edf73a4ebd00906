internal import Events
internal import Keyring
internal import Reading

/// Opens records and makes events of them. One for each thread: it keeps the ciphers' contexts.
struct Opener: ~Copyable {
  fileprivate var sealer: Sealer
  fileprivate var opened: [UInt8]

  init(_ keyring: Keyring) throws(KeyringError) {
    sealer = try keyring.sealer()
    opened = []
  }

  /// The event of a record; nil when its key has been destroyed.
  mutating func event(_ record: RawSpan) throws(Aside) -> Event? {
    var id = EventID(origin: 0, sequence: 0)
    do {
      let header = try Header(record)
      id = header.id
      try sealer.open(record, header, into: &opened)
      return try Body.read(opened.span.bytes, under: header)
    } catch KeyringError.destroyed {
      return nil
    } catch {
      throw Aside(event: id, reason: "\(error)")
    }
  }
}

/// Opens, orders, reads and folds one person after another. One for each thread: it keeps the ciphers'
/// contexts and the reader's memory of words.
struct Teller: ~Copyable {
  private let catalogue: Catalogue
  private let versions: [ViewVersion]
  var opener: Opener
  private let words: Words
  private var reader: LineReader?
  private var events: [Event]
  private var poisons: [Poison]

  init(_ catalogue: Catalogue, _ versions: [ViewVersion], _ keyring: Keyring, _ words: Words)
    throws(KeyringError)
  {
    opener = try Opener(keyring)
    self.catalogue = catalogue
    self.versions = versions
    self.words = words
    reader = nil
    events = []
    poisons = []
  }

  /// Takes one record of the person, in any order. Types that no view listens to pass unopened.
  mutating func take(_ header: Header, _ record: RawSpan) {
    if let type = header.type, !catalogue.listens.contains(type) { return }
    do throws(Aside) {
      if let event = try opener.event(record) { events.append(event) }
    } catch {
      poisons.append(Poison(type: header.type, aside: error))
    }
  }

  /// The story of what was taken, and forgets it.
  mutating func story() throws -> [Entry] {
    let told = try tell(events)
    events.removeAll(keepingCapacity: true)
    return told
  }

  /// What cannot be read of what was taken and has not been retracted, and forgets it.
  private mutating func standingPoisons() -> [Poison] {
    guard !poisons.isEmpty else { return [] }
    let retracted = Storyline.retracted(by: events)
    let standing = poisons.filter { !retracted.contains($0.aside.event) }
    poisons = []
    return standing
  }

  private mutating func tell(_ events: [Event]) throws -> [Entry] {
    var reader = try self.reader.take() ?? LineReader(words.compiled())
    let told = Storyline.tell(events) { reader.read($0.text) }
    self.reader = consume reader
    return told
  }

  /// The views of what was taken, sealed under the keeper's key, and forgets it.
  /// - Parameter news: the types that are new since the views were last told; those that listen to none of
  ///   them stay as they were. Nil tells all of them.
  mutating func views(keeper: Handle, news: EventTypes? = nil) throws -> PersonViews {
    let poisons = standingPoisons()
    let all = try story()
    let visible = all.visible(under: Standing(all))
    let news = news.flatMap { $0.isDisjoint(with: Catalogue.govern) ? $0 : nil }
    var result = PersonViews(none: keeper, catalogue)
    for (index, story) in catalogue.stories.enumerated() {
      result.asides[index] = poisons.filter { $0.stops(story.listens) }.map(\.aside).min()
      if result.asides[index] != nil { continue }
      if let news, story.listens.isDisjoint(with: news) {
        result.views[index] = .asItWas
      } else if let view = story.fold(all, visible) {
        result.views[index] = .new(try opener.sealer.seal(view, keeper, versions[index]))
      }
    }
    for (index, fold) in catalogue.tallies.enumerated()
    where !poisons.contains(where: { $0.stops(fold.listens) }) {
      result.parts[index] = try part(fold, visible, news, keeper, versions[catalogue.stories.count + index])
    }
    return result
  }

  private mutating func part(
    _ fold: TallyFold, _ visible: [Entry], _ news: EventTypes?, _ keeper: Handle, _ version: ViewVersion
  ) throws(KeyringError) -> Change<TallyPart> {
    if let news, fold.listens.isDisjoint(with: news) { return .asItWas }
    let tally = fold.tally(visible)
    guard !tally.isEmpty else { return .gone }
    return .new(TallyPart(sealed: try opener.sealer.seal(tally.stored, keeper, version), tally: tally))
  }

  /// What each tally gets from one organisation event, among its amendments.
  mutating func tallies(_ events: [Event]) throws -> [Tally] {
    let entries = try tell(events)
    return catalogue.tallies.map { $0.tally(entries) }
  }

  mutating func seal(_ row: Tally, _ version: ViewVersion) throws(KeyringError) -> [UInt8] {
    try opener.sealer.seal(row.stored, .organisation, version)
  }

  mutating func open(_ sealed: RawSpan, of handle: Handle, _ version: ViewVersion) throws(KeyringError)
    -> [UInt8]
  {
    try opener.sealer.open(sealed, handle, version, into: &opener.opened)
    return opener.opened
  }
}

extension Sealer {
  /// Opens the body of a record; its header is the associated data.
  mutating func open(_ record: RawSpan, _ header: Header, into opened: inout [UInt8]) throws(KeyringError) {
    try open(
      record.extracting(Header.byteCount..<record.byteCount), for: header.handle,
      binding: record.extracting(0..<Header.byteCount), into: &opened)
  }

  /// Seals a view. Its name, fingerprint and person are bound to it, so that none can stand for another.
  mutating func seal(_ view: [UInt8], _ handle: Handle, _ version: ViewVersion) throws(KeyringError)
    -> [UInt8]
  {
    try seal(view, for: handle, binding: version.binding(handle))
  }

  mutating func open(
    _ sealed: RawSpan, _ handle: Handle, _ version: ViewVersion, into opened: inout [UInt8]
  ) throws(KeyringError) {
    let binding = version.binding(handle)
    try open(sealed, for: handle, binding: binding.span.bytes, into: &opened)
  }
}

extension ViewVersion {
  fileprivate func binding(_ handle: Handle) -> [UInt8] {
    Array("\(view)/\(fingerprint)/".utf8) + handle.bytes
  }
}
