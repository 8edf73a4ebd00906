internal import Events
internal import Foundation
internal import Noise
public import Releases

extension OpenRelease {
  /// Writes `tables/NAME.csv` and `tables/NAME.jsonl`: a row for each cell, with the count of participants and its
  /// error, half of the 95 % interval. The invented streams are written by `Formats` into `streams`.
  ///
  /// - Returns: their paths from the folder on, with the number of rows of each.
  public func writeTables(to folder: ReleaseFolder) throws -> [(path: String, rows: Int)] {
    let path = folder.path + "/tables"
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    return try tables.flatMap { table in
      try [(table.csv, "csv"), (table.jsonLines, "jsonl")].map { text, ending in
        try Data(text.utf8).write(to: URL(filePath: "\(path)/\(table.name).\(ending)"))
        return ("tables/\(table.name).\(ending)", table.cells.count)
      }
    }
  }
}

extension ReleaseFolder {
  /// Where the invented streams of tier C lie, named as the events of tier B are: `replay` takes either.
  public var streams: ReleaseFolder { ReleaseFolder(path: path + "/streams") }
}

extension NoisyTable {
  private var names: [String] { columns + ["participants", "error"] }

  /// RFC 4180, with line feeds.
  var csv: String {
    let rows = cells.map { $0.key.map(quoted) + ["\($0.count)", "\(mechanism.error)"] }
    return ([names] + rows).map { $0.joined(separator: ",") + "\n" }.joined()
  }

  var jsonLines: String {
    let error = mechanism.error
    return cells.map { cell in
      let key = zip(columns, cell.key).map { "\"\($0)\":\(json($1))" }
      return "{" + (key + ["\"participants\":\(cell.count)", "\"error\":\(error)"]).joined(separator: ",")
        + "}\n"
    }.joined()
  }

  private func quoted(_ text: String) -> String {
    text.contains { ",\"\n\r".contains($0) } ? "\"" + text.replacing("\"", with: "\"\"") + "\"" : text
  }

  private func json(_ text: String) -> String {
    var out = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"", "\\": out += "\\\(scalar)"
      case let control where control.value < 0x20:
        out += "\\u00" + [UInt8(control.value)].hexadecimal
      default: out.unicodeScalars.append(scalar)
      }
    }
    return out + "\""
  }
}
