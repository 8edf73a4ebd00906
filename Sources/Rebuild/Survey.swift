public import Events
public import Journal
internal import Keyring
public import Reading
internal import Synchronization

/// Looks at stories, one after another. Each thread has its own, made there.
public protocol Surveyor: AnyObject, SendableMetatype {
  associatedtype Finding: Sendable

  /// - Parameters:
  ///   - story: what may be shown of a person, or one event of the organisation: in order, with its corrections,
  ///     its lines unread.
  func look(at story: [Entry], of keeper: Handle)

  /// What has been found in all of them.
  var finding: Finding { get }
}

/// A look at every line of the log that stands and may be seen, on all cores, as a rebuild takes it; nothing is
/// kept. Who is erased or does not agree to be remembered is passed over, and so is whoever has an event that
/// cannot be read, since it might have been a no.
struct Survey {
  let journal: Journal
  let keyring: Keyring
  let crew: Crew
  let progress: Progress
  let portions: Portions

  func run<S: Surveyor>(_ make: @Sendable () throws -> S) throws -> [S.Finding] {
    let census = try Census(journal, keyring, crew, upTo: try journal.end)
    return try organisation(census, make) + persons(census, make)
  }

  func persons<S: Surveyor>(_ census: Census, _ make: @Sendable () throws -> S) throws -> [S.Finding] {
    let muster = Muster(census)
    var findings: [S.Finding] = []
    for batch in muster.batches(budget: portions.batch) {
      let arenas = try muster.arenas(batch, journal, census, crew)
      let shares = muster.shares(of: batch, weighing: portions.share)
      let next = Atomic(0)
      findings += try crew.gather(crew.count) { _ in
        let (surveyor, teller) = (try make(), try PlainTeller(keyring))
        while case let number = next.add(1, ordering: .relaxed).oldValue, number < shares.count {
          for person in shares[number] {
            for arena in arenas { try arena.each(of: person - batch.lowerBound, teller.take) }
            surveyor.look(at: teller.visible(), of: muster.keepers[person])
            progress.add(muster.records(of: person))
          }
        }
        return surveyor.finding
      }
    }
    return findings
  }

  private func organisation<S: Surveyor>(
    _ census: Census, _ make: @Sendable () throws -> S
  ) throws -> [S.Finding] {
    let families = Families(census.amendments)
    let next = Atomic<UInt64>(0)
    return try crew.gather(crew.count) { _ in
      let (surveyor, teller) = (try make(), try PlainTeller(keyring))
      while case let start = next.add(UInt64(portions.stretch), ordering: .relaxed).oldValue,
        start < census.end
      {
        let count = Int(min(UInt64(portions.stretch), census.end - start))
        _ = try journal.read(after: start, atMost: count) { _, header, record in
          guard header.handle.isOrganisation else { return }
          progress.add(1)
          let story = try teller.note(header, record, families)
          if !story.isEmpty { surveyor.look(at: story, of: .organisation) }
        }
      }
      return surveyor.finding
    }
  }
}

/// Opens records and orders them to stories, and reads no line.
private final class PlainTeller {
  private static let types: EventTypes = [
    .note, .promiseMade, .promiseKept, .promiseBroken, .promiseRepaired, .promiseReleased, .correction,
    .retraction, .consentGiven, .consentWithdrawn,
  ]

  private var opener: Opener
  private var events: [Event] = []
  /// Something of the person cannot be read.
  private var isUnsure = false

  init(_ keyring: Keyring) throws { opener = try Opener(keyring) }

  func take(_ header: Header, _ record: RawSpan) throws {
    guard let type = header.type else { return isUnsure = true }
    guard Self.types.contains(type) else { return }
    do {
      if let event = try opener.event(record) { events.append(event) }
    } catch is Aside {
      isUnsure = true
    }
  }

  /// What may be shown of the person whose records were taken, and forgets them.
  func visible() -> [Entry] {
    defer { (events, isUnsure) = ([], false) }
    guard !isUnsure else { return [] }
    let all = Self.tell(events)
    return all.visible(under: Standing(all))
  }

  /// One event of the organisation that has words, with its amendments.
  func note(_ header: Header, _ record: RawSpan, _ families: Families) throws -> [Entry] {
    defer { (events, isUnsure) = ([], false) }
    try take(header, record)
    guard let event = events.first, !isUnsure, event.content.line != nil else { return [] }
    return Self.tell([event] + families.of(event.id))
  }

  private static func tell(_ events: [Event]) -> [Entry] {
    Storyline.tell(events) { _ in LineReading() }
  }
}

extension Engine {
  /// Has every participant's story looked at, as the log told it up to a position and as it might be seen by
  /// then: by the consents, ties and erasures of that time. Whose key is destroyed by now is nobody.
  /// - Parameters:
  ///   - make: makes a surveyor for one thread, of the words that had been adopted by then.
  public func survey<S: Surveyor>(
    personsUpTo position: Position, jobs: Int, progress: Progress,
    _ make: @Sendable (CompiledVocabulary) throws -> S
  ) throws -> [S.Finding] {
    let survey = Survey(
      journal: journal, keyring: keyring, crew: Crew(jobs), progress: progress, portions: Portions())
    let census = try Census(journal, keyring, survey.crew, upTo: position)
    guard let adopted = census.landmarks.vocabulary else { throw RebuildError.noVocabulary }
    let words = try compiled(adopted)
    return try survey.persons(census) { try make(words) }
  }

  /// The words that were adopted last, ready to read by.
  public func wordsAdopted() throws -> CompiledVocabulary {
    guard let adopted = state.withLock({ $0.landmarks.vocabulary }) else { throw RebuildError.noVocabulary }
    return try compiled(adopted)
  }

  /// The adopted words, from the file beside the views where they are those that are served.
  private func compiled(_ adopted: Landmarks.Adopted) throws -> CompiledVocabulary {
    if let served = state.withLock({ $0.words }), served.hash == adopted.id.hash {
      return try served.compiled()
    }
    do throws(VocabularyError) {
      let file = try VocabularyFile(checked: String(decoding: adopted.yaml, as: UTF8.self))
      return CompiledVocabulary(file)
    } catch {
      throw RebuildError.badVocabulary(adopted.id.event, error.description)
    }
  }

  /// Lends the organisation's events of some types up to a position, opened, in the order of the log; those that
  /// cannot be read are passed over.
  public func organisation(
    _ types: TypeFilter, upTo end: Position, _ body: (Position, Event) throws -> Void
  ) throws {
    var opener = try Opener(keyring)
    var position = Position(0)
    while position < end {
      let count = Int(min(100_000, end - position))
      let next = try journal.read(after: position, atMost: count, types: types) { found, header, record in
        guard found <= end, header.handle.isOrganisation, let event = try opener.readable(record) else {
          return
        }
        try body(found, event)
      }
      guard next > position else { return }
      position = next
    }
  }

  /// Has every line of the log looked at, as it stands and may be seen now.
  /// - Parameters:
  ///   - progress: told events done and events in all.
  ///   - make: makes a surveyor for one thread.
  /// - Returns: what each of them found; it must not matter which of them saw whom.
  public func survey<S: Surveyor>(
    jobs: Int, progress: Progress, _ make: @Sendable () throws -> S
  ) throws -> [S.Finding] {
    let survey = Survey(
      journal: journal, keyring: keyring, crew: Crew(jobs), progress: progress, portions: Portions())
    return try survey.run(make)
  }
}
