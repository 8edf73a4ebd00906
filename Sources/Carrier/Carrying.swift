public import Events
internal import Foundation
public import Machines
public import Notebook
internal import Rebuild
public import ServiceLifecycle
internal import Synchronization

/// Carries as long as this machine is one of several: it begins when the machine becomes one, stops while that is
/// being changed, and waits where it stands alone.
public final class Carrying: Service, FleetCarrier {
  private let notebook: Notebook
  private let data: String
  private let endsAlone: Bool
  private let language: Language
  private let complain: @Sendable (String) -> Void
  private let now = Mutex(State())

  private struct State {
    var carrier: Carrier?
    var isBeginning = false
    var isPaused = false
  }

  /// While it carries: whether it is to pause. While it does not: whether it can begin.
  private static let look = Duration.milliseconds(100)
  private static let rest = Duration.seconds(1)
  /// Before what could not begin is tried again.
  private static let again = Duration.seconds(5)

  /// - Parameter endsAlone: where this machine stands alone, there is nothing to wait for.
  public init(
    _ notebook: Notebook, in data: String, _ language: Language, endsAlone: Bool = false,
    complain: @escaping @Sendable (String) -> Void
  ) {
    (self.notebook, self.data, self.endsAlone) = (notebook, data, endsAlone)
    (self.language, self.complain) = (language, complain)
  }

  private var carrier: Carrier? { now.withLock { $0.carrier } }
  private var isAlone: Bool { !isPaused && !MachineFolder(data).isOneOfSeveral }
  private var isPaused: Bool { now.withLock { $0.isPaused } }

  /// - Throws: `MachinesError.keysDestroyed` when this machine is told that it was locked out.
  public func run() async throws {
    try await cancelWhenGracefulShutdown { try await self.wait() }
  }

  private func wait() async throws {
    var told = ""
    while !Task.isCancelled, !(endsAlone && isAlone) {
      var pause = Self.rest
      do {
        if let carrier = try begin() { try await carryUntilPaused(carrier) }
        told = ""
      } catch let error as MachinesError {
        throw error
      } catch is CancellationError {
        return
      } catch {
        if told != "\(error)" { complain("nothing is carried to the other machines: \(error)") }
        (told, pause) = ("\(error)", Self.again)
      }
      // A sleep that is ended is the end of the loop as well.
      try? await Task.sleep(for: pause)
    }
  }

  /// nil where this machine stands alone, or is being changed.
  private func begin() throws -> Carrier? {
    let mayBegin = now.withLock { state in
      if !state.isPaused { state.isBeginning = true }
      return !state.isPaused
    }
    guard mayBegin else { return nil }
    defer { now.withLock { $0.isBeginning = false } }
    let engine = notebook.engine
    guard MachineFolder(data).isOneOfSeveral,
      let membership = try Membership(of: data, engine.journal, engine.keyring)
    else { return nil }
    let carrier = try Carrier(notebook, membership, language, complain: complain)
    now.withLock { $0.carrier = carrier }
    return carrier
  }

  private func carryUntilPaused(_ carrier: Carrier) async throws {
    defer { now.withLock { $0.carrier = nil } }
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { try await carrier.run() }
      group.addTask { while !self.isPaused { try await Task.sleep(for: Self.look) } }
      defer { group.cancelAll() }
      try await group.next()
    }
  }
}

extension Carrying {
  public var membership: Membership? { carrier?.membership }
  public var state: CarrierState? { carrier?.state }
  public var flow: FleetFlow? { carrier?.flow }

  public func heed() throws -> Bool? { try carrier?.heed() }

  /// Called by threads that may wait.
  public func pause() {
    now.withLock { $0.isPaused = true }
    while now.withLock({ $0.isBeginning || $0.carrier != nil }) { usleep(20_000) }
  }

  public func resume() { now.withLock { $0.isPaused = false } }
}
