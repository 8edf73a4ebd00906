import ArgumentParser
import Events
import Machines

/// `tillid hub …`: the first machine of several, and what only a hub does.
struct HubCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "hub",
    abstract: "A machine that keeps everything: begin with one, add others, admit machines, lock them out.",
    discussion:
      "When you need several machines, and when you do not: “Several machines” in the documentation.",
    subcommands: [Begin.self, Ask.self, Admit.self, Join.self, LockOut.self, Renew.self, End.self])

  struct Ask: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "On a new machine: ask to be a hub.")
    @OptionGroup var asking: Asking
    @Option(
      name: .long, help: ArgumentHelp("Where others find it; several are allowed.", valueName: "host:port"))
    var address: [String] = []
    @OptionGroup var common: Common
    func run() throws { try common.ask(asking, .hub, addresses: address) }
  }

  struct Join: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "On a new machine: take in the answer.")
    @OptionGroup var joining: TakingIn
    @OptionGroup var common: Common
    func run() throws { try common.join(joining, .hub) }
  }
}

struct VanCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "van", abstract: "A machine that works alone for weeks: ask a hub, and join.",
    subcommands: [Ask.self, Join.self, Renew.self])

  struct Ask: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "On a new machine: ask to be a van.")
    @OptionGroup var asking: Asking
    @Option(name: .long, help: "Whose participants and stops it keeps; everybody's, if not said.")
    var region = ""
    @OptionGroup var common: Common
    func run() throws { try common.ask(asking, .van, region: region) }
  }

  struct Join: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "On a new machine: take in the answer.")
    @OptionGroup var joining: TakingIn
    @OptionGroup var common: Common
    func run() throws { try common.join(joining, .van) }
  }
}

struct RegionCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "region",
    abstract: "A machine that keeps one region's participants and stops: ask a hub, and join.",
    subcommands: [Ask.self, Join.self, Renew.self])

  struct Ask: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "On a new machine: ask to be a region.")
    @OptionGroup var asking: Asking
    @Option(name: .long, help: "Whose participants and stops it keeps.") var region = ""
    @OptionGroup var common: Common
    func run() throws { try common.ask(asking, .region, region: region) }
  }

  struct Join: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "On a new machine: take in the answer.")
    @OptionGroup var joining: TakingIn
    @OptionGroup var common: Common
    func run() throws { try common.join(joining, .region) }
  }
}

/// What every machine says that asks.
struct Asking: ParsableArguments {
  @Argument(help: "What it is called: lower-case letters, digits and hyphens.") var name: String
  @Option(name: .long, help: "Where the request is written; NAME.request, if not said.", completion: .file())
  var to: String?
  @Option(
    name: .long, help: ArgumentHelp("Where its broker listens for itself.", valueName: "host:port"))
  var client: String?
}

struct TakingIn: ParsableArguments {
  @Argument(help: "The answer.", completion: .file()) var file: String
  @Option(name: .long, help: "The hub's fingerprint, as it was read out on the telephone.")
  var fingerprint: String?
}
