public import Anonymity
public import Events
public import Keyring

extension Secrets {
  /// Of the key of a release: for each purpose a key of its own, derived from it.
  ///
  /// A person's handle stands in the clear in the log. So what is named for a person is first named under that
  /// person's own key: once that is destroyed, nobody can work out any more which pseudonym was theirs.
  ///
  /// - Parameter invented: handles of people who do not exist, and so have no key.
  public init(_ namer: Namer, _ keyring: Keyring, invented: Set<Handle> = []) throws {
    var keys: [Purpose: [UInt8]] = [:]
    for purpose in Purpose.allCases { keys[purpose] = try namer.name("release \(purpose.rawValue)") }
    let (made, persons) = (keys, PersonNames(try keyring.sealer()))
    self.init { purpose, text in
      let person = Handle(text).flatMap { invented.contains($0) ? nil : $0 }
      let named = try person.map { try persons.name(of: $0) } ?? Array(text.utf8)
      let key = made[purpose] ?? []
      return try Digest.hmac(named.span.bytes, key: key.span.bytes)
    }
  }
}

/// Names under each person's own key, and the last of them, since a person is asked for several purposes.
private final class PersonNames {
  private var sealer: Sealer
  private var last: (handle: Handle, name: [UInt8])?

  init(_ sealer: consuming Sealer) { self.sealer = sealer }

  func name(of handle: Handle) throws -> [UInt8] {
    if let last, last.handle == handle { return last.name }
    let name = try sealer.namer(for: handle).name("release person")
    last = (handle, name)
    return name
  }
}
