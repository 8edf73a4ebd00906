public import Events
public import Journal
internal import Keyring
public import Rebuild

/// A release as the log tells of it.
public struct LoggedRelease: Sendable {
  public var event: EventID
  public var released: Released
  public var handle: Handle
  /// Of the event in this machine's log, and of the one that took the release back.
  public var position: Position
  public var recalledAt: Position?
  /// What people call it.
  public var id: String
  public var made: Moment
  public var when: When
  public var by: String
  /// When it was taken back, and why.
  public var recalled: (when: When, reason: String)?
  /// Its key is destroyed: nobody can say any more whose a pseudonym is.
  public var isEnded = false
}

extension Handle {
  /// What a release is called by people: ten letters and digits that say nothing of the handle.
  public var releaseID: String {
    get throws(KeyringError) {
      let letters = Array("abcdefghijklmnopqrstuvwxyz234567".utf8)
      let named = Array("release ".utf8) + bytes
      let hash = try Digest.sha256(named.span.bytes)
      return String(decoding: hash.prefix(10).map { letters[Int($0 & 31)] }, as: UTF8.self)
    }
  }
}

extension Engine {
  /// Every release that the log tells of, the newest last. Those of before releases had a handle are left out.
  public func releases() throws -> [LoggedRelease] {
    var found: [LoggedRelease] = []
    try organisation([.releaseMade, .releaseRecalled], upTo: journal.end) { position, event in
      switch event.content {
      case .releaseMade(let released):
        guard let handle = released.handle else { return }
        found.append(
          LoggedRelease(
            event: event.id, released: released, handle: handle, position: position, id: try handle.releaseID,
            made: event.recorded, when: event.happened, by: event.by,
            isEnded: try keyring.status(of: handle) == .destroyed))
      case .releaseRecalled(let handle, let reason):
        for index in found.indices where found[index].handle == handle {
          found[index].recalled = (event.happened, reason)
          found[index].recalledAt = position
        }
      default: break
      }
    }
    return found
  }

  /// The release of this id, of an id that begins so, or the only one of a study.
  public func release(_ name: String) throws -> LoggedRelease {
    let all = try releases()
    let meant = all.filter { $0.id == name }
    let near = meant.isEmpty ? all.filter { $0.released.study == name || $0.id.hasPrefix(name) } : meant
    guard let first = near.first, !name.isEmpty else { throw ResearchRefusal.noRelease(name) }
    guard near.count == 1 else { throw ResearchRefusal.several(name, near.map(\.id)) }
    return first
  }
}
