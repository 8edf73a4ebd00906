internal import Foundation
internal import Synchronization

/// Which messages of one publication their stream has taken.
private final class Acknowledgements: Extension {
  struct State {
    var isTaken: [Bool]
    var taken = 0
    var refusal: BrokerError?
    /// Grows at each answer.
    var answers = 0
  }
  let bell = Bell()
  private let state: Mutex<State>
  /// The waiting publisher is woken when so many more have come, or the last.
  private let step = 256

  init(count: Int) { state = Mutex(State(isTaken: Array(repeating: false, count: count))) }

  func take(_ message: Incoming, _ index: Int) {
    let rings = state.withLock { state in
      state.answers += 1
      guard state.isTaken.indices.contains(index), !state.isTaken[index] else { return false }
      // The broker has no stream for the subject, or none that could take it now: it is sent again.
      guard message.status == 0 else { return false }
      if let refusal = JetStreamRefusal(in: message.bytes) {
        if !refusal.isPassing { state.refusal = refusal.error("a message for \(message.subject)") }
        return !refusal.isPassing
      }
      state.isTaken[index] = true
      state.taken += 1
      return state.taken % step == 0 || state.taken == state.isTaken.count
    }
    if rings { bell.ring() }
  }

  func missing() throws(BrokerError) -> [Int] {
    let (isTaken, refusal) = state.withLock { ($0.isTaken, $0.refusal) }
    if let refusal { throw refusal }
    return isTaken.indices.filter { !isTaken[$0] }
  }

  var taken: Int { state.withLock { $0.taken } }
  var isRefused: Bool { state.withLock { $0.refusal != nil } }
}

extension BrokerConnection {
  /// How many messages, and how many bytes, are on their way at once.
  private static let inFlight = 4_096
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
      guard clock.now - lastProgress < patience else { throw unacknowledged(missing.count, messages.count) }
      let before = acknowledgements.taken
      if isConnected {
        try await send(messages, missing, number, acknowledgements)
      } else {
        await changed.wait(.milliseconds(250))
      }
      if acknowledgements.taken > before { lastProgress = clock.now }
    }
  }

  private func unacknowledged(_ count: Int, _ total: Int) -> BrokerError {
    guard isConnected else { return .notConnected(url: address.url, said: "") }
    return .notAcknowledged(count: count, of: total)
  }

  /// Sends these once, no more at a time than may be on their way, and waits until no more answers come.
  private func send(
    _ messages: [Outgoing], _ wanted: [Int], _ number: Int, _ acknowledgements: Acknowledgements
  ) async throws(BrokerError) {
    let first = acknowledgements.taken
    var sent = 0
    while sent < wanted.count {
      let part = try part(
        messages, wanted[sent...], room: Self.inFlight - (sent - (acknowledgements.taken - first)))
      guard await put(messages, part, number) else { return }
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
  private func put(_ messages: [Outgoing], _ part: ArraySlice<Int>, _ number: Int) async -> Bool {
    guard let link = try? link() else { return false }
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
  /// False when nothing came for `silence`.
  func reaches(_ goal: Int, silence: Duration) async -> Bool {
    while taken < goal, !isRefused {
      let before = taken
      await bell.wait(silence)
      if taken == before { return false }
    }
    return true
  }
}
