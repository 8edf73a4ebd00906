public import Events
internal import Glibc
public import LMDB

/// Why keys could not be had or used. Each description is one sentence with what to do.
public enum KeyringError: Error, Hashable, CustomStringConvertible {
  case storage(LMDBError)
  case folderFormat(path: String, found: UInt64)
  case notAKeyring(path: String)
  /// Keys were to be put where there are some.
  case keysExist(path: String)
  /// Keys of format 1, asked for reading only.
  case earlierLayout(path: String)
  /// The file of epochs has no slot that can be read.
  case epochs(path: String)
  /// The epoch has ended; what was open belongs to the one before.
  case ended(path: String)
  /// Another process has been reading the store of an ended epoch for too long.
  case stillRead(path: String)
  case file(path: String, doing: String, errno: Int32)
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

  /// Whether no key is here by which this could be opened: it was destroyed, has not come, or was let go of.
  public var isForWantOfKey: Bool {
    switch self {
    case .destroyed, .unknown: true
    default: false
    }
  }

  /// Whether it is about what was sealed or its own key, and not about the storage of keys or the machine.
  public var isOfRecord: Bool {
    switch self {
    case .forged, .damaged, .destroyed, .unknown: true
    default: false
    }
  }

  public var description: String {
    switch self {
    case .storage(let error): error.description
    case .folderFormat(let path, let found):
      "\(path) holds keys of format \(found), and this version knows \(Keyring.format): use a version that knows it"
    case .notAKeyring(let path): "\(path) holds no keys: check the path, or restore it from a backup"
    case .keysExist(let path): "there are keys in \(path) already: nothing was changed; name another folder"
    case .earlierLayout(let path):
      "\(path) was written by an earlier version: open it once for writing (tillid status), which brings it up to date"
    case .epochs(let path): "\(path) is damaged: restore the folder of keys from a backup"
    case .ended(let path): "the keys in \(path) have gone over to another epoch: open them again"
    case .stillRead(let path):
      "the old keys in \(path) are destroyed but not written over, since another process has been reading them for some seconds: end it, and the next command writes over them"
    case .file(let path, let doing, let errno):
      "could not \(doing) \(path): \(reason(errno)); mend that and try again"
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

/// What the system says of a code.
func reason(_ code: Int32) -> String { unsafe String(cString: strerror(code)) }
