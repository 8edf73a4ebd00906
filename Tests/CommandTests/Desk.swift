import Foundation
import Testing

/// Somebody at a terminal with a data folder of their own, gone with the test.
final class Desk: Sendable {
  let folder: URL
  let data: String
  var key: String { data + ".key" }

  /// With a data folder in it, unless it is to be made by the test: that of every other desk, with its keys.
  init(making: Bool = true) throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "tillid-\(UUID().uuidString)")
    data = folder.path + "/data"
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    guard making else { return }
    for name in ["data", "data.key"] {
      try FileManager.default.copyItem(at: try Self.made.get().file(at: name), to: file(at: name))
    }
  }

  /// Of another organisation.
  static func elsewhere() throws -> Desk {
    let desk = try Desk(making: false)
    try desk.does("init")
    return desk
  }

  private func file(at name: String) -> URL { folder.appending(path: name) }

  /// What `init` makes, which takes longest of all commands: made once, copied for each desk, gone with the process.
  private static let made: Result<Desk, any Error> = Result {
    let desk = try elsewhere()
    atexit { _ = try? FileManager.default.removeItem(at: Desk.made.get().folder) }  // what stays is temporary
    return desk
  }

  deinit { _ = try? FileManager.default.removeItem(at: folder) }  // what stays is in the temporary folder

  /// What a command answered when it had ended.
  struct Answer {
    let status: Int32
    let said: String
    let complained: String
  }

  /// Runs `tillid` with these arguments.
  func run(_ arguments: [String], input: Data = Data(), with extra: [String: String] = [:]) throws -> Answer {
    try start(Self.binary, arguments, input: input, with: extra)
  }

  /// Runs a line of the shell, in which `tillid` is the command.
  func shell(_ line: String) throws -> Answer {
    try start(URL(filePath: "/bin/sh"), ["-c", "tillid() { \"$0\" \"$@\"; }; " + line, Self.binary.path])
  }

  private func start(
    _ program: URL, _ arguments: [String], input: Data = Data(), with extra: [String: String] = [:]
  ) throws -> Answer {
    let process = Process()
    process.executableURL = program
    process.arguments = arguments
    process.environment = environment.merging(extra) { $1 }
    process.currentDirectoryURL = folder
    let (given, out, err) = (file("in"), file("out"), file("err"))
    for url in [out, err] { try Data().write(to: url) }
    try input.write(to: given)
    process.standardInput = try FileHandle(forReadingFrom: given)
    process.standardOutput = try FileHandle(forWritingTo: out)
    process.standardError = try FileHandle(forWritingTo: err)
    try process.run()
    process.waitUntilExit()
    return Answer(
      status: process.terminationStatus, said: String(decoding: try Data(contentsOf: out), as: UTF8.self),
      complained: String(decoding: try Data(contentsOf: err), as: UTF8.self))
  }

  /// Starts the server, and returns when its door is open.
  func serves() throws -> Process {
    let process = Process()
    process.executableURL = Self.binary
    process.arguments = ["serve", "--port", "0"]
    process.environment = environment
    process.currentDirectoryURL = folder
    (process.standardOutput, process.standardError) = (FileHandle.nullDevice, FileHandle.nullDevice)
    try process.run()
    while process.isRunning, !FileManager.default.fileExists(atPath: data + "/door") { usleep(20_000) }
    #expect(process.isRunning)
    return process
  }

  /// A new machine asks to be a van, and is admitted here by what was read out.
  /// - Returns: the path of the answer.
  @discardableResult
  func lets(_ name: String, in new: Desk) throws -> String {
    let said = try new.does("van", "ask", name).heard
    let answer = new.folder.path + "/\(name).answer"
    try does(
      "hub", "admit", new.folder.path + "/\(name).request", "--fingerprint", said, "--to", answer)
    return answer
  }

  private var environment: [String: String] {
    let outer = ProcessInfo.processInfo.environment.filter { !$0.key.hasPrefix("TILLID_") }
    return outer.merging(["TILLID_DATA": data, "TZ": "Europe/Copenhagen"]) { $1 }
  }

  /// A file of the folder with these bytes.
  func given(_ bytes: Data) throws -> URL {
    let url = file("given")
    try bytes.write(to: url)
    return url
  }

  /// A file of the folder that no one else has.
  func file(_ name: String) -> URL { folder.appending(path: "\(name)-\(UUID().uuidString)") }

  /// Beside the tests that run now.
  private static let binary: URL = {
    let tests = Bundle.main.executableURL ?? URL(filePath: CommandLine.arguments[0])
    return tests.resolvingSymlinksInPath().deletingLastPathComponent().appending(path: "tillid")
  }()
}

extension Desk {
  /// Runs what must be done, and returns what it said.
  @discardableResult
  func does(
    _ arguments: String..., input: String = "", with extra: [String: String] = [:],
    at place: SourceLocation = #_sourceLocation
  ) throws -> String {
    let answer = try run(arguments, input: Data(input.utf8), with: extra)
    #expect(answer.status == 0, "\(answer.complained)", sourceLocation: place)
    #expect(!answer.complained.contains("tillid: "), sourceLocation: place)
    return answer.said
  }

  /// Runs what must be refused with one sentence on standard error, in English unless asked otherwise, and nothing
  /// on standard output.
  func refuses(
    _ arguments: String..., saying sentence: String, input: Data = Data(), with extra: [String: String] = [:],
    at place: SourceLocation = #_sourceLocation
  ) throws {
    let inEnglish = ["TILLID_LANG": "en"].merging(extra) { $1 }
    expectRefusal(try run(arguments, input: input, with: inEnglish), saying: sentence, at: place)
  }

  func expectRefusal(_ answer: Answer, saying sentence: String, at place: SourceLocation = #_sourceLocation) {
    #expect(answer.status == 1, sourceLocation: place)
    #expect(answer.said.isEmpty, sourceLocation: place)
    let complaints = answer.complained.split(separator: "\n").filter { $0.hasPrefix("tillid: ") }
    #expect(complaints.count == 1, "\(answer.complained)", sourceLocation: place)
    #expect(answer.complained.contains(sentence), "\(answer.complained)", sourceLocation: place)
  }

  /// What the command answers in JSON.
  func object(_ arguments: String...) throws -> [String: Any] {
    let answer = try run(arguments + ["--json"])
    let object = try JSONSerialization.jsonObject(with: Data(answer.said.utf8), options: .fragmentsAllowed)
    return try #require(object as? [String: Any])
  }

  /// The events of the log as `tail` prints them. The look that it leaves is taken away, so that a test sees the log
  /// and adds nothing to it.
  func log(of folder: String? = nil, at place: SourceLocation = #_sourceLocation) throws -> String {
    let folder = folder ?? data
    let said = try does("tail", "--data", folder, at: place)
    let looks = folder + "/access/reads"
    guard FileManager.default.fileExists(atPath: looks) else { return said }
    for look in try FileManager.default.contentsOfDirectory(atPath: looks) where look.hasPrefix("beside-") {
      try FileManager.default.removeItem(atPath: looks + "/" + look)
    }
    return said
  }

  /// The events of the log, each as `tail` prints it.
  func events() throws -> [[String: Any]] {
    try log().split(separator: "\n").map { line in
      try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
    }
  }

  /// The ids of the events of this structural type.
  func ids(_ type: String) throws -> [String] {
    try events().filter { $0["type"] as? String == "tillid.\(type)" }.compactMap { $0["id"] as? String }
  }

  /// Does something that must neither lose nor change anything: the same records in the log before and after,
  /// and all of them sound.
  func unchanged(at place: SourceLocation = #_sourceLocation, _ body: () throws -> Void) throws {
    let before = try log(at: place)
    try body()
    #expect(try log(at: place) == before, sourceLocation: place)
    try isSound(at: place)
  }

  func isSound(at place: SourceLocation = #_sourceLocation) throws {
    #expect(
      try does("verify", at: place).contains("Alt er, som det skal være"), sourceLocation: place)
  }
}
