import Events
import Foundation
import Keyring
import Synchronization

@testable import Meeting

/// What all machines of an organisation have in common: its key, and its words.
final class Organisation {
  let rules = Rules()
  private let path = NSTemporaryDirectory() + "organisation-\(UUID().uuidString)"
  private let keyring: Keyring
  /// The adoption of the words by which every test reads: a record.
  let vocabulary: [UInt8]

  init() throws {
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    keyring = try Keyring(
      at: path + "/keys", master: try MasterKey.make(file: path + "/key"), mapBytes: 1 << 28)
    let event = Event(
      id: EventID(origin: 9, sequence: 1), handle: .organisation, happened: When(minute: 0),
      recorded: Moment(milliseconds: 0), content: .vocabularyAdopted(yaml: Array(Self.words.utf8)))
    let header = Header(type: .vocabularyAdopted, handle: .organisation, id: event.id).bytes
    vocabulary = header + (try keyring.seal(event.body, for: .organisation, binding: header))
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// Makes a folder of keys that has the organisation's own.
  func giveKey(into folder: String, _ master: MasterKey) throws {
    let copy = try keyring.copyKeys()
    try Keyring.importKeys(into: folder, master: master, after: copy.epoch) { intake in
      try copy.each { handle, key in if handle.isOrganisation { try intake.add(handle, key) } }
    }
  }

  private static let words = """
    kinds:
      - id: dentist
        group: bridge
        name: {da: tandlæge, en: dentist}
        da: [tandlæge-]
      - id: meal
        group: thing
        name: {da: måltid, en: meal}
        da: [mad]
    """
}

/// Who may have what. A machine that stands in no list may read and keeps everything.
final class Rules: Sendable {
  private struct State {
    var regions: [String: Set<Handle>] = [:]
    var lockedOut: Set<String> = []
    var version = 0
  }
  private let state = Mutex(State())

  func keep(_ handles: Set<Handle>, on region: String) {
    state.withLock {
      $0.regions[region] = handles
      $0.version += 1
    }
  }

  func lockOut(_ name: String) { state.withLock { _ = $0.lockedOut.insert(name) } }

  func isLockedOut(_ name: String) -> Bool { state.withLock { $0.lockedOut.contains(name) } }

  func keeps(_ name: String, _ handle: Handle) -> Bool {
    state.withLock { handle.isOrganisation || $0.regions[name]?.contains(handle) ?? true }
  }

  func scope(_ a: String, _ b: String) -> String {
    state.withLock { state in
      let regions = [a, b].filter { state.regions[$0] != nil }
      return regions.isEmpty ? "" : "\(regions.sorted()) \(state.version)"
    }
  }
}

/// The rules as one machine keeps them. Keys are sealed by a mask that stands for a cipher.
struct House: MachineAccess {
  let name: String
  let rules: Rules

  init(_ name: String, _ rules: Rules) { (self.name, self.rules) = (name, rules) }

  func scope(with peer: String) -> String { peer.isEmpty ? "" : rules.scope(name, peer) }
  func isInScope(_ header: Header, peer: String) -> Bool {
    rules.keeps(name, header.handle) && rules.keeps(peer, header.handle)
  }
  func mayRead(_ handle: Handle, peer: String) -> Bool { rules.keeps(peer, handle) }
  func isLockedOut(_ peer: String) -> Bool { rules.isLockedOut(peer) }

  struct Torn: Error {}

  private func tag(_ plain: [UInt8], _ way: String) throws -> [UInt8] {
    let key = Array(way.utf8)
    return try Digest.hmac(plain.span.bytes, key: key.span.bytes)
  }

  func seal(_ keys: [(Handle, [UInt8])], to peer: String) throws -> [UInt8] {
    let plain = keys.flatMap { $0.bytes + $1 }
    return try plain.map { $0 ^ 0x5a } + tag(plain, "\(name)>\(peer)")
  }

  func open(_ sealed: [UInt8], from peer: String) throws -> [(Handle, [UInt8])] {
    let plain = sealed.dropLast(Digest.byteCount).map { $0 ^ 0x5a }
    guard plain.count % 48 == 0, try Array(sealed.suffix(Digest.byteCount)) == tag(plain, "\(peer)>\(name)")
    else { throw Torn() }
    return stride(from: 0, to: plain.count, by: 48).map { start in
      (Handle(plain.span.bytes, at: start), Array(plain[start + 16..<start + 48]))
    }
  }
}
