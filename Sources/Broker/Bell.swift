internal import Dispatch
internal import Synchronization

/// Some wait until another rings. What rang while nobody waited is heard by the next who does.
final class Bell: Sendable {
  private struct State {
    var rung = false
    var waiting: [Int: CheckedContinuation<Void, Never>] = [:]
    var turn = 0
  }

  private let state = Mutex(State())

  func ring() {
    let waiting = state.withLock { state in
      state.rung = state.waiting.isEmpty
      defer { state.waiting = [:] }
      return state.waiting
    }
    for one in waiting.values { one.resume() }
  }

  /// Returns at a ring, or when this long has passed.
  func wait(_ duration: Duration) async {
    guard duration > .zero else { return }
    await withCheckedContinuation { continuation in
      let turn: Int? = state.withLock { state in
        guard !state.rung else {
          state.rung = false
          return nil
        }
        state.turn += 1
        state.waiting[state.turn] = continuation
        return state.turn
      }
      guard let turn else { return continuation.resume() }
      DispatchQueue.global().asyncAfter(deadline: .now() + duration.seconds) {
        self.state.withLock { $0.waiting.removeValue(forKey: turn) }?.resume()
      }
    }
  }
}

extension Duration {
  var seconds: Double { Double(components.seconds) + Double(components.attoseconds) * 1e-18 }
}
