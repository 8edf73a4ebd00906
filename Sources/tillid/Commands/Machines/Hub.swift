import ArgumentParser
import Events
import Machines

extension HubCommand {
  struct Begin: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Make this machine the first of several.",
      discussion:
        "The data folder stays as it is, and every command goes on. ‘tillid hub end’ goes the way back.")
    @Argument(help: "What it is called: lower-case letters, digits and hyphens.") var name: String
    @Option(
      name: .long, help: ArgumentHelp("Where others find it; several are allowed.", valueName: "host:port"))
    var address: [String] = []
    @Option(name: .long, help: ArgumentHelp("Where its broker listens for itself.", valueName: "host:port"))
    var client: String?
    @OptionGroup var deciding: Deciding
    @OptionGroup var common: Common

    func run() throws {
      let ordered = try common.carryOut(
        .begin(name: name, addresses: address, client: client), by: deciding.by)
      let config = common.folder.path + "/broker/nats.conf"
      let broker = common.say(
        "Start brokeren (nats-server -c \(config), eller tillid-broker.service)",
        "Start the broker (nats-server -c \(config), or tillid-broker.service)")
      let carries =
        ordered.process == nil
        ? common.say(
          ", og lad ‘tillid serve’ eller ‘tillid carry’ køre.",
          ", and keep ‘tillid serve’ or ‘tillid carry’ running.") : "."
      try common.answers(
        [
          common.say(
            "Denne maskine er nu huben \(name), og flåden er én maskine. ",
            "This machine is now the hub \(name), and the fleet has one machine. ") + broker + carries,
          common.say(
            "Dens fingeraftryk, som læses op, når en anden maskine kommer til: \(Fingerprint.unbroken(ordered.outcome.fingerprint))",
            "Its fingerprint, to be read out when another machine joins: \(Fingerprint.unbroken(ordered.outcome.fingerprint))"
          ),
        ], ordered, json: ["name": name, "fingerprint": ordered.outcome.fingerprint])
    }
  }

  struct Admit: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Let a machine in that has asked.",
      discussion: """
        Call whoever stands beside the new machine, and type the fingerprint that they read out: never the one that \
        came with the file. The organisation's key goes to whoever made the request.
        """)
    @Argument(help: "The request.", completion: .file()) var file: String
    @Option(name: .long, help: "The fingerprint, as it was read out on the telephone.") var fingerprint:
      String?
    @Option(name: .long, help: "Where the answer is written; NAME.answer, if not said.", completion: .file())
    var to: String?
    @OptionGroup var deciding: Deciding
    @OptionGroup var common: Common

    func run() throws {
      let order = FleetOrder.admit(request: try common.text(of: file), file: file, spoken: fingerprint)
      let ordered = try common.carryOut(order, by: deciding.by)
      let (name, ours) = (ordered.outcome.name, ordered.outcome.fingerprint)
      let answer = to ?? "\(name).answer"
      try common.write(ordered.outcome.answers[name] ?? "", to: answer)
      try common.answers(
        [
          common.say(
            "\(name) er med som \(ordered.outcome.kind). Svaret ligger i \(answer): send det tilbage, gerne med mail; kun \(name) kan åbne det.",
            "\(name) is admitted as a \(ordered.outcome.kind). The answer is in \(answer): send it back, by mail if you like; only \(name) can open it."
          ),
          common.say(
            "Læs dette fingeraftryk af vores op for dem: \(Fingerprint.unbroken(ours))",
            "Read this fingerprint of ours to them: \(Fingerprint.unbroken(ours))"),
        ], ordered, json: ["name": name, "file": answer, "fingerprint": ours])
    }
  }

  struct LockOut: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "lock-out",
      abstract: "A machine is lost: nothing goes to it and nothing comes from it, for ever.",
      discussion: "Where ‘tillid serve’ or ‘carry’ runs, it does this at once and goes on.")
    @Argument(help: "The machine.") var name: String
    @Option(name: .long, help: "Why.") var reason = ""
    @OptionGroup var deciding: Deciding
    @OptionGroup var common: Common

    func run() throws {
      let ordered = try common.carryOut(.lockOut(name: name, reason: reason), by: deciding.by)
      try common.answers(
        ordered.outcome.lockedOut(common.lang), ordered, json: ["name": name, "lockedOut": "yes"])
    }
  }

  struct End: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Back to one machine: when all others are locked out.")
    @OptionGroup var common: Common

    func run() throws {
      let ordered = try common.carryOut(.end)
      try common.answers(
        [
          common.say(
            "Denne maskine er alene igen: stop brokeren (systemctl disable --now tillid-broker). Loggen er hel.",
            "This machine stands alone again: stop the broker (systemctl disable --now tillid-broker). The log is whole."
          )
        ], ordered, json: ["data": common.folder.path])
    }
  }
}
