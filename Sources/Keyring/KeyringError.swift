public import Events
public import LMDB

/// Why keys could not be had or used. Each description is one sentence with what to do.
public enum KeyringError: Error, Hashable, CustomStringConvertible {
  case storage(LMDBError)
  case folderFormat(path: String, found: UInt64)
  case notAKeyring(path: String)
  case wrongMaster(path: String)
  /// The handle's key was destroyed, and all that it sealed with it.
  case destroyed(Handle)
  case unknown(Handle)
  /// What was to be opened is not what was sealed for this handle under this header.
  case forged(Handle)
  /// The stored key itself does not open.
  case damaged(Handle)
  case organisation
  case masterMissing(source: String, reason: String)
  case masterMode(path: String, mode: UInt32)
  case masterContent(source: String)
  case masterExists(path: String)
  case crypto(doing: String)

  public var description: String {
    switch self {
    case .storage(let error): error.description
    case .folderFormat(let path, let found):
      "\(path) holds keys of format \(found), and this version knows \(Keyring.format): use a version that knows it"
    case .notAKeyring(let path): "\(path) holds no keys: check the path, or restore it from a backup"
    case .wrongMaster(let path):
      "the master key does not fit this data folder (\(path)): give the one that was in use when it was written"
    case .destroyed(let handle): "the key of \(handle) was destroyed: what it sealed cannot be read again"
    case .unknown(let handle): "there is no key for \(handle): make one first, or check the handle"
    case .forged(let handle): "a record sealed for \(handle) was altered or damaged: restore it from a backup"
    case .damaged(let handle):
      "the stored key of \(handle) was altered or damaged: restore the keys from a backup"
    case .organisation: "the organisation's own key cannot be destroyed: name a participant"
    case .masterMissing(let source, let reason):
      "could not read the master key from \(source): \(reason); see that it is there and ours to read"
    case .masterMode(let path, let mode):
      "the master key in \(path) has mode \(String(mode, radix: 8)): make it readable by its owner alone (chmod 600)"
    case .masterContent(let source):
      "the master key from \(source) is not 64 hexadecimal digits and a newline: give it the one that was made"
    case .masterExists(let path): "\(path) exists already: keep that key, or name another file"
    case .crypto(let doing):
      "libcrypto could not \(doing): see that OpenSSL 3 with its default provider is installed"
    }
  }
}
