internal import Dispatch
internal import Synchronization

/// To a machine's own broker. It reconnects for ever, and may be made before the broker is there.
public final class BrokerConnection: Sendable {
  public let address: BrokerAddress
  /// The machine's: below it are the subjects at which it hears answers.
  public let name: String

  let switchboard: Switchboard
  let sending = DispatchQueue(label: "broker.sending")
  /// Rung at each change, for a publisher that waits.
  let changed = Bell()
  private let state = Mutex(State())

  private typealias Take = @Sendable (Incoming, Link) -> Void

  private struct State {
    /// nil between two links, and at the end.
    var link: Link?
    var takes: [Int: (subject: String, take: Take)] = [:]
    var lastTake = 0
    var watchers: [Int: AsyncStream<Bool>.Continuation] = [:]
    var watched = 0
    var changes = 0
    var isClosed = false
  }

  private static let againSeconds = 1.0

  /// - Parameter name: the machine's.
  /// - Throws: `noLibrary` and `badAddress`; that nobody is there is no error.
  public init(_ address: BrokerAddress, name: String) throws(BrokerError) {
    _ = try Library.functions()
    (self.address, self.name) = (address, name)
    switchboard = Switchboard(name: name)
    let switchboard = switchboard
    let inbox = "\(switchboard.inbox).*.*"
    state.withLock { $0.takes[0] = (inbox, { message, _ in switchboard.take(message) }) }
    try open()
  }

  deinit { close() }

  /// Ends it for good; what waits for an answer gets none.
  public func close() {
    let (link, watchers) = state.withLock { state in
      defer { (state.link, state.isClosed, state.watchers) = (nil, true, [:]) }
      return (state.link, state.watchers)
    }
    link?.close()
    for watcher in watchers.values { watcher.finish() }
    changed.ring()
  }

  public var isConnected: Bool { state.withLock { $0.link }?.isConnected ?? false }

  /// How often it has come and gone: what was asked before may not be answered after.
  var changes: Int { state.withLock { $0.changes } }

  /// True and false as the connection comes and goes, beginning with how it is now.
  public func connections() -> AsyncStream<Bool> {
    AsyncStream(bufferingPolicy: .bufferingNewest(8)) { watcher in
      let number = state.withLock { state in
        state.watched += 1
        state.watchers[state.watched] = watcher
        return state.watched
      }
      watcher.onTermination = { [weak self] _ in self?.state.withLock { $0.watchers[number] = nil } }
      watcher.yield(isConnected)
    }
  }

  /// The link, if it is connected now.
  func link() throws(BrokerError) -> Link {
    let (link, isClosed) = state.withLock { ($0.link, $0.isClosed) }
    if isClosed { throw .closed }
    guard let link, link.isConnected else {
      throw .notConnected(url: address.url, said: link?.lastError ?? "")
    }
    return link
  }

  /// Hears a subject, on this link and all that follow it, until `deafen` is called with the number.
  @discardableResult
  func hear(_ subject: String, _ take: @escaping @Sendable (Incoming, Link) -> Void) -> Int {
    let (link, number) = state.withLock { state in
      state.lastTake += 1
      state.takes[state.lastTake] = (subject, take)
      return (state.link, state.lastTake)
    }
    if let link { subscribe(link, number, subject, take) }
    return number
  }

  func deafen(_ number: Int) {
    let link = state.withLock { state in
      state.takes[number] = nil
      return state.link
    }
    link?.unsubscribe(number)
  }
}

extension BrokerConnection {
  private func open() throws(BrokerError) {
    let calls = Link.Calls(
      onChange: { [weak self] in self?.tell() }, onEnd: { [weak self] in self?.openLater() })
    let link: Link
    do throws(BrokerError) {
      link = try Link(address, name: name, calls)
    } catch .notConnected {
      return openLater()
    }
    let takes = state.withLock { state in
      if !state.isClosed { state.link = link }
      return state.isClosed ? [:] : state.takes
    }
    for (number, take) in takes { subscribe(link, number, take.subject, take.take) }
    tell()
  }

  private func subscribe(_ link: Link, _ number: Int, _ subject: String, _ take: @escaping Take) {
    link.subscribe(number, subject) { [weak link] message in
      if let link { take(message, link) }
    }
  }

  /// libnats has given this link up: its password was refused, or we closed it.
  private func openLater() {
    let isClosed = state.withLock { state in
      state.link = nil
      return state.isClosed
    }
    guard !isClosed else { return }
    tell()
    DispatchQueue.global().asyncAfter(deadline: .now() + Self.againSeconds) { [weak self] in
      // An address that was good once is good again.
      try? self?.open()
    }
  }

  private func tell() {
    let watchers = state.withLock { state in
      state.changes += 1
      return Array(state.watchers.values)
    }
    let now = isConnected
    for watcher in watchers { watcher.yield(now) }
    changed.ring()
  }
}
