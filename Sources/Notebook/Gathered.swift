public import Events
internal import Foundation
public import Rebuild
internal import Synchronization

/// Something small made of everybody's view of one kind, and kept in memory: of all of them once, and then anew
/// only of those of whom something was told since.
public final class Gathered<View: StoryProjection, Made: Equatable & Sendable>: Sendable {
  private let state = Mutex(State())
  private let make: @Sendable (View) -> Made

  /// All of it, and a number that grows whenever some of it is another.
  public struct All: Sendable {
    public fileprivate(set) var made: [Handle: Made] = [:]
    public fileprivate(set) var edition = 0
  }

  private struct State {
    var change: ViewChange?
    var stamps: [Handle: ViewStamp] = [:]
    var all = All()
  }

  /// Views of more persons than this are opened on all cores.
  private static var many: Int { 500 }

  public init(_: View.Type, _ make: @escaping @Sendable (View) -> Made) { self.make = make }

  public func all(_ engine: Engine) throws -> All {
    try state.withLock { state in
      try follow(&state, engine)
      return state.all
    }
  }

  private func follow(_ state: inout State, _ engine: Engine) throws {
    let change = try engine.change(of: View.self)
    guard state.change != change else { return }
    let stamps = try engine.stamps(of: View.self)
    var all = state.all
    for gone in state.stamps.keys where stamps[gone] == nil {
      all.made[gone] = nil
      all.edition += 1
    }
    let fresh = stamps.filter { state.stamps[$0.key] != $0.value }.keys.sorted()
    let jobs = fresh.count > Self.many ? ProcessInfo.processInfo.activeProcessorCount : 1
    let parts = try engine.gather(View.self, of: fresh, jobs: jobs) { [make] each -> [(Handle, Made)] in
      var part: [(Handle, Made)] = []
      try each { handle, _, view in part.append((handle, make(view))) }
      return part
    }
    for (handle, made) in parts.joined() where all.made[handle] != made {
      all.made[handle] = made
      all.edition += 1
    }
    (state.change, state.stamps, state.all) = (change, stamps, all)
  }
}
