internal import Synchronization

/// Takes what comes for one number of the switchboard.
protocol Extension: AnyObject, Sendable {
  /// `index` is what the sender put behind the number.
  func take(_ message: Incoming, _ index: Int)
}

/// All answers come to one subject of this connection, with a number and an index behind it.
final class Switchboard: Sendable {
  /// Unguessable, so that nobody else sends answers; below the machine's own name, so that nobody else hears them.
  let inbox: String

  private struct State {
    var extensions: [Int: any Extension] = [:]
    var last = 0
  }
  private let state = Mutex(State())

  init(name: String) {
    var generator = SystemRandomNumberGenerator()
    let random = (0..<2).map { _ in String(generator.next() as UInt64, radix: 36) }.joined()
    inbox = "_INBOX.\(name).\(random)"
  }

  func connect(_ one: any Extension) -> Int {
    state.withLock { state in
      state.last += 1
      state.extensions[state.last] = one
      return state.last
    }
  }

  func disconnect(_ number: Int) { state.withLock { $0.extensions[number] = nil } }

  func subject(_ number: Int, _ index: Int) -> String { "\(inbox).\(number).\(index)" }

  /// What comes for nobody any more is dropped: its sender sends again or its asker has given up.
  func take(_ message: Incoming) {
    guard let (number, index) = Self.numbers(message.subject.utf8.dropFirst(inbox.utf8.count + 1)) else {
      return
    }
    state.withLock { $0.extensions[number] }?.take(message, index)
  }

  /// Of `17.4`.
  private static func numbers(_ text: Substring.UTF8View) -> (Int, Int)? {
    var numbers = (0, 0)
    var dots = 0
    for byte in text {
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9") where dots == 1:
        numbers.1 = numbers.1 &* 10 &+ Int(byte & 15)
      case UInt8(ascii: "0")...UInt8(ascii: "9") where dots == 0:
        numbers.0 = numbers.0 &* 10 &+ Int(byte & 15)
      case UInt8(ascii: "."): dots += 1
      default: return nil
      }
    }
    return dots == 1 ? numbers : nil
  }
}
