import Formats
import Foundation
import Releases

/// Rows a second for each format, the best of three rounds, as lines of JSON.
struct Bench {
  let folder: ReleaseFolder
  let table: EventTable

  func run() throws {
    for format in EventFormat.allCases {
      for parts in format == .jsonLines || format == .parquet ? [1, 16] : [1] { try measure(format, parts) }
    }
    try write(
      name: "jsonl read", parts: 16, bytes: 0, seconds: seconds { _ = try EventTable(reading: folder) })
    try ceiling()
  }

  private func measure(_ format: EventFormat, _ parts: Int) throws {
    try? FileManager.default.removeItem(atPath: folder.path)
    var files: [WrittenFile] = []
    let best = try seconds { files = try table.write(as: format, to: folder, parts: parts) }
    write(name: format.rawValue, parts: parts, bytes: files.map(\.bytes).reduce(0, +), seconds: best)
    if format == .jsonLines && parts == 16 { try kept(parts) }
  }

  /// What JSON Lines cost without packing.
  private func kept(_ parts: Int) throws {
    let path = folder.path + "/plain.jsonl"
    var file: WrittenFile?
    let best = try seconds { file = try table.write(as: .jsonLines, at: path) }
    write(name: "jsonl, not packed", parts: 1, bytes: file?.bytes ?? 0, seconds: best)
  }

  /// The least that writing the bytes of unpacked JSON Lines takes: a copy of each row and `write`.
  private func ceiling() throws {
    let row = [UInt8](repeating: 0x61, count: 140)
    let path = folder.path + "/ceiling"
    let best = try seconds {
      _ = FileManager.default.createFile(atPath: path, contents: nil)
      let file = try FileHandle(forWritingTo: URL(fileURLWithPath: path))
      var gathered: [UInt8] = []
      for _ in 0..<table.rows {
        gathered.append(contentsOf: row)
        if gathered.count > 1 << 18 {
          try file.write(contentsOf: gathered)
          gathered.removeAll(keepingCapacity: true)
        }
      }
      try file.write(contentsOf: gathered)
    }
    write(
      name: "ceiling: 140 bytes a row, copied and written", parts: 1, bytes: table.rows * 140, seconds: best)
  }

  private func seconds(_ body: () throws -> Void) rethrows -> Double {
    var best = Double.infinity
    for _ in 0..<3 {
      let start = ContinuousClock.now
      try body()
      best = min(best, (ContinuousClock.now - start) / .seconds(1))
    }
    return best
  }

  private func write(name: String, parts: Int, bytes: Int, seconds: Double) {
    let rate = Int(Double(table.rows) / seconds)
    print(
      #"{"what":"\#(name)","parts":\#(parts),"rows":\#(table.rows),"rowsPerSecond":\#(rate),"bytes":\#(bytes)}"#
    )
  }
}
