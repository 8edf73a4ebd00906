internal import Events
internal import Keyring
internal import Reading

/// Opens records and makes events of them. One for each thread: it keeps the ciphers' contexts.
struct Opener: ~Copyable {
  fileprivate var sealer: Sealer
  fileprivate var opened: [UInt8]
  /// The participants whose key was not here when an event of theirs was to be opened.
  private(set) var absent: Set<Handle> = []

  init(_ keyring: Keyring) throws(KeyringError) {
    sealer = try keyring.sealer()
    opened = []
  }

  /// The event of a record; nil when its key has been destroyed, or has not come from the machine that drew
  /// it.
  /// - Throws: `Aside` where the record is at fault. Any other error is of the keys' own storage or of the
  ///   machine, says nothing of the record, and nobody is set aside for it.
  mutating func event(_ record: RawSpan) throws -> Event? {
    var id = EventID(origin: 0, sequence: 0)
    do {
      let header = try Header(record)
      id = header.id
      try sealer.open(record, header, into: &opened)
      return try Body.read(opened.span.bytes, under: header)
    } catch KeyringError.destroyed {
      return nil
    } catch KeyringError.unknown(let handle) where !handle.isOrganisation {
      absent.insert(handle)
      return nil
    } catch let error as KeyringError where !error.isOfRecord {
      throw error
    } catch {
      throw Aside(event: id, reason: "\(error)")
    }
  }

  /// The same, and nil where the record is at fault.
  mutating func readable(_ record: RawSpan) throws -> Event? {
    do { return try event(record) } catch is Aside { return nil }
  }
}

/// Opens, orders, reads and folds one person after another. One for each thread: it keeps the ciphers'
/// contexts, the reader's memory of words, and the memory that it works in.
struct Teller: ~Copyable {
  private let catalogue: Catalogue
  private var seals: [ViewSeal]
  /// The views' fingerprints.
  private let views: [UInt64]
  private let slot: FoldSlot
  private let traps: Set<Trap>
  var opener: Opener
  private let words: Words
  private var reader: SharedReader?
  /// How many lines it remembers.
  private let lines: Int
  private var events: [Event]
  private var poisons: [Poison]
  private var writer: WireWriter
  private var tally: Tally

  /// - Parameter lines: how many lines it remembers, with what they tell: none but in a build, which ends.
  init(
    _ catalogue: Catalogue, _ versions: [ViewVersion], _ keyring: Keyring, _ words: Words, _ watch: FoldWatch,
    remembering lines: Int = 0
  ) throws {
    let (slot, traps) = (try watch.slot(), try watch.traps())
    opener = try Opener(keyring)
    (self.slot, self.traps) = (slot, traps)
    self.catalogue = catalogue
    seals = versions.map(ViewSeal.init)
    views = versions.map(\.number)
    self.words = words
    self.lines = lines
    reader = nil
    events = []
    poisons = []
    writer = WireWriter(reserving: 4096)
    tally = Tally()
  }

  /// Takes one record of the person, in any order. Types that no view listens to pass unopened.
  mutating func take(_ header: Header, _ record: RawSpan) throws {
    if let type = header.type, !catalogue.listens.contains(type) { return }
    do {
      if let event = try opener.event(record) { events.append(event) }
    } catch let aside as Aside {
      poisons.append(Poison(type: header.type, aside: aside))
    }
  }

  /// The story of what was taken, and forgets it.
  /// - Parameter reads: whether anybody looks at what its lines tell.
  private mutating func story(reads: Bool) throws -> [Entry] {
    let told = reads ? try tell(events) : Storyline.tell(events) { _ in LineReading() }
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
    let reader = try anyReader()
    return Storyline.tell(events) { reader?.read($0) ?? LineReading() }
  }

  /// Made when the first line is to be read; nil where no view looks at what the lines tell.
  private mutating func anyReader() throws -> SharedReader? {
    if reader == nil, catalogue.reads { reader = SharedReader(try words.compiled(), remembering: lines) }
    return reader
  }

  /// Adds to the sheaf the views of what was taken, sealed under the keeper's key, and forgets it.
  /// - Parameters:
  ///   - news: the types that are new since the views were last told; those that listen to none of them stay
  ///     as they were. Nil tells all of them.
  ///   - count: is lent what the person adds to each tally.
  mutating func views(
    keeper: Handle, news: EventTypes? = nil, into sheaf: inout Sheaf, _ count: (Int, borrowing Tally) -> Void
  ) throws {
    let poisons = standingPoisons()
    slot.begin(keeper, at: events.first?.id ?? EventID(origin: 0, sequence: 0))
    defer { slot.end() }
    if let aside = traps.unread(keeper, events) { return setAside(keeper, aside, into: &sheaf) }
    let news = news.flatMap { $0.isDisjoint(with: Catalogue.govern) ? $0 : nil }
    let all = try story(reads: catalogue.reads(news))
    let visible = all.visible(under: Standing(all))
    let traps = traps.of(keeper, in: all)
    for (index, story) in catalogue.stories.enumerated() {
      let poison = poisons.filter { $0.stops(story.listens) }.map(\.aside).min()
      if let aside = poison ?? traps.aside(views[index], keeper) {
        sheaf.add(noView: index, of: keeper, aside)
        continue
      }
      if let news, story.listens.isDisjoint(with: news) { continue }
      writer.clear()
      slot.fold(views[index])
      if story.fold(all, visible, slot, &writer) {
        let start = sheaf.sealed.count
        try seal(index, keeper, into: &sheaf.sealed)
        sheaf.add(view: index, of: keeper, from: start)
      } else {
        sheaf.add(noView: index, of: keeper)
      }
    }
    for (index, fold) in catalogue.tallies.enumerated() {
      let view = views[catalogue.stories.count + index]
      guard !poisons.contains(where: { $0.stops(fold.listens) }), traps.aside(view, keeper) == nil else {
        sheaf.add(noPart: index, of: keeper)
        continue
      }
      if let news, fold.listens.isDisjoint(with: news) { continue }
      try part(index, fold, visible, keeper, into: &sheaf)
      count(index, tally)
    }
  }

  /// Nothing of the person can be told.
  private mutating func setAside(_ keeper: Handle, _ aside: Aside, into sheaf: inout Sheaf) {
    events.removeAll(keepingCapacity: true)
    for index in catalogue.stories.indices { sheaf.add(noView: index, of: keeper, aside) }
    for index in catalogue.tallies.indices { sheaf.add(noPart: index, of: keeper) }
  }

  private mutating func part(
    _ index: Int, _ fold: TallyFold, _ visible: [Entry], _ keeper: Handle, into sheaf: inout Sheaf
  ) throws(KeyringError) {
    tally.clear()
    slot.fold(views[catalogue.stories.count + index])
    fold.tally(visible, slot, into: &tally)
    tally.settle()
    guard !tally.isEmpty else { return sheaf.add(noPart: index, of: keeper) }
    writer.clear()
    tally.write(to: &writer)
    let start = sheaf.sealed.count
    try seal(catalogue.stories.count + index, keeper, into: &sheaf.sealed)
    sheaf.add(part: index, of: keeper, from: start)
  }

  /// Seals what was written.
  private mutating func seal(_ index: Int, _ keeper: Handle, into sealed: inout [UInt8]) throws(KeyringError)
  {
    seals[index].belong(to: keeper)
    let (plain, binding) = (writer.bytes, seals[index].binding)
    try opener.sealer.seal(plain.span.bytes, for: keeper, binding: binding.span.bytes, into: &sealed)
  }

  /// Lends what each tally gets from one organisation event that nothing amends.
  mutating func count(_ event: Event, _ body: (Int, borrowing Tally) -> Void) throws {
    slot.begin(.organisation, at: event.id)
    defer { slot.end() }
    guard mayRead(event.id) else { return }
    let reader = try anyReader()
    let entry = Storyline.entry(event, []) { reader?.read($0) ?? LineReading() }
    let type = event.content.type
    for (index, fold) in catalogue.tallies.enumerated()
    where fold.listens.contains(type) && mayCount(index, event.id) {
      tally.clear()
      fold.count(entry, &tally)
      tally.settle()
      body(index, tally)
    }
  }

  /// Lends what each tally gets from one organisation event, which stands among its amendments.
  mutating func count(_ family: [Event], _ body: (Int, borrowing Tally) -> Void) throws {
    guard let root = family.first else { return }
    slot.begin(.organisation, at: root.id)
    defer { slot.end() }
    guard mayRead(root.id) else { return }
    let entries = try tell(family)
    for (index, fold) in catalogue.tallies.enumerated() where mayCount(index, root.id) {
      tally.clear()
      fold.tally(entries, slot, into: &tally)
      tally.settle()
      body(index, tally)
    }
  }

  /// False where the reading of just this has ended the program before.
  private func mayRead(_ event: EventID) -> Bool { traps.aside(FoldSlot.everyView, event) == nil }

  /// Notes what is counted next; false where just this has ended the program before.
  private func mayCount(_ index: Int, _ event: EventID) -> Bool {
    let view = views[catalogue.stories.count + index]
    slot.fold(view)
    return traps.aside(view, event) == nil
  }

  mutating func seal(_ row: Tally, _ version: ViewVersion) throws(KeyringError) -> [UInt8] {
    writer.clear()
    row.write(to: &writer)
    var (seal, sealed) = (ViewSeal(version), [UInt8]())
    seal.belong(to: .organisation)
    let (plain, binding) = (writer.bytes, seal.binding)
    try opener.sealer.seal(plain.span.bytes, for: .organisation, binding: binding.span.bytes, into: &sealed)
    return sealed
  }

  /// What names the rows of a tally.
  mutating func namer() throws(KeyringError) -> Namer { try opener.sealer.namer(for: .organisation) }

  mutating func open(_ sealed: RawSpan, of handle: Handle, _ version: ViewVersion) throws(KeyringError)
    -> [UInt8]
  {
    try opener.sealer.open(sealed, handle, version, into: &opener.opened)
    return opener.opened
  }
}
