public import Events
internal import LMDB

/// What a reading of all stored keys found.
public struct KeyringReport: Sendable {
  /// Keys that opened under the master key, the organisation's own among them.
  public internal(set) var live = 0
  public internal(set) var destroyed: Set<Handle> = []
  /// A sentence each; empty when all is as it should be.
  public internal(set) var findings: [String] = []
}

extension Keyring {
  /// Reads the structure of the served keys' file without trusting it, and before it is opened.
  /// - Returns: a sentence for each thing that is wrong.
  public static func structure(
    at directory: String, mapBytes: Int = 4 << 30
  ) throws(KeyringError) -> [String] {
    let store = try servedStore(in: directory, mapBytes: mapBytes)
    return try stored { () throws(LMDBError) in
      try Environment.structure(at: "\(directory)/\(store)", mapBytes: mapBytes).map {
        "\(store)data.mdb, \($0)"
      }
    }
  }

  /// The folder of the epoch that is served, within the folder of keys; of keys from before epochs, that one.
  private static func servedStore(in directory: String, mapBytes: Int) throws(KeyringError) -> String {
    guard EpochFile.exists(in: directory) else { return "" }
    let epochs = try EpochFile(in: directory, readOnly: true)
    let place = Place(path: directory, mapBytes: mapBytes, epochs: epochs)
    guard let (_, slot) = try place.served() else {
      if Earlier.exists(in: directory) { return "" }
      throw .epochs(path: epochs.path)
    }
    return "\(slot.epoch)/"
  }

  /// Reads every stored key: each opens under the key of its epoch, or is the one byte of a key that was
  /// destroyed. That the master key fits the folder was seen when it was opened.
  public func verify() throws(KeyringError) -> KeyringReport {
    try folder.using { (table) throws(KeyringError) in try table.verify() }
  }
}

extension KeyTable {
  fileprivate func verify() throws(KeyringError) -> KeyringReport {
    var report = KeyringReport()
    var cipher = try wrapping.opener()
    let key = Secret(count: Cipher.keyBytes)
    do throws(LMDBError) {
      let read = try environment.beginRead()
      report.findings += try environment.structure().map(\.description)
      var cursor = try read.cursor(over: keys)
      while try cursor.next() {
        guard let pair = cursor.key else {
          report.findings.append(
            "a key is stored under \(cursor.keyBytes.byteCount) bytes, which are no handle")
          continue
        }
        check(cursor.value, Handle(high: pair.first, low: pair.second), &cipher, key, &report)
      }
      report.findings += try Meta.strangers(in: read, environment).map { "the key store has an entry \($0)" }
    } catch { throw .storage(error) }
    if try status(of: .organisation) != .live { report.findings.append("the organisation's own key is gone") }
    return report
  }

  private func check(
    _ entry: RawSpan, _ handle: Handle, _ cipher: inout Cipher, _ key: Secret, _ report: inout KeyringReport
  ) {
    if entry.byteCount == 1, KeyEntry.status(entry) == .destroyed {
      report.destroyed.insert(handle)
      return
    }
    do throws(KeyringError) {
      try unsafe wrapping.unwrap(entry, for: handle, with: &cipher, into: key.bytes)
      report.live += 1
    } catch { report.findings.append(error.description) }
  }
}
