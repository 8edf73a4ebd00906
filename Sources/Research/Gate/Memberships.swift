public import Events

/// Whose events a release holds. It lies sealed in the dossier: nobody but the gate asks for it.
public struct Memberships: Hashable, Sendable {
  /// Everybody who said yes to research then, as far as the study reached.
  public var eligible: Set<Handle>
  /// Those drawn and released, each with a fingerprint of what was released of them, whatever its order: two with
  /// the same events have the same.
  public var members: [Handle: UInt64]

  public init(eligible: Set<Handle> = [], members: [Handle: UInt64] = [:]) {
    (self.eligible, self.members) = (eligible, members)
  }
}

/// Where the gate finds them: the dossiers in the data folder.
public protocol Dossiers {
  /// - Throws: where the dossier of a live release cannot be opened: then nothing may be made beside it.
  func memberships(of release: Handle) throws -> Memberships
}
