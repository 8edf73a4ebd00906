internal import Events
internal import Journal
internal import Keyring

/// Brings the served views up to the end of the log: whoever is touched by new events is told again from the
/// beginning, and nobody else.
///
/// Each store keeps its own mark, and taking a stretch again changes nothing; so a kill at any moment is mended
/// by the next catch-up.
struct CatchUp: ~Copyable {
  private let journal: Journal
  private let generation: Generation
  private let catalogue: Catalogue
  private let keyring: Keyring
  private var teller: Teller

  /// Events in one step, so that no read transaction lives long.
  private static let step = 10_000

  init(
    _ journal: Journal, _ generation: Generation, _ catalogue: Catalogue, _ keyring: Keyring,
    _ teller: consuming Teller
  ) {
    self.keyring = keyring
    self.journal = journal
    self.generation = generation
    self.catalogue = catalogue
    self.teller = teller
  }

  /// Takes the next stretch; false when there is nothing new.
  mutating func advance(_ landmarks: inout Landmarks) throws -> Bool {
    let start = try generation.mark()
    let end = try journal.end
    guard start < end else { return false }
    let stretch = try read(after: start, atMost: Int(min(UInt64(Self.step), try limit(start, end) - start)))
    for event in stretch.landmarks { try landmarks.take(event) }
    if !stretch.landmarks.isEmpty { landmarks.settle() }
    try passOver(stretch, &landmarks)
    if try generation.index.mark() < stretch.end {
      try generation.index.add(stretch.addition, mark: stretch.end)
    }
    var change = try organisationChange(stretch)
    let sheaf = try tell(stretch.touched, landmarks.ties, &change.tallies)
    try store(sheaf, change, from: start, mark: stretch.end)
    return true
  }

  /// Tells some persons again; nothing new is taken in.
  mutating func retell(_ handles: some Sequence<Handle>, _ landmarks: Landmarks) throws {
    let mark = try generation.mark()
    var change = OrganisationChange(catalogue)
    let touched = Dictionary(uniqueKeysWithValues: Set(handles).map { ($0, Catalogue.govern) })
    let sheaf = try tell(touched, landmarks.ties, &change.tallies)
    try store(sheaf, change, from: mark, mark: mark)
  }

  /// Notes whose key is not here, before the views go on without them. No key is ever drawn for somebody whom
  /// another machine has one for.
  private func passOver(_ stretch: Stretch, _ landmarks: inout Landmarks) throws {
    let ties = landmarks.ties
    let asked = stretch.participants.union(stretch.landmarks.isEmpty ? [] : ties.tied)
    let news = try keyring.unknown(among: asked).union(teller.opener.absent)
    guard !news.isSubset(of: ties.absent) else { return }
    try generation.absent.add(news)
    landmarks.ties.absent.formUnion(news)
  }

  /// Tells those anew whose key has come since their events did, and whoever is tied to them. All stores have
  /// reached the end of the log.
  mutating func tellArrived(_ landmarks: inout Landmarks) throws {
    let absent = landmarks.ties.absent
    let arrived = absent.subtracting(try keyring.unknown(among: absent))
    guard !arrived.isEmpty else { return }
    for handle in arrived {
      try journal.records(at: generation.index.positions(of: handle)) { _, header, record in
        guard let type = header.type, Landmarks.types.contains(type) else { return }
        // What cannot be read stands among the asides of whoever is told.
        if let event = try teller.opener.readable(record) { try landmarks.take(event) }
      }
    }
    landmarks.settle()
    landmarks.ties.absent.subtract(arrived)
    try retell(arrived, landmarks)
    try generation.absent.remove(arrived)
  }

  /// After a kill the stores stand at two marks; the first step goes no further than the second of them.
  private func limit(_ start: UInt64, _ end: UInt64) throws -> UInt64 {
    let marks = try generation.stories.map { try $0.mark() } + generation.tallies.map { try $0.mark() }
    return marks.filter { $0 > start }.min() ?? end
  }

  private mutating func read(after start: UInt64, atMost count: Int) throws -> Stretch {
    var stretch = Stretch(after: start, indexed: try generation.index.mark(), catalogue)
    _ = try journal.read(after: start, atMost: count) { position, header, record in
      try stretch.take(position, header, record, &teller.opener)
    }
    return stretch
  }

  /// New views for all who are touched, and none for handles that are no longer kept under.
  private mutating func tell(
    _ touched: [Handle: EventTypes], _ ties: Ties, _ change: inout [Tally]
  ) throws -> Sheaf {
    var sheaf = Sheaf(catalogue)
    var touched = touched
    for (handle, types) in touched where !types.isDisjoint(with: Landmarks.types) {
      for relative in ties.kin(of: handle) { touched[relative, default: []].formUnion(types) }
    }
    for group in Set(touched.keys.map(ties.members)).sorted(by: { $0[0] < $1[0] }) {
      let keeper = ties.keeper(of: group[0])
      for handle in group where handle != keeper { sheaf.add(nothingOf: handle) }
      guard let keeper else { continue }
      for handle in group where !ties.isMute(handle) {
        try journal.records(at: generation.index.positions(of: handle)) { try teller.take($1, $2) }
      }
      let news = group.reduce(into: EventTypes()) { $0.formUnion(touched[$1] ?? []) }
      try teller.views(keeper: keeper, news: news, into: &sheaf) { change[$0].add($1) }
    }
    return sheaf
  }

  private mutating func store(
    _ sheaf: Sheaf, _ change: OrganisationChange, from start: UInt64, mark: UInt64
  ) throws {
    for (index, store) in generation.stories.enumerated() where try store.mark() == start {
      try store.store([sheaf], index, mark: mark)
    }
    for (index, store) in generation.tallies.enumerated() where try store.mark() == start {
      try store.store(sheaf, index, adding: change.tallies[index], change.asides, mark: mark, &teller)
    }
  }

  // MARK: - The organisation's events

  /// What they come to with this stretch, less what they came to before it.
  private mutating func organisationChange(_ stretch: Stretch) throws -> OrganisationChange {
    var change = OrganisationChange(catalogue)
    change.asides = stretch.asides
    for root in try roots(stretch) {
      let family = try family(of: root, upTo: stretch.end)
      try teller.count(family.map(\.event)) { change.tallies[$0].add($1) }
      let before = family.filter { $0.position <= stretch.start }
      if !before.isEmpty { try teller.count(before.map(\.event)) { change.tallies[$0].subtract($1) } }
    }
    return change
  }

  /// The events that the stretch brings or amends, each once.
  private mutating func roots(_ stretch: Stretch) throws -> [EventID] {
    var roots: [EventID] = []
    var seen: Set<EventID> = []
    for (_, event) in stretch.organisation {
      let root = try root(of: event)
      if seen.insert(root).inserted { roots.append(root) }
    }
    return roots
  }

  /// What an amendment amends in the end; itself where that has not arrived, or where they go round in a ring.
  private mutating func root(of event: Event) throws -> EventID {
    var (root, seen): (Event, Set<EventID>) = (event, [event.id])
    while let target = root.content.amended {
      guard seen.insert(target).inserted, let position = try journal.position(of: target),
        let found = try opened(at: position)
      else { return target }
      root = found
    }
    return root.id
  }

  /// An event and all that amends it, and what amends those.
  private mutating func family(of id: EventID, upTo end: UInt64) throws -> [(position: UInt64, event: Event)]
  {
    var family: [(position: UInt64, event: Event)] = []
    var front = try journal.position(of: id).map { [$0] } ?? []
    front += try generation.index.amendments(of: id)
    var seen: Set<UInt64> = []
    while let position = front.popLast() {
      guard position <= end, seen.insert(position).inserted, let event = try opened(at: position) else {
        continue
      }
      family.append((position, event))
      front += try generation.index.amendments(of: event.id)
    }
    return family
  }

  /// The organisation's event at a position; nil for a participant's, which no amendment from outside reaches.
  private mutating func opened(at position: UInt64) throws -> Event? {
    var found: Event?
    try journal.records(at: [position]) { _, header, record in
      guard header.handle.isOrganisation else { return }
      // One that cannot be read has been named when its stretch was read.
      do { found = try teller.opener.event(record) } catch is Aside { found = nil }
    }
    return found
  }
}
