internal import Events
internal import Keyring

extension MeetingDesk {
  /// Keys that `peer` may have, sealed to it.
  func keys(of handles: [Handle], _ peer: String) throws -> Reply {
    let asked = handles.prefix(MessageSize.keys)
    let (readable, withheld) = asked.parted { access.mayRead($0, peer: peer) }
    let destroyed = try readable.filter { try keyring.status(of: $0) == .destroyed }
    let sealed = try sealedKeys(of: readable, to: peer)
    return .keys(sealed, destroyed: destroyed, withheld: withheld)
  }

  /// Empty where none of these keys is here.
  func sealedKeys(of handles: [Handle], to peer: String) throws -> [UInt8] {
    let readable = handles.filter { !$0.isOrganisation && access.mayRead($0, peer: peer) }
    return try keyring.lend(readable) { keys in
      keys.isEmpty ? [] : try access.seal(keys, to: peer)
    }
  }

  /// Keeps keys that `peer` sealed to this machine.
  func keep(_ sealed: [UInt8], from peer: String) throws -> KeysTaken {
    guard !sealed.isEmpty else { return KeysTaken() }
    var keys = try access.open(sealed, from: peer)
    let taken = try keyring.take(&keys)
    remember(taken.parted.map { Parting(.key($0), peer: peer) })
    return taken
  }

  func takeKeys(_ sealed: [UInt8], _ peer: String) throws -> Reply {
    let taken = try keep(sealed, from: peer)
    return .keysTaken(kept: taken.kept.count, parted: taken.parted)
  }
}

extension Sequence {
  /// Those of which something holds, and the others.
  fileprivate func parted(_ holds: (Element) throws -> Bool) rethrows -> ([Element], [Element]) {
    var (first, second): ([Element], [Element]) = ([], [])
    for element in self { if try holds(element) { first.append(element) } else { second.append(element) } }
    return (first, second)
  }
}
