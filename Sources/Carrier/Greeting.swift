internal import Broker
internal import Events
internal import Journal
internal import Machines
internal import Synchronization

/// What a van or region says before a meeting: what its stream is called. A zero byte, with which no question of a
/// meeting begins, and the name; answered by a zero byte.
enum Greeting {
  static let answer: [UInt8] = [0]

  static func bytes(_ outbox: String) -> [UInt8] { [0] + Array(outbox.utf8) }

  /// nil for whatever else came.
  static func outbox(in bytes: [UInt8]) -> String? {
    guard bytes.first == 0, bytes.count < 64 else { return nil }
    let name = String(decoding: bytes.dropFirst(), as: UTF8.self)
    return MachineFolder.isOutbox(name) ? name : nil
  }
}

extension Carrier {
  /// Tells a hub where our events are to be had.
  func greet(_ peer: String, _ ask: (_ bytes: [UInt8]) async throws -> [UInt8]) async throws {
    guard membership.role != .hub, let outbox = membership.folder.outbox(of: journal.origin) else { return }
    _ = try await ask(Greeting.bytes(outbox))
  }

  func hear(_ greeting: [UInt8], from asker: String) -> [UInt8] {
    let isLeaf = membership.fleet[asker].map { $0.role != .hub } ?? false
    if isLeaf, !membership.isLockedOut(asker), let outbox = Greeting.outbox(in: greeting),
      outboxes.withLock({ $0.tell(asker, outbox) })
    {
      isStreamKept.store(false, ordering: .relaxed)
    }
    return Greeting.answer
  }
}
