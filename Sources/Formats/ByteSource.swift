internal import CZlib

/// The bytes of a file, plain or gzip, a piece at a time: what is held in memory does not grow with the file.
public final class ByteSource {
  /// Why bytes cannot be had.
  public enum Fault: Error, Hashable, Sendable {
    case cannotOpen(path: String)
    /// The file is compressed, and ends too early or is damaged.
    case damaged(path: String)
    case tooLong
  }

  private static let pieceBytes = 1 << 18

  private let path: String
  private var file: gzFile?
  private var piece: [UInt8]
  private var place = 0
  private var filled = 0
  /// From 1; of the byte that comes next.
  public private(set) var line = 1
  /// How many bytes of the file on disk have been read, compressed or not.
  public var consumed: Int { file.map { Int(gzoffset($0)) } ?? 0 }

  public init(path: String) throws(Fault) {
    self.path = path
    piece = [UInt8](repeating: 0, count: Self.pieceBytes)
    guard let file = gzopen(path, "rb") else { throw .cannotOpen(path: path) }
    self.file = file
    gzbuffer(file, UInt32(Self.pieceBytes))
  }

  /// Bytes that are in memory already.
  public init(_ bytes: [UInt8]) {
    (path, file, piece, filled) = ("", nil, bytes, bytes.count)
  }

  deinit { if let file { gzclose_r(file) } }

  /// The next byte, which stays; nil at the end.
  @inline(__always)
  public func peek() throws(Fault) -> UInt8? {
    if place == filled, try !fill() { return nil }
    return piece[place]
  }

  /// The next byte; nil at the end.
  @inline(__always)
  public func next() throws(Fault) -> UInt8? {
    if place == filled, try !fill() { return nil }
    let byte = piece[place]
    place += 1
    if byte == 10 { line += 1 }
    return byte
  }

  /// Appends what comes before the next of `ends`, and takes no more than `limit` bytes.
  /// - Returns: the byte that ended it, which is taken too; nil at the end of the file.
  public func take(
    until isEnd: (UInt8) -> Bool, into bytes: inout [UInt8], limit: Int
  ) throws(Fault) -> UInt8? {
    while true {
      if place == filled, try !fill() { return nil }
      let start = place
      while place < filled, !isEnd(piece[place]) {
        if piece[place] == 10 { line += 1 }
        place += 1
      }
      guard bytes.count + place - start <= limit else { throw .tooLong }
      bytes += piece[start..<place]
      if place < filled { return try next() }
    }
  }

  private func fill() throws(Fault) -> Bool {
    guard let file else { return false }
    let count = piece.withUnsafeMutableBytes { gzread(file, $0.baseAddress, UInt32($0.count)) }
    guard count >= 0 else { throw .damaged(path: path) }
    if count == 0 {
      var code: Int32 = 0
      _ = gzerror(file, &code)
      guard code == Z_OK || code == Z_STREAM_END else { throw .damaged(path: path) }
    }
    (place, filled) = (0, Int(count))
    return count > 0
  }
}
