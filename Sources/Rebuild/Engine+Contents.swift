public import Events
internal import Keyring

extension Engine {
  /// The contents of every view, opened, as bytes: equal wherever the same events are. For tests and checks.
  public func contents() throws -> [String: [Handle: [UInt8]]] {
    let generation = try served().0
    var contents: [String: [Handle: [UInt8]]] = [:]
    for number in generation.versions.indices {
      var views: [Handle: [UInt8]] = [:]
      try each(number, of: generation) { views[$0] = $1 }
      contents[generation.versions[number].view] = views
    }
    return contents
  }

  /// A hash of each view's contents, in hexadecimal: SHA-256 over the hashes of every handle and its opened
  /// view, in the order of handles. Two machines that hold the same events have the same.
  public func contentHashes() throws -> [String: String] { try contentHashes(of: served().0) }

  /// What `contentHashes` says of a tally that has these sums.
  public static func contentHash(of tally: Tally) throws -> String {
    let stored = Handle.organisation.bytes + tally.stored
    let leaf = try Digest.sha256(stored.span.bytes)
    return hexadecimal(try Digest.sha256(leaf.span.bytes)[...])
  }

  func contentHashes(of generation: Generation) throws -> [String: String] {
    let hashes = try Crew(Crew.cores).gather(generation.versions.count) { number in
      let leaves = try leaves(number, of: generation).flatMap(\.hash)
      return (generation.versions[number].view, hexadecimal(try Digest.sha256(leaves.span.bytes)[...]))
    }
    return Dictionary(uniqueKeysWithValues: hashes)
  }

  /// The hash of every handle and its opened view, in the order of handles.
  /// - Parameter number: of the view: the stories, then the tallies, in the catalogue's order.
  func leaves(_ number: Int, of generation: Generation) throws -> [(handle: Handle, hash: [UInt8])] {
    var leaves: [(Handle, [UInt8])] = []
    try each(number, of: generation) { handle, view in
      let leaf = handle.bytes + view
      leaves.append((handle, try Digest.sha256(leaf.span.bytes)))
    }
    return leaves
  }

  /// Lends everybody's view, opened, in the order of handles; a tally's sums under the organisation's.
  private func each(
    _ number: Int, of generation: Generation, _ body: (Handle, [UInt8]) throws -> Void
  ) throws {
    let reader = try ViewReader(keyring)
    guard number < generation.stories.count else {
      return try body(
        .organisation, generation.tallies[number - generation.stories.count].read(reader).stored)
    }
    let store = generation.stories[number]
    try store.each { try body($0, reader.open($1.span.bytes, $0, store.version)) }
  }
}
