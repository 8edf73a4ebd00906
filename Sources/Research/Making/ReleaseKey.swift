internal import Events
internal import Keyring

/// The key of a release: drawn for a new one, and kept only when everything has passed.
enum ReleaseKey {
  case drawn(DrawnKey)
  case kept(Handle)

  var handle: Handle {
    switch self {
    case .drawn(let key): key.handle
    case .kept(let handle): handle
    }
  }

  func namer(_ keyring: Keyring) throws -> Namer {
    switch self {
    case .drawn(let key): try key.namer()
    case .kept(let handle): try keyring.namer(for: handle)
    }
  }

  func keep(in keyring: Keyring) throws {
    if case .drawn(let key) = self { try keyring.keep(key) }
  }
}
