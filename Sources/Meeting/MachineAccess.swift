public import Events

/// What one machine lets another have. Asked for every handle and every record of a meeting.
public protocol MachineAccess: Sendable {
  /// Names the set of records that this machine and `peer` both keep: empty for all there are. The same name
  /// is the same set, so it changes when the set does, as when a participant moves to another region.
  func scope(with peer: String) -> String
  /// Whether this record is one of those that both of us keep. Not asked where the scope is all there are.
  func isInScope(_ header: Header, peer: String) -> Bool
  /// Whether the key of this participant may travel to `peer`.
  func mayRead(_ handle: Handle, peer: String) -> Bool
  func isLockedOut(_ peer: String) -> Bool
  /// Seals keys, 32 bytes each, to the public key of `peer`, as told by this machine and nobody else.
  func seal(_ keys: [(Handle, [UInt8])], to peer: String) throws -> [UInt8]
  func open(_ sealed: [UInt8], from peer: String) throws -> [(Handle, [UInt8])]
}
