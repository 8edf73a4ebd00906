import Foundation
import Testing

@testable import tillid

/// A command that is run in a child of itself, since its work may end the program.
@Suite struct `Work that ends the program` {
  private let file = FileManager.default.temporaryDirectory.appending(path: "tillid-\(UUID().uuidString)")
    .path

  /// Runs a line of the shell; `$runs` is how often it has been.
  private func run(_ line: String) throws -> Int32 {
    try Again.run(
      "/bin/sh", ["sh", "-c", "echo $TILLID_RESTART >> \(file); runs=$(wc -l < \(file)); " + line])
  }

  /// What each run was told of the runs before.
  private var runs: [String] {
    get throws {
      // What stays is in the temporary folder.
      defer { _ = try? FileManager.default.removeItem(atPath: file) }
      return try String(contentsOfFile: file, encoding: .utf8).split(separator: "\n").map(String.init)
    }
  }

  @Test func `is done again until it ends by itself, with its own status`() throws {
    #expect(try run("[ $runs -gt 3 ] || kill -ILL $$; exit 7") == 7)
    #expect(try runs == ["0", "1", "2", "3"])
    #expect(try run("exit 0") == 0)
    #expect(try runs == ["0"])
  }

  @Test func `leaves wrong usage what it is`() throws {
    let answer = try Desk().run(["rebuild", "--jobs", "0"])
    #expect(answer.status == 2 && answer.complained.contains("--jobs takes a number from 1 to 256."))
  }

  @Test func `is given up when it goes on so`() throws {
    #expect(throws: CommandError.self) { try run("kill -TRAP $$") }
    #expect(try runs.count == Again.most + 1)
  }

  @Test func `is not done again when somebody ended it`() throws {
    #expect(try run("kill -KILL $$") == 1)
    #expect(try runs == ["0"])
  }
}
