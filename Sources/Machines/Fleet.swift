public import Events

/// All machines of the organisation, folded from the events that admit them and lock them out, in any order.
public struct Fleet: Hashable, Sendable {
  /// When something was told, and by which event: the later of two wins, on every machine.
  private struct Stamp: Hashable, Comparable {
    var at: Moment
    var by: EventID

    static func < (a: Self, b: Self) -> Bool { (a.at, a.by) < (b.at, b.by) }
  }

  private struct Told<What: Hashable & Sendable>: Hashable, Sendable {
    var what: What
    var stamp: Stamp
  }

  public struct LockOut: Hashable, Sendable {
    public var at: Moment
    public var reason: String
  }

  private var told: [String: Told<Machine>] = [:]
  /// What was told of each origin; a machine that was restored has had several.
  private var origins: [UInt64: Told<Machine>] = [:]
  private var lockedOut: [String: Told<String>] = [:]

  public init() {}

  /// All that were ever admitted, by name.
  public var machines: [Machine] { told.values.map(\.what).sorted { $0.name < $1.name } }

  /// Those that are not locked out.
  public var active: [Machine] { machines.filter { !isLockedOut($0.name) } }

  /// Their regions, each once.
  public var regions: [String] { Set(active.map(\.region)).filter { !$0.isEmpty }.sorted() }

  public subscript(name: String) -> Machine? { told[name]?.what }

  /// A machine that was locked out stays so, whatever is told of its name afterwards.
  public func isLockedOut(_ name: String) -> Bool { lockedOut[name] != nil }

  public func lockOut(of name: String) -> LockOut? {
    lockedOut[name].map { LockOut(at: $0.stamp.at, reason: $0.what) }
  }

  /// The machine that writes, or once wrote, under this origin; nil for a phone's, and for one from before the
  /// fleet.
  public func machine(writingAs origin: UInt64) -> Machine? { origins[origin]?.what }

  /// Under which a machine has written.
  public func origins(of name: String) -> Set<UInt64> {
    Set(origins.filter { $0.value.what.name == name }.keys)
  }

  /// When a machine was first heard of under an origin of its own; nil for one that never was.
  func began(_ name: String) -> Moment? {
    origins.values.filter { $0.what.name == name }.map(\.stamp.at).min()
  }

  public mutating func take(_ event: Event) {
    let stamp = Stamp(at: event.recorded, by: event.id)
    switch event.content {
    case .machineAdmitted(let machine):
      let news = Told(what: machine, stamp: stamp)
      if told[machine.name].map({ $0.stamp < stamp }) ?? true { told[machine.name] = news }
      guard machine.origin > 0, origins[machine.origin].map({ $0.stamp < stamp }) ?? true else { return }
      origins[machine.origin] = news
    case .machineLockedOut(let name, let reason):
      // The first counts: what was told later changes nothing of when it ended.
      guard lockedOut[name].map({ stamp < $0.stamp }) ?? true else { return }
      lockedOut[name] = Told(what: reason, stamp: stamp)
    default: return
    }
  }
}
