import Foundation
import Testing

/// A small invented organisation with two releases, made once for all tests about releases, gone with the process.
enum Village {
  /// With `a` and `c` handed out of it: a controlled replay, and counts with noise beside invented streams.
  static let made: Result<Desk, any Error> = Result {
    let desk = try Desk()
    // What stays is in the temporary folder.
    atexit { _ = try? FileManager.default.removeItem(at: Village.made.get().folder) }
    try desk.does("simulate", "--seed", "1", "--scale", "0.02")
    for tier in ["a", "c"] {
      let policy = try desk.policy(tier: tier, for: "Reader \(tier)")
      try desk.does("release", "make", "--policy", policy, "--to", desk.at(tier))
    }
    return desk
  }

  /// Of their own, with the same data, and the two releases beside.
  static func desk() throws -> Desk {
    let (village, desk) = (try made.get(), try Desk(making: false))
    for name in ["data", "data.key", "a", "c"] {
      try FileManager.default.copyItem(atPath: village.at(name), toPath: desk.at(name))
    }
    return desk
  }
}

extension Desk {
  /// In the folder of this desk.
  func at(_ name: String) -> String { folder.appending(path: name).path }

  /// The policy that the command prints, as somebody edits it who has few participants: each of `edits` is a line
  /// that begins so, and what it says then.
  func policy(tier: String, for reader: String, _ edits: [String: String] = [:]) throws -> String {
    let all = [
      "least-participants:": "least-participants: 10", "  name: \"\"": "  name: \"\(reader)\"",
      "  length:": "  length: 2", "  streams:": "  streams: 40", "  contributions:": "  contributions: 4",
    ].merging(edits) { $1 }
    let printed = try does("release", "policy", "--tier", tier, "--study", "study-\(tier)")
    let lines = printed.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      all.first { line.hasPrefix($0.key) }?.value ?? String(line)
    }
    let path = file("policy").path
    try lines.joined(separator: "\n").write(toFile: path, atomically: true, encoding: .utf8)
    return path
  }

  func isThere(_ name: String) -> Bool { FileManager.default.fileExists(atPath: at(name)) }

  /// The lines of a file, or of what was said.
  func lines(_ text: String) -> [Substring] { text.split(separator: "\n") }
}
