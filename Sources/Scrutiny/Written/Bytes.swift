internal import CZlib
internal import Foundation

/// What a file holds, unpacked where it is gzip (RFC 1952; several members one after the other).
enum Bytes {
  struct Damaged: Error {}

  static func raw(_ path: String) throws -> [UInt8] {
    [UInt8](try Data(contentsOf: URL(filePath: path), options: .mappedIfSafe))
  }

  static func opened(_ path: String) throws -> [UInt8] {
    try opened(raw(path))
  }

  static func opened(_ bytes: [UInt8]) throws -> [UInt8] {
    guard bytes.starts(with: [0x1f, 0x8b]) else { return bytes }
    var stream = z_stream()
    guard inflateInit2_(&stream, 15 + 16, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK else {
      throw Damaged()
    }
    defer { inflateEnd(&stream) }
    var output = [UInt8](repeating: 0, count: max(1 << 16, bytes.count * 8))
    let made = try bytes.withUnsafeBufferPointer { try inflate(&stream, $0, &output) }
    output.removeLast(output.count - made)
    return output
  }

  private static func inflate(
    _ stream: inout z_stream, _ input: UnsafeBufferPointer<UInt8>, _ output: inout [UInt8]
  ) throws -> Int {
    stream.next_in = UnsafeMutablePointer(mutating: input.baseAddress)
    stream.avail_in = UInt32(input.count)
    var made = 0
    while true {
      if made == output.count { output.append(contentsOf: repeatElement(0, count: output.count)) }
      let room = min(output.count - made, Int(UInt32.max))
      let result = output.withUnsafeMutableBufferPointer { buffer in
        stream.next_out = buffer.baseAddress.map { $0 + made }
        stream.avail_out = UInt32(room)
        return CZlib.inflate(&stream, Z_NO_FLUSH)
      }
      made += room - Int(stream.avail_out)
      if result == Z_STREAM_END {
        if stream.avail_in == 0 { return made }
        guard inflateReset(&stream) == Z_OK else { throw Damaged() }
      } else if result != Z_OK || (stream.avail_in == 0 && stream.avail_out > 0) {
        throw Damaged()
      }
    }
  }
}
