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
    try FileManager.default.removeItem(atPath: folder.path)
    _ = try table.write(as: .jsonLines, to: folder, parts: 16)
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

  /// Seconds by the wall and of all cores.
  private struct Spent {
    var wall = Double.infinity
    var cores = Double.infinity
  }

  private func seconds(_ body: () throws -> Void) rethrows -> Spent {
    var best = Spent()
    for _ in 0..<3 {
      let (start, used) = (ContinuousClock.now, clock())
      try body()
      best.wall = min(best.wall, (ContinuousClock.now - start) / .seconds(1))
      best.cores = min(best.cores, Double(clock() - used) / Double(CLOCKS_PER_SEC))
    }
    return best
  }

  /// The second rate is what one core would do that has nothing else to do.
  private func write(name: String, parts: Int, bytes: Int, seconds: Spent) {
    let (rate, alone) = (Double(table.rows) / seconds.wall, Double(table.rows) / seconds.cores)
    print(
      #"{"what":"\#(name)","parts":\#(parts),"rows":\#(table.rows),"rowsPerSecond":\#(Int(rate)),"#
        + #""rowsPerCoreSecond":\#(Int(alone)),"bytes":\#(bytes)}"#)
  }
}
