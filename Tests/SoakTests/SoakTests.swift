import Foundation
import Testing

/// The soak in small, so that it cannot rot. What it proves takes `Tools/soak`.
@Suite(.serialized) struct `The soak` {
  @Test func `finds nothing after a few kills`() throws {
    let (status, said) = try soak("--kills", "3", "--cuts", "0", "--rehearsals", "0", "--no-hard")
    #expect(status == 0, "\(said)")
    #expect(figure("kills", in: said) == 3)
    #expect(figure("acknowledged events found, each once and whole", in: said) > 0)
  }

  @Test func `finds nothing after a few power cuts`() throws {
    let (status, said) = try soak(
      "--kills", "0", "--cuts", "3", "--rehearsals", "0", "--no-hard", "--no-proof")
    #expect(status == 0, "\(said)")
    #expect(figure("power cuts", in: said) == 3)
    #expect(figure("states of the disk looked at", in: said) == 6)
    #expect(figure("power cuts during the first commands", in: said) == 3)
  }

  @Test func `sees what is lost on a disk that does not sync the log`() throws {
    let (status, said) = try soak("prove", "data/log/data.mdb")
    #expect(status == 0, "\(said)")
    #expect(figure("found at once when the disk passes over data/log/data.mdb", in: said) == 1)
  }

  @Test func `goes on after full maps and without file handles`() throws {
    for hardship in ["full-map", "no-files"] {
      let folder = FileManager.default.temporaryDirectory.appending(path: "soak-\(UUID().uuidString)")
      defer { _ = try? FileManager.default.removeItem(at: folder) }  // what stays is in the temporary folder
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      let (status, said) = try soak("hard", hardship, folder.path)
      #expect(status == 0)
      #expect(said.contains("figures ") && !said.contains("fault "), "\(said)")
    }
  }

  private func figure(_ name: String, in said: String) -> Int {
    let line = said.split(separator: "\n").first { $0.hasPrefix(name + "  ") }
    return line.flatMap { Int($0.split(separator: " ").last ?? "") } ?? -1
  }

  private func soak(_ arguments: String...) throws -> (Int32, String) {
    let process = Process()
    process.executableURL = Self.binary
    process.arguments = arguments
    let output = Pipe()
    process.standardOutput = output
    process.standardError = output
    try process.run()
    let said = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return (process.terminationStatus, String(decoding: said, as: UTF8.self))
  }

  /// Beside the tests that run now.
  private static let binary: URL = {
    let tests = Bundle.main.executableURL ?? URL(filePath: CommandLine.arguments[0])
    return tests.resolvingSymlinksInPath().deletingLastPathComponent().appending(path: "tillid-soak")
  }()
}
