import Foundation

/// Text from standard input, as UTF-8 or not at all.
enum StandardInput {
  static func whole() throws -> String {
    let data = FileHandle.standardInput.readDataToEndOfFile()
    return try text(data, line: 1)
  }

  /// Hands over each line with its number, from 1, as it comes.
  static func eachLine(_ body: (Int, String) throws -> Void) throws {
    var rest = Data()
    var number = 0
    while true {
      let chunk = FileHandle.standardInput.availableData
      rest.append(chunk)
      while let end = rest.firstIndex(of: 10) {
        number += 1
        try body(number, try text(rest[rest.startIndex..<end], line: number))
        rest = Data(rest[(end + 1)...])
      }
      guard chunk.isEmpty else { continue }
      if !rest.isEmpty { try body(number + 1, try text(rest, line: number + 1)) }
      return
    }
  }

  private static func text(_ data: Data, line: Int) throws -> String {
    guard let text = String(validating: data, as: UTF8.self) else {
      throw CommandError.brokenInput(line: line)
    }
    return text
  }
}
