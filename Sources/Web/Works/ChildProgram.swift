internal import Foundation
internal import Glibc

/// A command of this very program, run beside it. What it is to know stands in its arguments, never a secret: the
/// master key reaches it as it reached us.
struct ChildProgram: Sendable {
  let program: String
  let arguments: [String]
  /// What it finds under `input`.
  var given: [UInt8] = []

  /// Where a child finds what it is given, however often it is read.
  static let input = "/dev/stdin"

  struct Ended: Sendable {
    let status: Int32
    /// All that it has printed.
    let told: [UInt8]
    /// Its last line on standard error.
    let said: String
  }

  /// Waits until it ends.
  /// - Parameters:
  ///   - started: told its number.
  ///   - said: told each line of standard error.
  func run(started: (Int32) -> Void, said: (String) -> Void) throws -> Ended {
    let (process, complaints, answer) = (Process(), Pipe(), try Self.nameless())
    process.executableURL = URL(filePath: program)
    process.arguments = arguments
    process.environment = Self.environment
    process.standardInput = try Self.nameless(holding: given)
    (process.standardOutput, process.standardError) = (answer, complaints)
    Self.takeSignals()
    try process.run()
    try complaints.fileHandleForWriting.close()
    started(process.processIdentifier)
    var last = ""
    for line in PipeLines(of: complaints.fileHandleForReading) {
      last = line
      said(line)
    }
    process.waitUntilExit()
    try answer.seek(toOffset: 0)
    let status =
      process.terminationReason == .exit ? process.terminationStatus : 128 + process.terminationStatus
    return Ended(status: status, told: Array(try answer.readToEnd() ?? Data()), said: last)
  }

  /// A child takes the signals that the thread takes which starts it; ours is asked to stop by one.
  private static func takeSignals() {
    var asked = sigset_t()
    sigemptyset(&asked)
    sigaddset(&asked, SIGTERM)
    pthread_sigmask(SIG_UNBLOCK, &asked, nil)
  }

  /// Ends with us and gives way to us; and is no child of what starts a trapped program again.
  private static var environment: [String: String] {
    var environment = ProcessInfo.processInfo.environment
    environment["TILLID_RESTART"] = nil
    environment["TILLID_BESIDE"] = "1"
    return environment
  }

  /// A file that no folder names, and that is gone with whoever holds it.
  private static func nameless(holding bytes: [UInt8] = []) throws -> FileHandle {
    guard let made = tmpfile() else { throw AdminRefusal.noChild(String(cString: strerror(errno))) }
    defer { fclose(made) }
    let file = fcntl(fileno(made), F_DUPFD_CLOEXEC, 3)
    guard file >= 0 else { throw AdminRefusal.noChild(String(cString: strerror(errno))) }
    let handle = FileHandle(fileDescriptor: file, closeOnDealloc: true)
    try handle.write(contentsOf: Data(bytes))
    try handle.seek(toOffset: 0)
    return handle
  }
}

/// The lines of a pipe as they come, until whoever writes has closed it.
private struct PipeLines: Sequence, IteratorProtocol {
  private let pipe: FileHandle
  private var waiting: [UInt8] = []
  private var isOpen = true

  init(of pipe: FileHandle) { self.pipe = pipe }

  mutating func next() -> String? {
    while true {
      if let end = waiting.firstIndex(of: UInt8(ascii: "\n")) {
        defer { waiting.removeFirst(end + 1) }
        return String(decoding: waiting[..<end], as: UTF8.self)
      }
      guard isOpen else { break }
      let more = pipe.availableData
      isOpen = !more.isEmpty
      waiting += more
    }
    defer { waiting = [] }
    return waiting.isEmpty ? nil : String(decoding: waiting, as: UTF8.self)
  }
}
