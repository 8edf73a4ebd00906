import StoryTelling
import Synchronization

/// What carries messages: it may cut, deliver twice, or deliver again what it delivered long ago.
final class Wire: Sendable {
  struct Cut: Error {}
  private struct State {
    var chance: Chance
    var faults: Int
    var earlier: [[UInt8]] = []
    var messages: [[UInt8]] = []
  }
  private let state: Mutex<State>
  private let longest = Mutex(0)

  /// - Parameter faults: of a hundred messages so many are cut, and as many doubled and sent again.
  init(_ chance: Chance = Chance(seed: 0), faults: Int = 0) {
    state = Mutex(State(chance: chance, faults: faults))
  }

  /// Bytes of the longest message.
  var mostBytes: Int { longest.withLock { $0 } }
  /// Everything that was said, in both directions.
  var messages: [[UInt8]] { state.withLock { $0.messages } }

  func carry(_ bytes: [UInt8], _ answer: ([UInt8]) -> [UInt8]) throws -> [UInt8] {
    let (fate, again) = state.withLock { state -> (Int, [UInt8]?) in
      let fate = state.faults == 0 ? 100 : Int.random(in: 0..<100, using: &state.chance)
      let again = state.earlier.randomElement(using: &state.chance)
      state.earlier.append(bytes)
      return (fate - state.faults, again)
    }
    let faults = state.withLock { $0.faults }
    if fate < 0, fate % 2 == 0 { throw Cut() }
    var reply = answer(bytes)
    if fate < 0 { throw Cut() }
    if fate < faults { reply = answer(bytes) }
    if fate < 2 * faults, let again { _ = answer(again) }
    longest.withLock { $0 = max($0, bytes.count, reply.count) }
    state.withLock { $0.messages += [bytes, reply] }
    return reply
  }
}
