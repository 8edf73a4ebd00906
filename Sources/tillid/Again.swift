import Events
import Foundation
import Keyring

/// What builds views meets every story there is. One that ends the program must not keep all others from being
/// built: so the work is done in a child of this process, and again when a trap has ended it, each time without the
/// view that it broke off in.
enum Again {
  /// A program that breaks off more often than this is not fit to build views.
  static let most = 20

  /// How often the program has broken off already, where this process is such a child.
  static var restarts: Int? { ProcessInfo.processInfo.environment[variable].flatMap(Int.init) }

  private static let variable = "TILLID_RESTART"
  /// Which process is the parent: it may be gone before the child can watch for its end.
  private static let parent = "TILLID_RESTART_BY"
  private static let traps = [SIGILL, SIGTRAP, SIGFPE, SIGABRT]
  /// The commands that build all views, in whatever way, and the one that keeps them up for hours.
  private static let building = ["rebuild", "share", "serve"]

  /// Returns at once where the command builds nothing, or this is the child that does it.
  static func runIfAsked() throws {
    guard let command = CommandLine.arguments.dropFirst().first, building.contains(command) else { return }
    if restarts != nil { return endWithStarter() }
    for number in [SIGINT, SIGTERM] { signal(number) { passOn($0) } }
    let status = try run("/proc/self/exe", CommandLine.arguments)
    if child.asked != 0 && status == 128 + child.asked { endBySignal(child.asked) }
    exit(status)
  }

  private static func endWithStarter() {
    endWithParent()
    if let starter = ProcessInfo.processInfo.environment[parent], starter != "\(getppid())" { exit(1) }
  }

  /// Runs a program until it ends by itself.
  /// - Returns: its status; 1 where it was ended, or 128 and the signal that was passed on to it.
  static func run(_ program: String, _ arguments: [String]) throws -> Int32 {
    for restart in 0...most {
      let status = try wait(for: start(program, arguments, restart))
      let signal = status & 0x7F
      if signal == 0 { return status >> 8 & 0xFF }
      if child.asked != 0 { return 128 + child.asked }
      guard traps.contains(signal) else { return 1 }
      if restart < most { Terminal.complain(Language.asked.again(restart + 1)) }
    }
    throw CommandError.brokeOff(most)
  }

  private static func start(_ program: String, _ arguments: [String], _ restart: Int) throws -> pid_t {
    var environment = ProcessInfo.processInfo.environment
    (environment[variable], environment[parent]) = (String(restart), String(getpid()))
    var words = arguments.map { strdup($0) } + [nil]
    var settings = environment.map { strdup("\($0)=\($1)") } + [nil]
    defer { for text in words + settings { free(text) } }
    var started = pid_t()
    let failure = posix_spawn(&started, program, nil, nil, &words, &settings)
    guard failure == 0 else { throw CommandError.noChild(String(cString: strerror(failure))) }
    child.number = started
    // Asked while there was nobody to pass it on to.
    if child.asked != 0 { kill(started, child.asked) }
    return started
  }

  private static func wait(for started: pid_t) throws -> Int32 {
    var status: Int32 = 0
    while waitpid(started, &status, 0) < 0 {
      guard errno == EINTR else { throw CommandError.noChild(String(cString: strerror(errno))) }
    }
    child.number = 0
    return status
  }

  private static func endBySignal(_ number: Int32) {
    signal(number, SIG_DFL)
    raise(number)
  }
}

/// Who does the work now, zero for nobody, and the signal by which this process was asked to end. Touched by the main
/// thread and by its handlers of signals.
nonisolated(unsafe) private var child: (number: pid_t, asked: Int32) = (0, 0)

/// The child knows how to pause. Only what may be called in the handler of a signal.
private func passOn(_ number: Int32) {
  child.asked = number
  if child.number != 0 { kill(child.number, number) }
}

extension Language {
  fileprivate func again(_ number: Int) -> String {
    say(
      "tillid: visningen af den deltager sættes til side, og der bygges igen (gang \(number) af højst \(Again.most))",
      "tillid: that view of that participant is set aside, and building begins again (time \(number) of \(Again.most) at most)"
    )
  }
}
