internal import Glibc

/// Reads pages of `data.mdb` through the file rather than the map, so that a short file is an error and never
/// a signal. Layout: LMDB 0.9, `mdb.c`, on a 64-bit little-endian machine.
struct FilePages {
  let path: String
  let file: Int32
  let pageBytes: Int

  /// Throws unless every page up to `last` is in the file. A page at the end that was taken and given back
  /// within one transaction is never written: such a page may lie beyond, if the list of free pages has it.
  func checkReaches(_ last: UInt64) throws(LMDBError) {
    let bytes = try byteCount()
    let expected = (Int(last) + 1) * pageBytes
    guard bytes < expected else { return }
    let absent = UInt64(bytes / pageBytes)...last
    guard absent.count <= 1 << 20, let free = freePages(), absent.allSatisfy(free.contains) else {
      throw .truncated(path: path, bytes: bytes, expected: expected)
    }
  }

  private func byteCount() throws(LMDBError) -> Int {
    var facts = stat()
    guard unsafe fstat(file, &facts) == 0 else {
      throw .system(path: path, doing: "measure", errno: errno)
    }
    return Int(facts.st_size)
  }

  /// nil when the list itself is damaged.
  private func freePages() -> Set<UInt64>? {
    var found = Found()
    guard let root = newestFreeRoot() else { return nil }
    return root == .max || collect(root, into: &found) ? found.free : nil
  }

  /// The root of the list of free pages in the newer of the two first pages; `.max` when the list is empty.
  private func newestFreeRoot() -> UInt64? {
    let metas = (0...1).compactMap { read(UInt64($0)) }
    return metas.max { $0.number(at: 144, 8) < $1.number(at: 144, 8) }?.number(at: 80, 8)
  }

  private struct Found {
    var free: Set<UInt64> = []
    /// A page met twice is damage, and would send us round for ever.
    var seen: Set<UInt64> = []
  }

  private func collect(_ number: UInt64, into found: inout Found) -> Bool {
    guard found.seen.insert(number).inserted, let page = read(number) else { return false }
    let isLeaf = page.number(at: 10, 2) & 2 != 0
    for index in 0..<max(0, (page.length(at: 12, 2) - 16) / 2) {
      let node = page.length(at: 16 + 2 * index, 2)
      guard isLeaf ? take(page, node, into: &found.free) : descend(page, node, into: &found) else {
        return false
      }
    }
    return true
  }

  private func descend(_ page: Page, _ node: Int, into found: inout Found) -> Bool {
    let child = page.number(at: node, 4) | page.number(at: node + 4, 2) << 32
    return collect(child, into: &found)
  }

  /// A list of pages: its length, then their numbers; on pages of its own when it is long.
  private func take(_ page: Page, _ node: Int, into free: inout Set<UInt64>) -> Bool {
    let data = node + 8 + page.length(at: node + 6, 2)
    let isElsewhere = page.number(at: node + 4, 2) & 1 != 0
    let bytes = page.length(at: node, 4)
    let list =
      isElsewhere ? read(page.number(at: data, 8), offset: 16, count: bytes) : page.part(data, bytes)
    guard let list, list.length(at: 0, 8) < bytes / 8 else { return false }
    for index in 0..<list.length(at: 0, 8) { free.insert(list.number(at: 8 + 8 * index, 8)) }
    return true
  }
}

extension FilePages {
  /// Bytes of the file; what lies outside reads as zero.
  struct Page {
    let bytes: [UInt8]

    func number(at offset: Int, _ count: Int) -> UInt64 {
      var value: UInt64 = 0
      for index in (0..<count).reversed() where bytes.indices.contains(offset + index) {
        value = value << 8 | UInt64(bytes[offset + index])
      }
      return value
    }

    func length(at offset: Int, _ count: Int) -> Int { Int(truncatingIfNeeded: number(at: offset, count)) }

    func part(_ offset: Int, _ count: Int) -> Page? {
      guard offset + count <= bytes.count else { return nil }
      return Page(bytes: Array(bytes[offset..<offset + count]))
    }
  }

  private func read(_ number: UInt64) -> Page? { read(number, offset: 0, count: pageBytes) }

  /// nil when the file does not hold all of it.
  private func read(_ number: UInt64, offset: Int, count: Int) -> Page? {
    guard number < UInt64(1) << 48, count < 1 << 30 else { return nil }
    var bytes = [UInt8](repeating: 0, count: count)
    let place = Int(number) * pageBytes + offset
    let got = unsafe bytes.withUnsafeMutableBytes { unsafe pread(file, $0.baseAddress, count, place) }
    return got == count ? Page(bytes: bytes) : nil
  }
}
