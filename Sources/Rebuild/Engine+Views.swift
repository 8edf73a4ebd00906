public import Events
internal import Keyring
internal import Synchronization

extension Engine {
  /// All views of one generation, for whoever reads several: a switch meanwhile changes nothing in it.
  public func snapshot() throws -> Snapshot {
    let (generation, landmarks) = try served()
    return Snapshot(generation: generation, landmarks: landmarks, keyring: keyring)
  }

  /// One person's view; nil when there is nothing to show. The handle may be any of the person's.
  public func view<P: StoryProjection>(_ projection: P.Type, of handle: Handle) throws -> P? {
    if let view = try snapshot().view(P.self, of: handle) { return view }
    // A merge that is just under way has perhaps taken it from one keeper, and not yet said who the next is.
    following.withLock { _ in }
    return try snapshot().view(P.self, of: handle)
  }

  /// Every person's view, in the order of handles. One whose key has just been destroyed is passed over.
  public func each<P: StoryProjection>(_ projection: P.Type, _ body: (Handle, P) throws -> Void) throws {
    try snapshot().each(P.self, body)
  }

  /// The sums of a tally.
  public func tally<P: TallyProjection>(_ projection: P.Type) throws -> Tally { try snapshot().tally(P.self) }

  /// Changes when the view of anybody does; for whoever keeps something made of all of them.
  public func change<P: StoryProjection>(of projection: P.Type) throws -> ViewChange {
    let snapshot = try snapshot()
    return ViewChange(generation: snapshot.number, position: try snapshot.store(P.self).changed())
  }

  /// Every handle of the person who bears this one, and whether they are erased.
  public func members(of handle: Handle) throws -> [Handle] { try served().1.ties.members(of: handle) }

  /// Whether the log has anything of a handle, as far as the views have come.
  public func isKnown(_ handle: Handle) throws -> Bool {
    try !served().0.index.positions(of: handle).isEmpty
  }

  public func isErased(_ handle: Handle) throws -> Bool { try served().1.ties.isErased(handle) }
}

/// The views of one generation. They are kept up while it is served; whoever holds it reads on from it when
/// another one is.
public struct Snapshot: Sendable {
  let generation: Generation
  let landmarks: Landmarks
  let keyring: Keyring

  public var number: Int { generation.number }
  public var versions: [ViewVersion] { generation.versions }

  /// One person's view; nil when there is nothing to show. The handle may be any of the person's.
  public func view<P: StoryProjection>(_ projection: P.Type, of handle: Handle) throws -> P? {
    guard let keeper = landmarks.ties.keeper(of: handle) else { return nil }
    let store = try store(P.self)
    let found = try store.read(keeper)
    if let aside = found.aside { throw RebuildError.setAside(view: P.name, aside) }
    guard let sealed = found.sealed else { return nil }
    return try ViewReader(keyring).view(P.self, sealed, keeper, store.version)
  }

  /// Every person's view, in the order of handles. One whose key has just been destroyed is passed over.
  public func each<P: StoryProjection>(_ projection: P.Type, _ body: (Handle, P) throws -> Void) throws {
    let (store, reader) = (try store(P.self), try ViewReader(keyring))
    try store.each { handle, sealed in
      do { try body(handle, try reader.view(P.self, sealed, handle, store.version)) } catch let error
        as KeyringError where error.isForWantOfKey
      {}
    }
  }

  /// The sums of a tally.
  public func tally<P: TallyProjection>(_ projection: P.Type) throws -> Tally {
    guard let store = generation.tallies.first(where: { $0.version.view == P.name }) else {
      throw unknown(P.name)
    }
    return try store.read(ViewReader(keyring))
  }

  func store<P: StoryProjection>(_: P.Type) throws -> StoryStore {
    guard let store = generation.stories.first(where: { $0.version.view == P.name }) else {
      throw unknown(P.name)
    }
    return store
  }

  private func unknown(_ name: String) -> RebuildError {
    .unknownView(name, known: generation.versions.map(\.view))
  }
}

/// When a view last changed, on this machine.
public struct ViewChange: Hashable, Sendable {
  let generation: Int
  let position: UInt64
}

/// Opens sealed views. A class, since the compiler cannot yet keep a movable cipher in a throwing loop.
final class ViewReader {
  private var sealer: Sealer
  private var opened: [UInt8]

  init(_ keyring: Keyring) throws {
    sealer = try keyring.sealer(remembering: 1024)
    opened = []
  }

  func open(_ sealed: RawSpan, _ handle: Handle, _ version: ViewVersion) throws -> [UInt8] {
    try sealer.open(sealed, handle, version, into: &opened)
    return opened
  }

  func view<P: StoryProjection>(
    _: P.Type, _ sealed: [UInt8], _ handle: Handle, _ version: ViewVersion
  ) throws -> P {
    let bytes = try open(sealed.span.bytes, handle, version)
    return try P(stored: bytes.span.bytes)
  }
}
