internal import CCrypto
internal import CZlib
internal import Glibc

/// A file that is written from front to end: bytes are gathered, packed if it is told, hashed as they come to lie,
/// and written. What fails is kept and thrown by ``finish(rows:)``, so that a row is no more than a copy of bytes.
///
/// Packed bytes are the same for the same version of zlib: no time, no name stands in the header.
final class OutputFile {
  private let path: String
  private let format: EventFormat
  private let descriptor: Int32
  private let gathered = UnsafeMutablePointer<UInt8>.allocate(capacity: OutputFile.chunk)
  private var count = 0
  private var packer: Packer?
  private let digest: OpaquePointer?
  private var failure: FormatError?
  /// Bytes put so far, before they are packed.
  var offset: Int { flushed + count }
  private var (flushed, written) = (0, 0)

  private static let chunk = 1 << 18

  /// Makes the file, and the folders above it; what was there under its name is lost.
  init(_ path: String, _ format: EventFormat, packed: Bool) throws(FormatError) {
    (self.path, self.format) = (path, format)
    try FormatError.makeFolders(above: path)
    descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    if descriptor < 0 { throw .system(path, "make") }
    packer = packed ? Packer(.gzip) : nil
    digest = EVP_MD_CTX_new()
    EVP_DigestInit_ex2(digest, EVP_sha256(), nil)
  }

  deinit {
    EVP_MD_CTX_free(digest)
    close(descriptor)
    gathered.deallocate()
  }

  /// Bytes from anywhere, which are copied.
  @inline(__always)
  func put(_ bytes: UnsafePointer<UInt8>, _ length: Int) {
    if count + length > Self.chunk { flush(isLast: false) }
    if length > Self.chunk { return putLarge(bytes, length) }
    (gathered + count).update(from: bytes, count: length)
    count += length
  }

  private func putLarge(_ bytes: UnsafePointer<UInt8>, _ length: Int) {
    for start in stride(from: 0, to: length, by: Self.chunk) {
      put(bytes + start, min(Self.chunk, length - start))
    }
  }

  @inline(__always)
  func put(_ bytes: [UInt8]) {
    bytes.withUnsafeBufferPointer { bytes in
      if let base = bytes.baseAddress { put(base, bytes.count) }
    }
  }

  @inline(__always)
  func put(_ text: StaticString) { put(text.utf8Start, text.utf8CodeUnitCount) }

  func put(text: String) {
    var text = text
    text.withUTF8 { bytes in
      if let base = bytes.baseAddress { put(base, bytes.count) }
    }
  }

  @inline(__always)
  func put(byte: UInt8) {
    if count == Self.chunk { flush(isLast: false) }
    gathered[count] = byte
    count += 1
  }

  /// In decimal digits; the number is not below 0.
  func put(_ number: Int) {
    var (rest, divisor) = (number, 1)
    while rest / divisor >= 10 { divisor *= 10 }
    while divisor > 0 {
      put(byte: UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest / divisor))
      rest %= divisor
      divisor /= 10
    }
  }

  /// Two digits.
  func put(twoDigits number: Int) {
    put(byte: UInt8(ascii: "0") + UInt8(truncatingIfNeeded: number / 10))
    put(byte: UInt8(ascii: "0") + UInt8(truncatingIfNeeded: number % 10))
  }

  /// What `body` puts, with blanks before it where a letter of several bytes would lie across a multiple of 4096 bytes.
  /// Readers exist that take a file of XML in pieces of this size and stumble over half a letter.
  @inline(__always)
  func keepingLettersWhole(_ body: () -> Void) {
    if Self.chunk - count < Self.chunk / 4 { flush(isLast: false) }
    let (start, before) = (count, flushed)
    body()
    var tries = 0
    while flushed == before, tries < 16, isLetterCut(from: start) {
      put(byte: UInt8(ascii: " "))
      memmove(gathered + start + 1, gathered + start, count - start - 1)
      gathered[start] = UInt8(ascii: " ")
      tries += 1
    }
  }

  private func isLetterCut(from start: Int) -> Bool {
    var place = start + 4096 - (flushed + start) % 4096
    while place < count {
      if gathered[place] & 0xC0 == 0x80 { return true }
      place += 4096
    }
    return false
  }

  private func flush(isLast: Bool) {
    let bytes = UnsafeBufferPointer(start: gathered, count: count)
    if packer != nil {
      packer?.pack(bytes, isLast: isLast) { write($0) }
    } else {
      write(UnsafeRawBufferPointer(bytes))
    }
    flushed += count
    count = 0
  }

  private func write(_ bytes: UnsafeRawBufferPointer) {
    guard failure == nil, let base = bytes.baseAddress else { return }
    EVP_DigestUpdate(digest, base, bytes.count)
    var done = 0
    while done < bytes.count {
      let count = Glibc.write(descriptor, base + done, bytes.count - done)
      if count < 0 && errno == EINTR { continue }
      if count < 0 { return failure = .system(path, "write") }
      done += count
    }
    written += bytes.count
  }

  /// Writes what is left and says what the file is. Nothing can be put after.
  func finish(rows: Int) throws(FormatError) -> WrittenFile {
    flush(isLast: true)
    if failure == nil, fsync(descriptor) != 0 { failure = .system(path, "write") }
    if let failure { throw failure }
    var output = [UInt8](repeating: 0, count: 32)
    EVP_DigestFinal_ex(digest, &output, nil)
    return WrittenFile(format: format, path: path, bytes: written, sha256: output.hexadecimal, rows: rows)
  }
}

extension WrittenFile {
  /// Of a file that lies there already.
  public init(hashing path: String, format: EventFormat, rows: Int) throws(FormatError) {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    if descriptor < 0 { throw .system(path, "open") }
    let digest = EVP_MD_CTX_new()
    defer {
      EVP_MD_CTX_free(digest)
      close(descriptor)
    }
    EVP_DigestInit_ex2(digest, EVP_sha256(), nil)
    var (bytes, chunk) = (0, [UInt8](repeating: 0, count: 1 << 18))
    while true {
      let count = read(descriptor, &chunk, chunk.count)
      if count < 0 { throw .system(path, "read") }
      if count == 0 { break }
      EVP_DigestUpdate(digest, chunk, count)
      bytes += count
    }
    var output = [UInt8](repeating: 0, count: 32)
    EVP_DigestFinal_ex(digest, &output, nil)
    self.init(format: format, path: path, bytes: bytes, sha256: output.hexadecimal, rows: rows)
  }
}

extension FormatError {
  /// What errno says.
  static func system(_ path: String, _ doing: String) -> FormatError {
    .file(path: path, doing: doing, reason: String(cString: strerror(errno)))
  }

  static func makeFolders(above path: String) throws(FormatError) {
    var above = ""
    for part in path.split(separator: "/", omittingEmptySubsequences: false).dropLast() {
      above += part
      if !above.isEmpty && mkdir(above, 0o755) != 0 && errno != EEXIST {
        throw .system(above, "make the folder")
      }
      above += "/"
    }
  }
}

extension [UInt8] {
  var hexadecimal: String {
    String(decoding: flatMap { [Self.digits[Int($0 >> 4)], Self.digits[Int($0 & 15)]] }, as: UTF8.self)
  }

  private static let digits = Array("0123456789abcdef".utf8)
}
