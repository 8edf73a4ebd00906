internal import Events
internal import LMDB

/// What a folder of keys says of itself: one value of 52 bytes and more under the name `keyring`.
///
/// | bytes | holds |
/// |---|---|
/// | 0–7 | format, big-endian |
/// | 8–23 | the folder's random name |
/// | 24–31 | epoch of the master key, big-endian |
/// | 32–59 | what that master key sealed, to know it again |
struct Meta {
  let folder: Handle
  let epoch: UInt32
  let check: [UInt8]

  private static let name = Array("keyring".utf8)

  init(folder: Handle, epoch: UInt32, check: [UInt8]) {
    self.folder = folder
    self.epoch = epoch
    self.check = check
  }

  /// nil when the folder is new.
  static func find(in environment: Environment) throws(KeyringError) -> Meta? {
    let read = try stored { () throws(LMDBError) in try environment.beginRead() }
    let bytes: RawSpan?
    do throws(LMDBError) { bytes = try read.value(at: name, in: environment.table("meta")) } catch {
      throw .storage(error)
    }
    guard let bytes else { return nil }
    return try Meta(bytes, path: environment.path)
  }

  private init(_ bytes: RawSpan, path: String) throws(KeyringError) {
    guard bytes.byteCount >= 8 else { throw .notAKeyring(path: path) }
    let format = bytes.bigEndian(at: 0)
    guard format == Keyring.format else { throw .folderFormat(path: path, found: format) }
    guard bytes.byteCount == 60 else { throw .notAKeyring(path: path) }
    folder = Handle(bytes, at: 8)
    epoch = UInt32(truncatingIfNeeded: bytes.bigEndian(at: 24))
    check = [UInt8](copying: bytes.extracting(32...))
  }

  func write(to environment: Environment, in write: inout WriteTransaction) throws(LMDBError) {
    var bytes: [UInt8] = []
    bytes.append(bigEndian: Keyring.format)
    bytes.append(contentsOf: folder.bytes)
    bytes.append(bigEndian: UInt64(epoch))
    bytes.append(contentsOf: check)
    unsafe try write.put(bytes.span.bytes, at: Meta.name, in: environment.table("meta"))
  }
}
