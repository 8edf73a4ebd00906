public import Events
public import HashTree
internal import Journal
internal import Keyring

extension Engine {
  /// The key that signs this log's checkpoints, under the log's name. The first time that it is asked for, it is
  /// drawn and kept in the log, sealed under the organisation's key: so it goes into every copy of log and keys,
  /// and a new master key only wraps the organisation's key anew.
  @available(*, noasync, message: "a write transaction belongs to one thread")
  public func signingKey() throws -> SigningKey {
    let binding = Array("signing key".utf8) + journal.id.bytes
    var sealed = try journal.sealedSigningSeed()
    if sealed == nil {
      let seed = try SigningKey.randomSeed()
      sealed = try journal.keep(
        sealedSigningSeed: try keyring.seal(seed, for: .organisation, binding: binding))
    }
    let seed = try keyring.open(sealed ?? [], for: .organisation, binding: binding)
    return try SigningKey(name: journal.treeName, seed: seed)
  }

  /// The head of the log's tree as it is now, signed.
  @available(*, noasync, message: "a write transaction belongs to one thread")
  public func signedCheckpoint() throws -> SignedNote { try journal.sign(with: try signingKey()) }

  /// Shows to anybody who has the verifier key that the log holds this event; nil when it does not.
  @available(*, noasync, message: "a write transaction belongs to one thread")
  public func proof(of event: EventID) throws -> RecordProof? {
    guard let position = try journal.position(of: event), let record = try journal.record(at: position) else {
      return nil
    }
    let key = try signingKey()
    let note = try journal.sign(with: key)
    let checkpoint = try Checkpoint(note, by: key.verifier)
    let path = try journal.proof(of: position, in: checkpoint)
    return RecordProof(record: record, index: position - 1, path: path, checkpoint: note)
  }

  /// Shows that the log has only grown since a checkpoint that it signed.
  /// - Throws: `NoteError` when the checkpoint is not one that this log signed, or the log is not what it was.
  @available(*, noasync, message: "a write transaction belongs to one thread")
  public func growth(since older: SignedNote) throws -> GrowthProof {
    let key = try signingKey()
    let before = try Checkpoint(older, by: key.verifier)
    let note = try journal.sign(with: key)
    let now = try Checkpoint(note, by: key.verifier)
    let path = before.size > now.size ? [] : try journal.consistency(from: before.size, to: now.size)
    let proof = GrowthProof(old: before.size, path: path, checkpoint: note)
    try proof.check(older, by: key.verifier)
    return proof
  }
}
