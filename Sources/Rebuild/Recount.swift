public import Events
internal import Journal
internal import Keyring
internal import Reading
internal import Synchronization

/// Some of the persons, by the handle that they are kept under, and some of the organisation's events, each with all
/// that amends it.
public struct Selection: Sendable {
  let person: @Sendable (Handle) -> Bool
  let event: @Sendable (Header) -> Bool

  public init(person: @escaping @Sendable (Handle) -> Bool, event: @escaping @Sendable (Header) -> Bool) {
    (self.person, self.event) = (person, event)
  }
}

/// Counts one tally through the whole log, on all cores, up to some time or by other words; nothing is kept.
struct Recount {
  let journal: Journal
  let keyring: Keyring
  let fold: TallyFold
  let asOf: AsOf
  /// nil for everybody and everything.
  let selection: Selection?
  let words: CompiledVocabulary
  /// The folds that are known to end the program, and the number of the view.
  let traps: Set<Trap>
  let view: UInt64
  let crew: Crew
  let progress: Progress
  let portions: Portions

  func run() throws -> Tally {
    let census = try Census(journal, keyring, crew, cut: cut)
    var sum = Tally()
    for part in try organisation(census) + persons(census) { sum.add(part) }
    sum.settle()
    return sum
  }

  /// No section of the log lies on both sides of it.
  private var cut: Position { if case .position(let last) = asOf { last } else { 0 } }

  private func counter() throws -> Counter {
    Counter(
      fold, Gathered(asOf), try Opener(keyring), SharedReader(words, remembering: portions.lines), traps, view
    )
  }

  private func persons(_ census: Census) throws -> [Tally] {
    let muster = Muster(census)
    var tallies: [Tally] = []
    for batch in muster.batches(budget: portions.batch) {
      let arenas = try muster.arenas(batch, journal, census, crew)
      let shares = muster.shares(of: batch, weighing: portions.share)
      let next = Atomic(0)
      tallies += try crew.gather(crew.count) { _ in
        let counter = try counter()
        while case let number = next.add(1, ordering: .relaxed).oldValue, number < shares.count {
          for person in shares[number] where selection?.person(muster.keepers[person]) ?? true {
            for (section, arena) in zip(census.sections, arenas) {
              try arena.each(of: person - batch.lowerBound) { try counter.take($0, $1, at: section.end) }
            }
            counter.countPerson(muster.keepers[person])
            progress.add(muster.records(of: person))
          }
        }
        return counter.sum
      }
    }
    return tallies
  }

  private func organisation(_ census: Census) throws -> [Tally] {
    let families = Families(census.amendments.filter { asOf.holds($0.event, at: $0.position) })
    let next = Atomic<UInt64>(0)
    return try crew.gather(crew.count) { _ in
      let counter = try counter()
      while case let start = next.add(UInt64(portions.stretch), ordering: .relaxed).oldValue,
        start < census.end
      {
        let count = Int(min(UInt64(portions.stretch), census.end - start))
        _ = try journal.read(after: start, atMost: count) { position, header, record in
          guard header.handle.isOrganisation, selection?.event(header) ?? true else { return }
          progress.add(1)
          try counter.take(header, record, at: position)
          counter.countOrganisation(families)
        }
      }
      return counter.sum
    }
  }
}

/// One thread's share of the counting.
private final class Counter {
  private let fold: TallyFold
  private var gathered: Gathered
  private var opener: Opener
  private let reader: SharedReader
  private let traps: Set<Trap>
  private let view: UInt64
  private var tally = Tally()

  init(
    _ fold: TallyFold, _ gathered: Gathered, _ opener: consuming Opener, _ reader: SharedReader,
    _ traps: Set<Trap>, _ view: UInt64
  ) {
    (self.fold, self.gathered, self.reader, self.traps, self.view) = (fold, gathered, reader, traps, view)
    self.opener = opener
  }

  var sum: Tally {
    tally.settle()
    return tally
  }

  func take(_ header: Header, _ record: RawSpan, at position: Position) throws {
    if let type = header.type, !fold.listens.union(Catalogue.govern).contains(type) { return }
    try gathered.take(header, record, at: position, &opener)
  }

  /// The person whose records were taken, as far as they may be shown.
  func countPerson(_ keeper: Handle) {
    defer { gathered.clear() }
    guard gathered.aside(stopping: fold.listens) == nil else { return }
    let standing = gathered.standing
    guard standing.allows(.care) else { return }
    let story = gathered.story(reader.read).visible(under: standing)
    if traps.of(keeper, in: story).aside(view, keeper) == nil { add(story) }
  }

  /// One event of the organisation, with its amendments.
  func countOrganisation(_ families: Families) {
    defer { gathered.clear() }
    guard let event = gathered.held.first, !event.content.isAmendment, traps.aside(view, event.id) == nil
    else {
      return
    }
    add(gathered.asOf.limit(Storyline.tell([event] + families.of(event.id), read: reader.read)))
  }

  /// Sums that are worked out now and then need no more room than there are different ones.
  private func add(_ entries: [Entry]) {
    fold.tally(entries, into: &tally)
    sinceSettled += entries.count
    guard sinceSettled > 1 << 16 else { return }
    tally.settle()
    sinceSettled = 0
  }
  private var sinceSettled = 0
}

extension Census {
  /// Looks at the whole log, in sections of which none lies on both sides of a position.
  init(_ journal: Journal, _ keyring: Keyring, _ crew: Crew, cut: Position) throws {
    let end = try journal.end
    let (cut, count) = (min(cut, end), UInt64(min(crew.count, 4)))
    let ranges = [0..<cut, cut..<end].flatMap { whole -> [Range<UInt64>] in
      let length = UInt64(whole.count)
      return (0..<count).map { part in
        (whole.lowerBound + length * part / count)..<(whole.lowerBound + length * (part + 1) / count)
      }
    }.filter { !$0.isEmpty }
    try self.init(
      crew.gather(ranges.count) { index in
        var opener = try Opener(keyring)
        return try Section(journal, ranges[index], &opener)
      }, keyring)
  }
}

extension Engine {
  /// The sums of a tally, counted through the log unless the served ones say them already.
  /// - Parameter progress: told events done and events in all.
  public func tally<P: TallyProjection>(
    _: P.Type, _ retelling: Retelling, jobs: Int, progress: Progress
  ) throws -> Tally {
    guard !retelling.isServed else { return try tally(P.self) }
    return try recount(P.self, retelling, nil, jobs, progress)
  }

  /// What some persons and events come to in a tally; the sums of selections that are disjoint, and together are all,
  /// add up to the whole.
  public func tally<P: TallyProjection>(
    _: P.Type, of selection: Selection, jobs: Int, progress: Progress
  ) throws -> Tally {
    try recount(P.self, Retelling(.now, words: nil), selection, jobs, progress)
  }

  private func recount<P: TallyProjection>(
    _: P.Type, _ retelling: Retelling, _ selection: Selection?, _ jobs: Int, _ progress: Progress
  ) throws -> Tally {
    let recount = Recount(
      journal: journal, keyring: keyring, fold: TallyFold(P.self), asOf: retelling.asOf, selection: selection,
      words: try retelling.words ?? words(), traps: try watch.known(),
      view: try served().0.number(of: P.name), crew: Crew(jobs), progress: progress, portions: Portions())
    return try recount.run()
  }
}
