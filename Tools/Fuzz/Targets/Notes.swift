import HashTree

extension Target {
  /// What somebody else hands us to check: notes, checkpoints, proofs. What can be read is printed as it was,
  /// and nothing but our own signature passes for it.
  static let note = Target("note", longest: 4096) { input in
    let text = String(decoding: input, as: UTF8.self)
    do {
      let note = try SignedNote(text)
      try hold(note.description == text, "a note is printed as it was read")
      if (try? Checkpoint(note, by: ours.key.verifier)) != nil {
        try hold(note.text == ours.note.text, "only what we signed passes for it")
      }
    } catch let error as NoteError { try hold(!error.description.isEmpty, "an error is a sentence") }
    if let proof = try? RecordProof(text) {  // What is no proof is refused, which is enough here.
      try hold(proof.description == text, "a proof is printed as it was read")
      if (try? proof.check(by: ours.key.verifier)) != nil {
        try hold(proof.record == ours.record && proof.index == 1, "only a record of the log is proved")
      }
    }
    if let proof = try? GrowthProof(text) {
      try hold(proof.description == text, "a proof is printed as it was read")
    }
    if let bytes = [UInt8](base64: text) { try hold(bytes.base64 == text, "base 64 is written in one way") }
    if let verifier = try? VerifierKey(text) {
      try hold(verifier.description == text, "a key is printed as it was read")
    }
    guard let edge = Edge(input.span.bytes) else { return }
    try hold(edge.bytes == input, "an edge is written as it was read")
    if edge.size > 0 { _ = edge.root }
  }

  /// A log of three records, of which the second is proved.
  static let ours: (key: SigningKey, note: SignedNote, record: [UInt8], proof: RecordProof) = {
    let records = ["one", "two", "three"].map { Array($0.utf8) }
    let leaves = records.map { TreeHash.leaf($0.span.bytes) }
    let root = TreeHash.node(.node(leaves[0], leaves[1]), leaves[2])
    do {
      let key = try SigningKey(name: "tillid/fuzz", seed: [UInt8](repeating: 7, count: SigningKey.seedBytes))
      let note = try Checkpoint(origin: "tillid/fuzz", size: 3, root: root).signed(by: key)
      let proof = RecordProof(record: records[1], index: 1, path: [leaves[0], leaves[2]], checkpoint: note)
      try proof.check(by: key.verifier)
      return (key, note, records[1], proof)
    } catch { fatalError("the seed of the target is no proof: \(error)") }
  }()
}
