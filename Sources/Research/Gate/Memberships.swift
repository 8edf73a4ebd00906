public import Events

/// Whose events a release holds. It lies sealed in the dossier: nobody but the gate asks for it.
public struct Memberships: Hashable, Sendable {
  /// Everybody who said yes to research then, as far as the study reached.
  public var eligible: Set<Handle>
  /// Those drawn and released, each with a fingerprint of what was released of them, whatever its order: two with
  /// the same events have the same.
  public var members: [Handle: UInt64]
  /// Who stands behind each count that was published, by what the count is called.
  public var counts: [String: Set<Handle>]

  public init(
    eligible: Set<Handle> = [], members: [Handle: UInt64] = [:], counts: [String: Set<Handle>] = [:]
  ) {
    (self.eligible, self.members, self.counts) = (eligible, members, counts)
  }
}

/// Where the gate finds them: the dossiers in the data folder.
public protocol Dossiers {
  /// - Throws: where the dossier of a live release cannot be opened: then nothing may be made beside it.
  func memberships(of release: Handle) throws -> Memberships
}

extension Memberships {
  /// Lines of `eligible HANDLE`, `member HANDLE FINGERPRINT`, `count HANDLE NAME`, sorted.
  public var text: String {
    var lines = eligible.map { "eligible \($0)" }
    lines += members.map { "member \($0) \($1.hexadecimal)" }
    for (name, people) in counts { lines += people.map { "count \($0) \(name)" } }
    return lines.sorted().joined(separator: "\n")
  }

  /// What `text` writes; nil for anything else.
  public init?(text: String) {
    self.init()
    for line in text.split(separator: "\n") {
      let parts = line.split(separator: " ", maxSplits: 2).map(String.init)
      guard parts.count > 1, let handle = Handle(parts[1]) else { return nil }
      switch (parts[0], parts.dropFirst(2).first) {
      case ("eligible", nil): eligible.insert(handle)
      case ("member", let print?):
        guard let fingerprint = UInt64(print, radix: 16) else { return nil }
        members[handle] = fingerprint
      case ("count", let name?): counts[name, default: []].insert(handle)
      default: return nil
      }
    }
  }
}
