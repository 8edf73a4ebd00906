import ArgumentParser
import Events
import Foundation
import Keyring
import LMDB
import Rebuild

@main
struct Tillid: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "tillid",
    abstract: "The memory of an outreach organisation: one line is written, views follow how trust grows.",
    discussion: """
      The data folder is --data, or TILLID_DATA, or ./tillid-data. The master key is read from the file beside \
      it (DATA.key), from TILLID_KEY_FILE, from TILLID_KEY (64 hexadecimal digits), or from the output of \
      TILLID_KEY_COMMAND. TILLID_HELPER is who writes, TILLID_LANG=en or --lang en answers in English. Exit status: \
      0 done, 1 could not, 2 wrong usage.
      """,
    version: "0.8",
    groupedSubcommands: [
      CommandGroup(
        name: "WRITE",
        subcommands: [
          Note.self, ConsentCommand.self, NameCommand.self, Same.self, Correct.self, Retract.self, Stop.self,
          PromiseCommand.self,
          HelperCommand.self,
          Erase.self,
        ]),
      CommandGroup(
        name: "READ",
        subcommands: [
          BriefCommand.self, TimelineCommand.self, TrustCommand.self,
          FacesCommand.self,
          MattersCommand.self,
          PromisesCommand.self,
          ReadersCommand.self,
          SearchCommand.self,
          StopsCommand.self, ReachCommand.self,
          Read.self,
          Tail.self, ReplayCommand.self,
        ]),
      CommandGroup(
        name: "ADMINISTER",
        subcommands: [
          Init.self, Serve.self, Carry.self,
          InviteCommand.self,
          RebuildCommand.self, Compare.self, ShareCommand.self, Status.self,
          Verify.self,
          CheckpointCommand.self, BackupCommand.self, RestoreCommand.self, VocabularyCommand.self, Keys.self,
          ImportCommand.self, ExportCommand.self,
          Simulate.self,
        ]),
      CommandGroup(
        name: "SEVERAL MACHINES",
        subcommands: [
          MachinesCommand.self, HubCommand.self, VanCommand.self, RegionCommand.self, MoveCommand.self,
        ]),
      CommandGroup(name: "RESEARCH", subcommands: [ReleaseCommand.self]),
    ])

  private static let damaged =
    "tillid: a damaged page of the data folder, or a fault of this program, ended the command: ‘tillid verify’ reads without trust and says which file it is; restore that from a backup (views/ is not needed: delete it, then ‘tillid rebuild’)"

  private static let broken: StaticString =
    "tillid: programmet brød sammen, mens det lavede en visning: det fortalte er gemt, og den næste kommando sætter den visning af den deltager til side og går videre; ‘tillid status’ siger hvilken\n"
  private static let brokenInEnglish: StaticString =
    "tillid: the program broke off while it made a view: what was told is saved, and the next command sets that view of that participant aside and goes on; ‘tillid status’ says which\n"

  /// The library's own exit code for wrong usage is 64; ours is 2, and 1 for what could not be done.
  static func main() async {
    do {
      keepMemoryFromDumps()
      takeSignals()
      try refuseBrokenText()
      Damage.ends(saying: Self.damaged)
      BrokenFold.ends(saying: Language.asked == .danish ? Self.broken : Self.brokenInEnglish)
      if Beside.isAsked { Beside.settle() }
      try Again.runIfAsked()
      var command = try parseAsRoot()
      if var command = command as? any AsyncParsableCommand { return try await command.run() }
      try command.run()
    } catch {
      exit(with: error)
    }
  }

  private static func exit(with error: any Error) -> Never {
    let code = exitCode(for: error)
    if code == .success || code == .validationFailure {
      let text = fullMessage(for: error)
      FileHandle(fileDescriptor: code == .success ? 1 : 2).write(Data((text + "\n").utf8))
      Foundation.exit(code == .success ? 0 : 2)
    }
    if !(error is ExitCode) { Terminal.complain("tillid: \(sentence(of: error))") }
    Foundation.exit(1)
  }

  private static func sentence(of error: any Error) -> String {
    guard let refusal = error as? any Refusal else { return "\(error)" }
    return refusal.sentence(.asked)
  }

  /// Whoever starts a program from a thread that takes no signals hands that down to it; this one can always be asked
  /// to end.
  private static func takeSignals() {
    var asked = sigset_t()
    sigemptyset(&asked)
    for number in [SIGINT, SIGTERM] { sigaddset(&asked, number) }
    sigprocmask(SIG_UNBLOCK, &asked, nil)
  }

  /// Swift would mend broken UTF-8 in silence; a line must be kept as it was said or not at all.
  private static func refuseBrokenText() throws {
    for index in 1..<max(1, Int(CommandLine.argc)) {
      guard let raw = CommandLine.unsafeArgv[index] else { continue }
      guard String(validatingCString: raw) != nil else { throw CommandError.brokenText(argument: index) }
    }
  }
}
