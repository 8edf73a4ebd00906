/// What one of the two first pages says of a state of the file; the one of the later commit holds.
///
/// | bytes | holds |
/// |---|---|
/// | 16–23 | magic number, version of the format |
/// | 24–39 | address and size of the map: of no weight here |
/// | 40–87 | the list of free pages, whose first bytes are the size of a page |
/// | 88–135 | the names of the tables |
/// | 136–151 | last page, number of the commit |
///
/// Source: LMDB 0.9, `mdb.c`, `MDB_meta`.
struct FileMeta: Equatable {
  static let byteCount = 152

  let number: UInt64
  private let ownNumber: UInt64
  private let kind: UInt64
  private let magic: UInt64
  private let version: UInt64
  let free: FileTable
  let names: FileTable
  let last: UInt64
  let commit: UInt64

  init(_ bytes: [UInt8], number: UInt64) {
    self.number = number
    (ownNumber, kind) = (bytes.number(at: 0, 8), bytes.number(at: 10, 2))
    (magic, version) = (bytes.number(at: 16, 4), bytes.number(at: 20, 4))
    (free, names) = (FileTable(bytes, at: 40), FileTable(bytes, at: 88))
    (last, commit) = (bytes.number(at: 136, 8), bytes.number(at: 144, 8))
  }

  var pageBytes: Int { Int(free.pad) }
  var isOurs: Bool { magic == 0xBEEF_C0DE }
  var isOfOurVersion: Bool { version == 1 }

  /// A sentence when the parts that never change are not what they must be. The commits of the two pages take
  /// turns: an even one is on the first, an odd one on the second.
  var fault: String? {
    if !isOurs || !isOfOurVersion { return "its mark and version are not those of LMDB 0.9" }
    if ownNumber != number || kind != FilePage.Kind.meta.rawValue {
      return "it does not call itself one of the first"
    }
    if ![512, 1024, 2048, 4096, 8192, 16_384, 32_768].contains(pageBytes) {
      return "pages of \(pageBytes) bytes are none"
    }
    if free.flags != 8 || names.flags != 0 || names.pad != 0 {
      return "its tables are marked as others than ours"
    }
    if last < 1 || last >= 1 << 36 { return "its last page, \(last), is none" }
    if commit >= 1 << 62 || commit > 0 && commit & 1 != number {
      return "the commit \(commit) does not belong there"
    }
    return nil
  }
}

/// What is noted of a table: its tree and how much it holds. Source: LMDB 0.9, `mdb.c`, `MDB_db`.
struct FileTable: Equatable {
  static let byteCount = 48

  var pad: UInt64 = 0
  var flags: UInt64 = 0
  var depth: UInt64 = 0
  var branches: UInt64 = 0
  var leaves: UInt64 = 0
  var long: UInt64 = 0
  var entries: UInt64 = 0
  /// `.max` when the table is empty.
  var root: UInt64 = .max

  init() {}

  init(_ bytes: [UInt8], at offset: Int) {
    (pad, flags) = (bytes.number(at: offset, 4), bytes.number(at: offset + 4, 2))
    (depth, branches) = (bytes.number(at: offset + 6, 2), bytes.number(at: offset + 8, 8))
    (leaves, long) = (bytes.number(at: offset + 16, 8), bytes.number(at: offset + 24, 8))
    (entries, root) = (bytes.number(at: offset + 32, 8), bytes.number(at: offset + 40, 8))
  }
}

extension DataFile {
  /// The two first pages, that of the later commit first. They are read until two looks agree, since another
  /// process may be writing one of them.
  func metas() throws(LMDBError) -> [FileMeta] {
    var before = try look()
    for _ in 0..<100 {
      let now = try look()
      if now == before { return now }
      before = now
    }
    return before
  }

  private func look() throws(LMDBError) -> [FileMeta] {
    guard let first = read(0, count: FileMeta.byteCount) else { throw try short() }
    let one = FileMeta(first, number: 0)
    // Where the first page does not know how long it is, the second stands where it always does.
    let second = read(one.fault == nil ? one.pageBytes : 4096, count: FileMeta.byteCount)
    guard let second else { throw try short() }
    let both = [one, FileMeta(second, number: 1)]
    return both[0].commit >= both[1].commit ? both : both.reversed()
  }

  private func short() throws(LMDBError) -> LMDBError {
    .truncated(path: path, bytes: try byteCount(), expected: 2 * 4096)
  }

  /// The state that holds, if both first pages are sound and follow each other.
  func soundMeta() throws(LMDBError) -> FileMeta {
    let metas = try metas()
    if metas.allSatisfy({ !$0.isOurs }) { throw .invalid(path: path) }
    if metas.allSatisfy({ $0.isOurs && !$0.isOfOurVersion }) { throw .versionMismatch(path: path) }
    var findings = metas.compactMap { meta in meta.fault.map { FileFinding(meta.number, $0) } }
    let (newer, older) = (metas[0], metas[1])
    if findings.isEmpty, newer.commit > 0, newer.commit - older.commit != 1 {
      findings.append(
        FileFinding(older.number, "its commit \(older.commit) is not the one before \(newer.commit)"))
    }
    if findings.isEmpty, newer.pageBytes != older.pageBytes {
      findings.append(FileFinding(older.number, "it names another size of pages than the other"))
    }
    guard findings.isEmpty else { throw .damaged(path: path, findings) }
    return newer
  }
}
