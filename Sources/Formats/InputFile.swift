internal import CZlib
internal import Glibc

/// All bytes of a file, unpacked where it was packed by gzip.
enum InputFile {
  static func bytes(of path: String) throws(FormatError) -> [UInt8] {
    guard let file = gzopen(path, "rb") else { throw .system(path, "open") }
    defer { gzclose(file) }
    gzbuffer(file, 1 << 18)
    var (bytes, chunk) = ([UInt8](), [UInt8](repeating: 0, count: 1 << 18))
    while true {
      let count = gzread(file, &chunk, UInt32(chunk.count))
      if count < 0 { throw .file(path: path, doing: "read", reason: reason(file)) }
      if count == 0 { break }
      bytes.append(contentsOf: chunk[..<Int(count)])
    }
    // A stream that was cut off ends like a whole one, but for this.
    var status: Int32 = 0
    gzerror(file, &status)
    if status != Z_OK && status != Z_STREAM_END {
      throw .file(path: path, doing: "read", reason: "it ends too early")
    }
    return bytes
  }

  private static func reason(_ file: gzFile) -> String {
    var status: Int32 = 0
    return gzerror(file, &status).map { String(cString: $0) } ?? "it is not packed as it should be"
  }
}
