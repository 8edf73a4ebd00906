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
  private var gathered: [UInt8] = []
  private var packer: Packer?
  private let digest: OpaquePointer?
  private var failure: FormatError?
  /// Bytes in the file so far, with what is still gathered where nothing is packed.
  private(set) var offset = 0
  private var written = 0

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
    gathered.reserveCapacity(Self.chunk + 4096)
  }

  deinit {
    EVP_MD_CTX_free(digest)
    close(descriptor)
  }

  @inline(__always)
  func put(_ bytes: some Collection<UInt8>) {
    gathered.append(contentsOf: bytes)
    offset += bytes.count
    if gathered.count >= Self.chunk { flush(isLast: false) }
  }

  func put(_ text: String) { put(text.utf8) }

  func put(byte: UInt8) { put(CollectionOfOne(byte)) }

  /// In decimal digits.
  func put(_ number: Int) { gathered.append(decimal: number, counting: &offset) }

  /// One of many pieces that were made ready.
  @inline(__always)
  func put(_ code: UInt32, of pieces: Pieces) {
    pieces.bytes.withUnsafeBufferPointer { all in put(UnsafeBufferPointer(rebasing: all[pieces.range(code)]))
    }
  }

  private func flush(isLast: Bool) {
    if packer != nil {
      packer?.pack(gathered, isLast: isLast) { write($0) }
    } else {
      gathered.withUnsafeBytes { write($0) }
    }
    gathered.removeAll(keepingCapacity: true)
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

  mutating func append(decimal number: Int, counting offset: inout Int) {
    let before = count
    if number < 0 { append(UInt8(ascii: "-")) }
    var (rest, divisor) = (number.magnitude, UInt(1))
    while rest / divisor >= 10 { divisor *= 10 }
    while divisor > 0 {
      append(UInt8(ascii: "0") + UInt8(rest / divisor))
      rest %= divisor
      divisor /= 10
    }
    offset += count - before
  }
}
