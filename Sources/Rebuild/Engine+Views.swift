public import Events
internal import Keyring
internal import Synchronization

extension Engine {
  /// One person's view; nil when there is nothing to show. The handle may be any of the person's.
  public func view<P: StoryProjection>(_ projection: P.Type, of handle: Handle) throws -> P? {
    if let view = try look(P.self, handle) { return view }
    // A merge that is just under way has perhaps taken it from one keeper, and not yet said who the next is.
    following.withLock { _ in }
    return try look(P.self, handle)
  }

  private func look<P: StoryProjection>(_: P.Type, _ handle: Handle) throws -> P? {
    let (generation, landmarks) = try served()
    guard let keeper = landmarks.ties.keeper(of: handle) else { return nil }
    let store = try store(P.self, generation)
    let found = try store.read(keeper)
    if let aside = found.aside { throw RebuildError.setAside(view: P.name, aside) }
    guard let sealed = found.sealed else { return nil }
    let reader = try ViewReader(keyring)
    return try reader.view(P.self, sealed, keeper, store.version)
  }

  /// Every person's view, in the order of handles. One whose key has just been destroyed is passed over.
  public func each<P: StoryProjection>(_ projection: P.Type, _ body: (Handle, P) throws -> Void) throws {
    let generation = try served().0
    let store = try store(P.self, generation)
    let reader = try ViewReader(keyring)
    for (handle, sealed) in try store.all() {
      do { try body(handle, try reader.view(P.self, sealed, handle, store.version)) } catch KeyringError
        .destroyed
      {}
    }
  }

  /// The sums of a tally.
  public func tally<P: TallyProjection>(_ projection: P.Type) throws -> Tally {
    let generation = try served().0
    guard let store = generation.tallies.first(where: { $0.version.view == P.name }) else {
      throw RebuildError.unknownView(P.name, known: catalogue.names)
    }
    let reader = try ViewReader(keyring)
    return try store.read(reader)
  }

  /// Changes when the view of anybody does; for whoever keeps something made of all of them.
  public func change<P: StoryProjection>(of projection: P.Type) throws -> ViewChange {
    let generation = try served().0
    return ViewChange(
      generation: generation.number, position: try store(P.self, generation).changed())
  }

  /// Every handle of the person who bears this one, and whether they are erased.
  public func members(of handle: Handle) throws -> [Handle] { try served().1.ties.members(of: handle) }

  /// Whether the log has anything of a handle, as far as the views have come.
  public func isKnown(_ handle: Handle) throws -> Bool {
    try !served().0.index.positions(of: handle).isEmpty
  }

  public func isErased(_ handle: Handle) throws -> Bool { try served().1.ties.isErased(handle) }

  func store<P: StoryProjection>(_: P.Type, _ generation: Generation) throws -> StoryStore {
    guard let store = generation.stories.first(where: { $0.version.view == P.name }) else {
      throw RebuildError.unknownView(P.name, known: catalogue.names)
    }
    return store
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
