public import Events
internal import Journal
internal import Keyring
internal import Names
public import Rebuild
internal import Synchronization

/// What a helper does with the log: writes a line, hears a yes or a no, gives a name, mends a mistake, looks
/// before a visit. Every rule of writing stands here, so that the terminal and the web obey the same.
public final class Notebook: Sendable {
  public let engine: Engine
  /// Of this machine: who says yes here for the first time belongs to it. Empty for none.
  public let region: String
  /// To which region somebody of this name moved away from here; nil where nobody did.
  let moved: @Sendable (_ name: String) throws -> String?
  let clock: @Sendable () -> Now
  let behind: @Sendable (any Error) -> Void
  /// Held while a line is kept under an id of its own.
  let keeping = Stripes()
  /// Held while receipts are written, so that each erasure gets one.
  let answering = Mutex(())
  /// Whether the log tells of the switch to what is served; looked for once.
  let switchTold = Mutex(false)
  /// Made by the first search.
  let searched = Mutex<SearchedLines?>(nil)
  /// All names of everybody.
  private let called = Gathered(Names.self) { $0.all }
  private let known = Mutex<(edition: Int, directory: Directory)?>(nil)

  /// - Parameters:
  ///   - region: of the machine that this is; empty for none.
  ///   - moved: to which region somebody of a name moved away from here.
  ///   - clock: asked once for each act.
  ///   - behind: told why the views could not follow what is saved. They catch up when that is mended;
  ///     until then the next act is refused with the same reason.
  public init(
    _ engine: Engine, region: String = "",
    moved: @escaping @Sendable (String) throws -> String? = { _ in nil },
    clock: @escaping @Sendable () -> Now = Now.read,
    behind: @escaping @Sendable (any Error) -> Void = { _ in }
  ) {
    self.engine = engine
    (self.region, self.moved) = (region, moved)
    self.clock = clock
    self.behind = behind
  }

  /// All names by which participants are known; made anew when one of them is.
  public func directory() throws -> Directory {
    let names = try called.all(engine)
    if let known = known.withLock({ $0 }), known.edition == names.edition { return known.directory }
    let directory = Directory(
      names.made.lazy.flatMap { handle, names in names.map { (name: $0, handle: handle) } })
    known.withLock { $0 = (names.edition, directory) }
    return directory
  }

  /// What each is called, in the order in which the names were given.
  public func everybody() throws -> [Handle: [String]] { try called.all(engine).made }

  /// The participant of this name; asks when several bear it.
  public func participant(named name: String) throws -> Handle {
    let directory = try directory()
    guard let handle = try find(name, directory) else {
      if let region = try moved(name) { throw NotebookError.moved(name, to: region) }
      throw NotebookError.unknown(name, similar: directory.similar(to: name))
    }
    return handle
  }

  /// Nil when nobody bears the name.
  func find(_ name: String, _ directory: Directory) throws -> Handle? {
    if let handle = Handle(name) {
      return try engine.keyring.status(of: handle) == .live && !handle.isOrganisation ? handle : nil
    }
    let bearers = directory.bearers(of: name)
    guard bearers.count < 2 else { throw try severalBear(name, bearers) }
    return bearers.first
  }

  /// The refusal to guess, with all that tells the bearers apart.
  func severalBear(_ name: String, _ bearers: [Handle]) throws -> NotebookError {
    .severalBear(
      name,
      try bearers.map { bearer in
        let names = try engine.view(Names.self, of: bearer)?.all.map { "‘\($0)’" } ?? []
        return "\(bearer), called \(names.joined(separator: " and "))"
      })
  }

  /// What the person is called, for those who may see it.
  public func name(of handle: Handle) throws -> String {
    try engine.view(Names.self, of: handle)?.shown ?? ""
  }

  /// All that the person is called.
  public func names(of handle: Handle) throws -> [String] {
    try engine.view(Names.self, of: handle)?.all ?? []
  }

  /// What else the person of this name is called, under all handles.
  public func otherNames(of name: String) throws -> [String] {
    let all = try engine.view(Names.self, of: try participant(named: name))?.all ?? []
    return all.filter { $0.lowercased() != name.lowercased() }
  }

  /// Whether a participant of this name has once taken back the yes to be remembered.
  public func hasWithdrawn(_ name: String) throws -> Bool {
    guard let handle = try find(name, try directory()) else { return false }
    return try standing(of: handle).closedAt != nil
  }

  /// What a person has agreed to now. Read from the log's own consent events through the views.
  public func standing(of handle: Handle) throws -> Standing { try engine.standing(of: handle) }

  /// Appends and brings the views up to date. What is in the log is saved, also when the views cannot follow:
  /// an error here would have it told twice.
  /// - Parameter first: the id of the first; the others follow it.
  @discardableResult
  func append(_ events: [Told], from first: EventID? = nil) throws -> [EventID] {
    let ids = try save(events, from: first)
    do { try catchUp() } catch { behind(error) }
    return ids
  }

  /// Appends several occasions, all or none.
  func append(occasions: [[Told]]) throws -> [[EventID]] {
    var ids = try engine.journal.appendNow(occasions.flatMap { drafts(of: $0) }).map(\.id)[...]
    do { try catchUp() } catch { behind(error) }
    return occasions.map { occasion in
      defer { ids = ids.dropFirst(occasion.count) }
      return Array(ids.prefix(occasion.count))
    }
  }

  /// Appends, and leaves the views where they are.
  /// - Parameter isOccasion: several events of one call belong together.
  @discardableResult
  func save(_ events: [Told], isOccasion: Bool = true, from first: EventID? = nil) throws -> [EventID] {
    try engine.journal.appendNow(drafts(of: events, isOccasion: isOccasion, from: first)).map(\.id)
  }

  private func drafts(of events: [Told], isOccasion: Bool = true, from first: EventID? = nil) -> [Draft] {
    let keyring = engine.keyring
    return events.enumerated().map { index, told in
      let id = first.map { EventID(origin: $0.origin, sequence: $0.sequence + UInt64(index)) }
      return Draft(type: told.content.type, handle: told.handle, id: id) { header in
        let first = EventID(origin: header.id.origin, sequence: header.id.sequence - UInt64(index))
        let body = told.event(header.id, occasion: isOccasion && events.count > 1 ? first : nil).body
        return try keyring.seal(body, for: header.handle, binding: header.bytes)
      }
    }
  }
}

/// An event before it has its id.
struct Told: Sendable {
  var handle: Handle
  var happened: When
  var recorded: Moment
  var by = ""
  var at = ""
  var content: Content

  func event(_ id: EventID, occasion: EventID?) -> Event {
    Event(
      id: id, handle: handle, happened: happened, recorded: recorded, by: by, at: at, occasion: occasion,
      content: content)
  }
}
