public import Events
internal import Keyring

/// Before a machine lets go of somebody, another one has to have all of them.
extension Meeting {
  /// Gives the keys of participants to a machine that keeps all.
  /// - Parameter ask: as of a meeting.
  /// - Returns: those whose key it has now, and no other in its place.
  public static func giveKeys(
    of handles: [Handle], _ here: MeetingDesk, to peer: String,
    ask: (_ bytes: [UInt8]) async throws -> [UInt8]
  ) async throws -> [Handle] {
    var given: [Handle] = []
    for start in stride(from: 0, to: handles.count, by: MessageSize.keys) {
      let part = Array(handles[start..<min(start + MessageSize.keys, handles.count)])
      let sealed = try here.sealedKeys(of: part, to: peer)
      guard !sealed.isEmpty else { continue }
      let answer = try await ask(Question.giveKeys(sealed).bytes)
      guard case .keysTaken(_, let parted) = try reply(of: peer, answer) else {
        throw MeetingError.garbled(peer)
      }
      here.remember(parted.map { Parting(.key($0), peer: peer) })
      given += part.filter { !parted.contains($0) }
    }
    return given
  }

  /// Gives records as they lie in the log, those among them that the two machines do not both keep any more.
  /// - Returns: whether every one of them is on the disk there.
  public static func give(
    _ records: [[UInt8]], _ here: MeetingDesk, to peer: String,
    ask: (_ bytes: [UInt8]) async throws -> [UInt8]
  ) async throws -> Bool {
    var (held, left) = (0, records[...])
    while !left.isEmpty {
      var (batch, bytes): ([[UInt8]], Int) = ([], 0)
      while let record = left.first, batch.isEmpty || bytes + record.count <= MessageSize.usual {
        batch.append(left.removeFirst())
        bytes += record.count + 8
      }
      let answer = try await ask(Question.push(batch, keyless: []).bytes)
      guard case .taken(let taken) = try reply(of: peer, answer) else { throw MeetingError.garbled(peer) }
      here.remember(taken.parted.map { Parting(.event($0), peer: peer) })
      held += taken.appended + taken.known
    }
    return held == records.count
  }

  private static func reply(of peer: String, _ bytes: [UInt8]) throws -> Reply {
    do {
      switch try Reply(bytes) {
      case .lockedOut: throw MeetingError.lockedOut(by: peer)
      case .refused(let sentence):
        throw MeetingError.refused(by: peer, sentence: String(sentence.prefix(500)))
      case let reply: return reply
      }
    } catch is Garbled { throw MeetingError.garbled(peer) }
  }
}
