/// Why a note, a checkpoint or a proof was not believed. Each description is one sentence.
public enum NoteError: Error, Hashable, CustomStringConvertible {
  /// What is wrong with the form, such as "it has no signature".
  case malformed(String, reason: String)
  case badKey(String)
  /// No line of it is signed by that key.
  case unsigned(name: String)
  case badSignature(name: String)
  case otherLog(origin: String, expected: String)
  /// The proof does not lead to the checkpoint's root.
  case unproved(String)
  case crypto(doing: String)

  public var description: String {
    switch self {
    case .malformed(let what, let reason): "this is no \(what): \(reason); give the file as it was made"
    case .badKey(let key): "‘\(key)’ is no verifier key: give it as ‘tillid checkpoint --key’ prints it"
    case .unsigned(let name):
      "the checkpoint is not signed by the key of \(name): give one that this log has signed"
    case .badSignature(let name):
      "the signature of \(name) does not fit the checkpoint: it was altered, or somebody else made it"
    case .otherLog(let origin, let expected):
      "the checkpoint is one of the log \(origin), not of \(expected): give one of this log"
    case .unproved(let what): "the proof does not show that \(what): it was altered, or the log was"
    case .crypto(let doing): "libcrypto could not \(doing): see that there is memory and try again"
    }
  }
}
