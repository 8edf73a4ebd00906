internal import Events
internal import LMDB

/// What a store of keys says of itself: one value of 68 bytes under the name `keyring`.
///
/// | bytes | holds |
/// |---|---|
/// | 0–7 | format, big-endian |
/// | 8–23 | the folder's random name |
/// | 24–31 | number of the epoch, big-endian |
/// | 32–39 | how many participants' keys were wrapped when it began, big-endian; not in format 1 |
/// | 40–67 | what the epoch's key sealed, to know it again |
struct Meta {
  let folder: Handle
  let epoch: UInt32
  let wrapped: Int
  let check: [UInt8]

  private static let name = Array("keyring".utf8)

  init(folder: Handle, epoch: UInt32, wrapped: Int, check: [UInt8]) {
    self.folder = folder
    self.epoch = epoch
    self.wrapped = wrapped
    self.check = check
  }

  /// What the store says of itself, which is of this format.
  static func read(in environment: Environment, format: UInt64) throws(KeyringError) -> Meta {
    let read = try stored { () throws(LMDBError) in try environment.beginRead() }
    let bytes: RawSpan?
    do throws(LMDBError) { bytes = try read.value(at: name, in: environment.table("meta")) } catch {
      throw .storage(error)
    }
    guard let bytes, bytes.byteCount >= 8 else { throw .notAKeyring(path: environment.path) }
    let found = bytes.bigEndian(at: 0)
    guard found == format else { throw .folderFormat(path: environment.path, found: found) }
    guard bytes.byteCount == (format == 1 ? 60 : 68) else { throw .notAKeyring(path: environment.path) }
    return Meta(bytes, format)
  }

  private init(_ bytes: RawSpan, _ format: UInt64) {
    folder = Handle(bytes, at: 8)
    epoch = UInt32(truncatingIfNeeded: bytes.bigEndian(at: 24))
    wrapped = format == 1 ? 0 : Int(truncatingIfNeeded: bytes.bigEndian(at: 32))
    check = [UInt8](copying: bytes.extracting((format == 1 ? 32 : 40)...))
  }

  /// Names that we give to no entry.
  static func strangers(
    in read: borrowing ReadTransaction, _ environment: Environment
  ) throws(LMDBError) -> [String] {
    var cursor = try read.cursor(over: environment.table("meta", of: [UInt8].self))
    var names: [String] = []
    while try cursor.next() {
      if cursor.key != name { names.append(cursor.keyBytes.text(0..<cursor.keyBytes.byteCount)) }
    }
    return names
  }

  func write(to environment: Environment, in write: inout WriteTransaction) throws(LMDBError) {
    var bytes: [UInt8] = []
    bytes.append(bigEndian: Keyring.format)
    bytes.append(contentsOf: folder.bytes)
    bytes.append(bigEndian: UInt64(epoch))
    bytes.append(bigEndian: UInt64(wrapped))
    bytes.append(contentsOf: check)
    unsafe try write.put(bytes.span.bytes, at: Meta.name, in: environment.table("meta"))
  }
}
