internal import Foundation
internal import Journal

/// How far this machine's own events have been given to the stream, kept in a small file. It may be older than
/// what was given: events are known by their ids, so giving one again changes nothing. It is never newer.
struct Mark {
  let path: String

  /// Zero where there is no file, or none that can be read as a number.
  var position: Position {
    guard let bytes = FileManager.default.contents(atPath: path) else { return 0 }
    return Position(String(decoding: bytes, as: UTF8.self).trimmingPrefix(while: \.isWhitespace)) ?? 0
  }

  func move(to position: Position) throws {
    try Data("\(position)".utf8).write(to: URL(filePath: path), options: .atomic)
  }
}
