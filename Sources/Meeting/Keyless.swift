internal import Events
internal import Keyring

/// The participants in the log whose key is not here: it has not come yet, or never will, since this machine
/// may not read them.
struct Keyless {
  private var known: Set<Handle> = []
  private var waiting: Set<Handle> = []
  private var last = Handle.organisation

  mutating func see(_ handle: Handle, _ keyring: Keyring) throws {
    guard handle != last, !handle.isOrganisation else { return }
    last = handle
    guard !known.contains(handle), !waiting.contains(handle) else { return }
    if try keyring.status(of: handle) == .unknown { waiting.insert(handle) } else { known.insert(handle) }
  }

  /// Their keys are here no more, and may come again.
  mutating func letGo(_ handles: [Handle]) {
    known.subtract(handles)
    waiting.formUnion(handles)
  }

  /// In the order of handles; those whose key has come are let go of.
  mutating func all(_ keyring: Keyring) throws -> [Handle] {
    for handle in waiting where try keyring.status(of: handle) != .unknown {
      waiting.remove(handle)
      known.insert(handle)
    }
    return waiting.sorted()
  }
}
