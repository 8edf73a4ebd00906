internal import Broker
public import Events
internal import Journal
public import Machines
internal import Meeting
public import Notebook
internal import Rebuild
public import ServiceLifecycle
internal import Synchronization

/// What runs beside the log on a machine that is one of several: it gives this machine's events to the stream, takes
/// in what the stream brings, meets the other machines, and lets the views follow.
///
/// The stream is a way and no store: whatever it loses, a meeting brings. Nothing that a helper does waits for it.
public final class Carrier: Service {
  let notebook: Notebook
  let membership: Membership
  let connection: BrokerConnection
  let desk: MeetingDesk
  let language: Language
  let complain: @Sendable (String) -> Void
  let calendar: Calendar
  let logbook: Logbook
  let passed = Passed()
  /// Tells apart what is given since this start from what was given before.
  let run = String(UInt32.random(in: 0...(.max)), radix: 16)
  /// Whether the stream is as the fleet asked for when it last changed.
  let isStreamKept = Atomic(false)
  let outboxes = Mutex(Outboxes())
  /// The fleet that the broker and its stream were last asked to be like.
  let heeded: Mutex<Fleet>
  /// Counts of what has gone through here.
  let counted = Mutex(FleetFlow())
  /// One writes the broker's configuration at a time.
  let configuring = Mutex(())
  /// To whom this machine answers.
  let answered = Mutex<Set<String>>([])

  /// - Parameters:
  ///   - language: in which whoever looks after the machine is told what to do.
  ///   - complain: told in a sentence what stands in the way, once each time that it begins.
  /// - Throws: `BrokerError` when the library for the broker is missing. That no broker is there is no error.
  public init(
    _ notebook: Notebook, _ membership: Membership, _ language: Language = .english,
    complain: @escaping @Sendable (String) -> Void
  ) throws {
    (self.notebook, self.membership) = (notebook, membership)
    (self.language, self.complain) = (language, complain)
    connection = try BrokerConnection(membership.broker, name: membership.name)
    let engine = notebook.engine
    calendar = Calendar()
    logbook = Logbook(membership.folder)
    heeded = Mutex(membership.fleet)
    desk = MeetingDesk(
      journal: engine.journal, keyring: engine.keyring, access: membership, partings: logbook.told.partings)
  }

  var journal: Journal { notebook.engine.journal }

  /// Goes on until the task is cancelled, or the service it is part of is asked to stop.
  /// - Throws: `MachinesError.keysDestroyed` when this machine is told that it was locked out.
  public func run() async throws {
    try configureBroker()
    defer { connection.close() }
    try await cancelWhenGracefulShutdown { try await self.work() }
    try writeDown()
  }

  private func work() async throws {
    try await withThrowingDiscardingTaskGroup { group in
      group.addTask(executorPreference: OwnThread("giving")) { try await self.give() }
      group.addTask { try await self.keepStream() }
      group.addTask(executorPreference: OwnThread("taking")) { try await self.takeIn() }
      group.addTask(executorPreference: OwnThread("meeting")) { try await self.meetOthers() }
      group.addTask(executorPreference: OwnThread("following")) { try await self.follow() }
      group.addTask(executorPreference: OwnThread("telling")) { try await self.tell() }
    }
  }

  /// Runs `work` again and again until the task is cancelled. What it throws is told once, and a success in between
  /// makes it worth telling again.
  /// - Parameter work: answers how long to wait before the next time.
  func always(_ what: String, _ work: () async throws -> Duration) async throws {
    var trouble = Trouble()
    while !Task.isCancelled {
      var pause = Duration.seconds(2)
      do {
        pause = try await work()
        trouble = Trouble()
      } catch is CancellationError {
        return
      } catch {
        if case MachinesError.keysDestroyed = error { throw error }
        if trouble.isWorthTelling(error, isLeaf: membership.role != .hub) { complain("\(what): \(error)") }
      }
      // A sleep that is ended is the end of the loop as well.
      if pause > .zero { try? await Task.sleep(for: pause) }
    }
  }

  /// What is known of the others is written down, for those who ask in another process; and how far was given.
  private func tell() async throws {
    try await always("what the others have is not written down") {
      try self.writeDown()
      return .seconds(2)
    }
  }

  public var flow: FleetFlow { counted.withLock { $0 } }

  private func writeDown() throws {
    try logbook.mark.keep()
    try logbook.write(isConnected: connection.isConnected, end: journal.end, partings: desk.partings)
  }

  /// What is known of the others now.
  public var state: CarrierState { logbook.told }
}
