internal import Foundation
internal import Synchronization

/// Which messages of one publication their stream has taken.
private final class Acknowledgements: Extension {
  struct State {
    var isTaken: [Bool]
    var taken = 0
    /// Turned down for now, since this was last asked: the stream had no leader.
    var turnedDown = 0
    var refusal: BrokerError?
  }
  let bell = Bell()
  private let state: Mutex<State>
  /// The waiting publisher is woken when so many more have been answered, or the last.
  private let step = 256

  init(count: Int) { state = Mutex(State(isTaken: Array(repeating: false, count: count))) }

  func take(_ message: Incoming, _ index: Int) {
    let rings = state.withLock { state in
      guard state.isTaken.indices.contains(index), !state.isTaken[index] else { return false }
      if let refusal = refusal(message) {
        state.turnedDown += 1
        if !refusal.isPassing { state.refusal = refusal.error("a message for \(message.subject)") }
      } else {
        state.isTaken[index] = true
        state.taken += 1
      }
      let answered = state.taken + state.turnedDown
      return answered % step == 0 || answered >= state.isTaken.count || state.refusal != nil
    }
    if rings { bell.ring() }
  }

  private func refusal(_ message: Incoming) -> JetStreamRefusal? {
    // Nobody takes the subject: the stream has no leader now, or is not there yet.
    if message.status != 0 { return .nobody }
    // What was taken begins with the name of the stream.
    return message.bytes.starts(with: Self.refused) ? JetStreamRefusal(in: message.bytes) : nil
  }

  private static let refused = Array("{\"error\"".utf8)

  func missing() throws(BrokerError) -> [Int] {
    let (isTaken, refusal) = state.withLock { ($0.isTaken, $0.refusal) }
    if let refusal { throw refusal }
    return isTaken.indices.filter { !isTaken[$0] }
  }

  var taken: Int { state.withLock { $0.taken } }

  /// How many have been turned down since this was last asked.
  func turnedDown() -> Int {
    state.withLock { state in
      defer { state.turnedDown = 0 }
      return state.turnedDown
    }
  }
}

extension BrokerConnection {
  /// How many messages, and how many bytes, are on their way at once.
  private static let inFlight = 8_192
  private static let inFlightBytes = 16 << 20
  /// What no answer came to for so long is sent again.
  private static let again = Duration.seconds(3)

  /// Returns when a stream has acknowledged each of these. What is not acknowledged is sent again by the same id.
  ///
  /// - Throws: `notAcknowledged` or `notConnected` when for `patience` nothing was acknowledged, `refused`,
  ///   `tooLarge`. Some may lie in the stream all the same.
  public func publish(_ messages: [Outgoing], patience: Duration = .seconds(30)) async throws(BrokerError) {
    let acknowledgements = Acknowledgements(count: messages.count)
    let number = switchboard.connect(acknowledgements)
    defer { switchboard.disconnect(number) }
    let clock = ContinuousClock()
    var lastProgress = clock.now
    while true {
      let missing = try acknowledgements.missing()
      if missing.isEmpty { return }
      guard clock.now - lastProgress < patience, !Task.isCancelled else {
        throw unacknowledged(missing.count, messages.count)
      }
      let before = acknowledgements.taken
      do throws(BrokerError) {
        try await send(messages, missing, number, acknowledgements)
      } catch .notConnected {
        await changed.wait(.milliseconds(250))
      }
      if acknowledgements.taken > before { lastProgress = clock.now }
      if acknowledgements.turnedDown() > 0 { await changed.wait(.milliseconds(100)) }
    }
  }

  private func unacknowledged(_ count: Int, _ total: Int) -> BrokerError {
    guard isConnected else { return .notConnected(url: address.url, said: "") }
    return .notAcknowledged(count: count, of: total)
  }

  /// Sends these once, no more at a time than may be on their way, and waits until no more answers come.
  /// - Throws: `notConnected` and `closed`, `tooLarge`.
  private func send(
    _ messages: [Outgoing], _ wanted: [Int], _ number: Int, _ acknowledgements: Acknowledgements
  ) async throws(BrokerError) {
    let first = acknowledgements.taken
    var sent = 0
    while sent < wanted.count {
      let part = try part(
        messages, wanted[sent...], room: Self.inFlight - (sent - (acknowledgements.taken - first)))
      guard await put(messages, part, number, try link()) else { return }
      sent += part.count
      let goal = sent < wanted.count ? first + sent - Self.inFlight / 2 : first + wanted.count
      guard await acknowledgements.reaches(goal, silence: Self.again) else { return }
    }
  }

  /// As many of these as there is room for, and at least one.
  private func part(
    _ messages: [Outgoing], _ wanted: ArraySlice<Int>, room: Int
  ) throws(BrokerError) -> ArraySlice<Int> {
    let largest = try link().largest
    var bytes = 0
    var count = 0
    for index in wanted.prefix(max(1, room)) {
      let size = messages[index].bytes.count
      if size > largest { throw .tooLarge(bytes: size, most: largest) }
      bytes += size
      if count > 0, bytes > Self.inFlightBytes { break }
      count += 1
    }
    return wanted.prefix(count)
  }

  /// False when the connection was lost meanwhile.
  private func put(_ messages: [Outgoing], _ part: ArraySlice<Int>, _ number: Int, _ link: Link) async -> Bool
  {
    let switchboard = switchboard
    return await withCheckedContinuation { continuation in
      // A full socket makes libnats wait: not on a thread of the tasks.
      sending.async {
        let all = part.allSatisfy { index in
          let message = messages[index]
          return link.publish(
            message.subject, message.bytes, reply: switchboard.subject(number, index), id: message.id)
        }
        continuation.resume(returning: all)
      }
    }
  }
}

extension Acknowledgements {
  /// Waits until so many have been answered; false when nothing came for `silence`, or one was refused for good.
  func reaches(_ goal: Int, silence: Duration) async -> Bool {
    let clock = ContinuousClock()
    var (last, since) = (-1, clock.now)
    while true {
      let (answered, isRefused) = state.withLock { ($0.taken + $0.turnedDown, $0.refusal != nil) }
      if isRefused || answered >= goal { return !isRefused }
      if answered > last { (last, since) = (answered, clock.now) }
      let left = silence - (clock.now - since)
      guard left > .zero else { return false }
      // It may have rung for what has been counted already.
      await bell.wait(left)
    }
  }
}
