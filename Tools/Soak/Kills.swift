import Foundation
import Synchronization

/// Ends writers at random moments, and looks at what they leave.
struct Kills {
  let bench: Bench
  /// Kills on one folder before it is begun anew, so that it stays small.
  private static let onOne = 12

  func run(_ kills: Int) {
    let folders = Mutex<[Int: Int]>([:])
    bench.share("kills", kills) { number, lane in
      let turn = folders.withLock { turns in
        turns[lane, default: -1] += 1
        return turns[lane] ?? 0
      }
      let folder = "\(bench.path)/kill-\(lane)"
      var dice = Dice(bench.seed &+ UInt64(number) << 20)
      if turn % Self.onOne == 0 { try begin(folder) }
      try kill(folder + "/data", answers: folder + "/answers", number, &dice)
    }
  }

  private func begin(_ folder: String) throws {
    if FileManager.default.fileExists(atPath: folder) { try FileManager.default.removeItem(atPath: folder) }
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try Place(path: folder + "/data").begin()
    bench.count("folders")
  }

  private func kill(_ folder: String, answers: String, _ number: Int, _ dice: inout Dice) throws {
    let writer = try Child(["work", folder, "\(dice.next())", "60"], output: URL(filePath: answers))
    try writer.wait(&dice)
    guard writer.kill() else {
      return bench.fault("kill \(number): the writer had ended: \(try writer.said.suffix(500))")
    }
    let said = try writer.said
    for fault in try bench.check(folder, answers: said, beside: answers) {
      bench.fault("kill \(number): \(fault)")
    }
    // A line may be broken off by the kill.
    try Data((said.hasSuffix("\n") || said.isEmpty ? said : said + "\n").utf8).write(
      to: URL(filePath: answers))
    bench.count("kills")
  }
}
