internal import Glibc

/// `data.mdb`, read through the file rather than the map: what is not there is nil, and never a signal.
struct DataFile {
  let path: String
  let descriptor: Int32

  /// The bytes at an offset; nil when the file does not hold all of them.
  func read(_ offset: Int, count: Int) -> [UInt8]? {
    let bytes = unsafe [UInt8](unsafeUninitializedCapacity: count) { buffer, got in
      got = unsafe max(0, pread(descriptor, buffer.baseAddress, count, offset))
    }
    return bytes.count == count ? bytes : nil
  }

  func page(_ number: UInt64, _ pageBytes: Int) -> FilePage? {
    read(Int(number) * pageBytes, count: pageBytes).map { FilePage(bytes: $0) }
  }

  func byteCount() throws(LMDBError) -> Int {
    var facts = stat()
    guard unsafe fstat(descriptor, &facts) == 0 else {
      throw .system(path: path, doing: "measure", errno: errno)
    }
    return Int(facts.st_size)
  }
}

/// Bytes as LMDB 0.9 writes them on a 64-bit little-endian machine.
extension [UInt8] {
  /// The unsigned number at `offset`; what lies outside reads as zero.
  func number(at offset: Int, _ count: Int) -> UInt64 {
    guard offset >= 0, offset + count <= self.count else { return 0 }
    return unsafe withUnsafeBytes { bytes in
      switch count {
      case 2:
        unsafe UInt64(UInt16(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt16.self)))
      case 4:
        unsafe UInt64(UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt32.self)))
      default: unsafe UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
      }
    }
  }

  func length(at offset: Int, _ count: Int) -> Int { Int(truncatingIfNeeded: number(at: offset, count)) }
}
