internal import Events
internal import Foundation
internal import Rebuild
internal import Synchronization

/// Something small made of everybody's view of one kind, and kept in memory: of all of them once, and then anew
/// only of those of whom something was told since.
final class Gathered<View: StoryProjection, Made: Sendable>: Sendable {
  private let state = Mutex(State())
  private let make: @Sendable (View) -> Made

  private struct State {
    var change: ViewChange?
    var made: [Handle: One] = [:]
  }

  private struct One: Sendable {
    let stamp: ViewStamp
    let made: Made
  }

  init(_: View.Type, _ make: @escaping @Sendable (View) -> Made) { self.make = make }

  /// In no order.
  func filter<Kept>(_ engine: Engine, _ keep: (Handle, Made) -> Kept?) throws -> [Kept] {
    let made = try state.withLock { state in
      try follow(&state, engine)
      return state.made
    }
    return made.compactMap { keep($0.key, $0.value.made) }
  }

  private func follow(_ state: inout State, _ engine: Engine) throws {
    let change = try engine.change(of: View.self)
    guard state.change != change else { return }
    let stamps = try engine.stamps(of: View.self)
    for gone in state.made.keys where stamps[gone] == nil { state.made[gone] = nil }
    let fresh = stamps.filter { state.made[$0.key]?.stamp != $0.value }.keys.sorted()
    let parts = try engine.gather(View.self, of: fresh, jobs: fresh.count > 500 ? 2 : 1) {
      [make] each -> [(Handle, One)] in
      var part: [(Handle, One)] = []
      try each { handle, stamp, view in part.append((handle, One(stamp: stamp, made: make(view)))) }
      return part
    }
    for (handle, one) in parts.joined() { state.made[handle] = one }
    state.change = change
  }
}
