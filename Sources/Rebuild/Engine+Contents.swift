public import Events
internal import Keyring

extension Engine {
  /// The contents of every view, opened, as bytes: equal wherever the same events are. For tests and checks.
  public func contents() throws -> [String: [Handle: [UInt8]]] {
    let generation = try served().0
    let reader = try ViewReader(keyring)
    var contents: [String: [Handle: [UInt8]]] = [:]
    for store in generation.stories {
      var views: [Handle: [UInt8]] = [:]
      for (handle, sealed) in try store.all() {
        views[handle] = try reader.open(sealed.span.bytes, handle, store.version)
      }
      contents[store.version.view] = views
    }
    for store in generation.tallies {
      contents[store.version.view] = [.organisation: try store.read(reader).stored]
    }
    return contents
  }

  /// A hash of each view's contents, in hexadecimal: SHA-256 over the hashes of every handle and its opened
  /// view, in the order of handles. Two machines that hold the same events have the same.
  public func contentHashes() throws -> [String: String] {
    try contents().mapValues { views in
      let leaves = try views.keys.sorted().flatMap { handle in
        let leaf = handle.bytes + (views[handle] ?? [])
        return try Digest.sha256(leaf.span.bytes)
      }
      return hexadecimal(try Digest.sha256(leaves.span.bytes)[...])
    }
  }
}
