internal import Events
internal import LMDB

/// What a log says of itself is the one thing in it that no other entry can be held against. So it is written
/// twice: format, name and origin once more under one name.
extension Identity {
  private static let copyKey = Array("copy".utf8)
  /// With those that the tree keeps there.
  private static let keys =
    [formatKey, logKey, originKey, copyKey] + ["head", "signed", "signing key"].map { Array($0.utf8) }

  private var copy: [UInt8] {
    var bytes: [UInt8] = []
    bytes.append(bigEndian: Journal.format)
    bytes.append(contentsOf: log.bytes)
    bytes.append(bigEndian: origin)
    return bytes
  }

  /// The same log under another origin; both copies in one transaction.
  init(
    renewing old: Identity, _ environment: Environment, _ tables: Tables
  ) throws(LMDBError) {
    self.init(log: old.log, origin: .random(in: 1 ... .max))
    let copy = copy
    var write = try environment.beginWrite()
    try write.put(number: origin, at: Identity.originKey, in: tables.meta)
    try write.put(copy.span.bytes, at: Identity.copyKey, in: tables.meta)
    try write.commit()
  }

  /// Throws where the two differ. A log from before the copy gets it where `making`.
  func holdAgainstCopy(
    _ environment: Environment, _ tables: Tables, making: Bool
  ) throws(JournalError) {
    let kept = try stored { () throws(LMDBError) in try Self.kept(environment, tables) }
    if let kept, kept != copy { throw .twoNames(path: environment.path) }
    guard kept == nil, making else { return }
    try stored { () throws(LMDBError) in
      var write = try environment.beginWrite()
      try write.put(copy.span.bytes, at: Self.copyKey, in: tables.meta)
      try write.commit()
    }
  }

  private static func kept(_ environment: Environment, _ tables: Tables) throws(LMDBError) -> [UInt8]? {
    let read = try environment.beginRead()
    guard let bytes = try read.value(at: copyKey, in: tables.meta) else { return nil }
    return [UInt8](copying: bytes)
  }

  /// A sentence for each entry of a name that we give to none.
  static func strangers(_ environment: Environment, _ tables: Tables) throws(LMDBError) -> [String] {
    let read = try environment.beginRead()
    var cursor = try read.cursor(over: tables.meta)
    var sentences: [String] = []
    while try cursor.next() {
      guard let key = cursor.key, !keys.contains(key) else { continue }
      sentences.append(
        "the log says of itself ‘\(String(decoding: key, as: UTF8.self))’, which we never write")
    }
    return sentences
  }
}
