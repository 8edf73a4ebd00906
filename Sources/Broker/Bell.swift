internal import Dispatch
internal import Synchronization

/// One waits until another rings. What rang while nobody waited is heard by the next who does.
final class Bell: Sendable {
  private struct State {
    var rung = false
    var waiter: CheckedContinuation<Void, Never>?
    /// Tells a late alarm from the one of who waits now.
    var turn = 0

    mutating func leave() -> CheckedContinuation<Void, Never>? {
      defer { waiter = nil }
      return waiter
    }
  }

  private let state = Mutex(State())

  func ring() {
    let waiter = state.withLock { state in
      state.rung = state.waiter == nil
      return state.leave()
    }
    waiter?.resume()
  }

  /// Returns at a ring, or when this long has passed. One waits at a time.
  func wait(_ duration: Duration) async {
    guard duration > .zero else { return }
    await withCheckedContinuation { continuation in
      let turn: Int? = state.withLock { state in
        state.turn += 1
        if state.rung {
          state.rung = false
          return nil
        }
        state.waiter = continuation
        return state.turn
      }
      guard let turn else { return continuation.resume() }
      DispatchQueue.global().asyncAfter(deadline: .now() + duration.seconds) { self.alarm(turn) }
    }
  }

  private func alarm(_ turn: Int) {
    state.withLock { $0.turn == turn ? $0.leave() : nil }?.resume()
  }
}

extension Duration {
  var seconds: Double { Double(components.seconds) + Double(components.attoseconds) * 1e-18 }
}
