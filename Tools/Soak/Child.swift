import Foundation

/// A process of ours under the soak, begun and waited for by the system's own calls: its number stays its own
/// until it has been waited for.
struct Child {
  private let number: pid_t
  private let output: URL
  /// Bytes that were in the file before.
  private let begun: UInt64

  /// Begins it, with standard output added to a file.
  init(
    _ arguments: [String], program: URL = Child.this, output: URL, with extra: [String: String] = [:]
  ) throws {
    self.output = output
    begun = try Child.bytes(in: output)
    var files = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&files)
    defer { posix_spawn_file_actions_destroy(&files) }
    posix_spawn_file_actions_addopen(&files, 0, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_addopen(&files, 1, output.path, O_WRONLY | O_CREAT | O_APPEND, 0o600)
    posix_spawn_file_actions_adddup2(&files, 1, 2)
    let variables = ProcessInfo.processInfo.environment.merging(extra) { $1 }.map { "\($0)=\($1)" }
    var words = ([program.path] + arguments).map { strdup($0) } + [nil]
    var settings = variables.map { strdup($0) } + [nil]
    defer { for text in words + settings { free(text) } }
    var number: pid_t = 0
    let code = posix_spawn(&number, program.path, &files, nil, &words, &settings)
    guard code == 0 else { throw POSIXError(POSIXErrorCode(rawValue: code) ?? .EINVAL) }
    self.number = number
  }

  /// Lets it work for a moment: in one case of five it may still be opening its folder at the end.
  func wait(_ dice: inout Dice) throws {
    let isEarly = dice.below(5) == 0
    let patience = ContinuousClock.now + .seconds(120)
    while !isEarly, .now < patience, try Child.bytes(in: output) <= begun { usleep(3000) }
    usleep(UInt32(dice.below(isEarly ? 60_000 : 400_000)))
  }

  private static func bytes(in file: URL) throws -> UInt64 {
    guard FileManager.default.fileExists(atPath: file.path) else { return 0 }
    return (try FileManager.default.attributesOfItem(atPath: file.path)[.size] as? NSNumber)?.uint64Value ?? 0
  }

  /// Whether it was still running, and was killed.
  func kill() -> Bool {
    Foundation.kill(number, SIGKILL)
    return end() == 128 + SIGKILL
  }

  /// Waits for its end.
  /// - Returns: the exit status, or 128 and the signal that ended it.
  func end() -> Int32 {
    var status: Int32 = 0
    while waitpid(number, &status, 0) < 0, errno == EINTR {}
    return status & 0x7f == 0 ? status >> 8 & 0xff : 128 + (status & 0x7f)
  }

  var said: String { get throws { String(decoding: try Data(contentsOf: output), as: UTF8.self) } }

  static let this: URL = {
    let path = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
    return URL(filePath: path.isEmpty ? CommandLine.arguments[0] : path)
  }()

  /// The command itself, built beside the soak.
  static var command: URL { this.deletingLastPathComponent().appending(path: "tillid") }

  /// The layer beneath a process that writes down what it asks of the disk.
  static func recorder(_ root: String, log: String) -> [String: String] {
    let library = this.deletingLastPathComponent().appending(path: "libpowercut.so").path
    return ["LD_PRELOAD": library, "POWERCUT_ROOT": root, "POWERCUT_LOG": log]
  }
}
