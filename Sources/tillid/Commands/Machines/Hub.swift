import ArgumentParser
import Events
import Machines
import Notebook
import Rebuild

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
    @OptionGroup var common: Common

    func run() throws {
      let notebook = try common.open()
      let machine = try Admission(notebook, in: common.folder.path)
        .begin(name, addresses: address, client: client)
      try common.writeBroker(notebook)
      try common.answers(
        [
          common.say(
            "Denne maskine er nu huben \(name), og flåden er én maskine. Start brokeren (nats-server -c \(common.folder.path)/broker/nats.conf, eller tillid-broker.service), og lad ‘tillid serve’ eller ‘tillid carry’ køre.",
            "This machine is now the hub \(name), and the fleet has one machine. Start the broker (nats-server -c \(common.folder.path)/broker/nats.conf, or tillid-broker.service), and keep ‘tillid serve’ or ‘tillid carry’ running."
          ),
          common.say(
            "Dens fingeraftryk, som læses op, når en anden maskine kommer til: \(machine.fingerprint)",
            "Its fingerprint, to be read out when another machine joins: \(machine.fingerprint)"),
        ], json: ["name": name, "fingerprint": machine.fingerprint.description])
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
    @OptionGroup var common: Common

    func run() throws {
      let text = try common.text(of: file)
      let notebook = try common.open()
      let admitted = try Admission(notebook, in: common.folder.path)
        .admit(request: text, from: file, spoken: fingerprint)
      let (machine, answer) = (admitted.machine, to ?? "\(admitted.machine.name).answer")
      try common.write(admitted.answer, to: answer)
      try common.writeBroker(notebook)
      let what = machine.kind(common.lang)
      try common.answers(
        [
          common.say(
            "\(machine.name) er med som \(what). Svaret ligger i \(answer): send det tilbage, gerne med mail; kun \(machine.name) kan åbne det.",
            "\(machine.name) is admitted as a \(what). The answer is in \(answer): send it back, by mail if you like; only \(machine.name) can open it."
          ),
          common.say(
            "Læs dette fingeraftryk af vores op for dem: \(admitted.fingerprint)",
            "Read this fingerprint of ours to them: \(admitted.fingerprint)"),
        ],
        json: ["name": machine.name, "file": answer, "fingerprint": admitted.fingerprint.description])
    }
  }

  struct LockOut: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "lock-out",
      abstract: "A machine is lost: nothing goes to it and nothing comes from it, for ever.")
    @Argument(help: "The machine.") var name: String
    @Option(name: .long, help: "Why.") var reason = ""
    @OptionGroup var common: Common

    func run() throws {
      let notebook = try common.open()
      let machine = try Admission(notebook, in: common.folder.path).lockOut(name, reason: reason)
      try common.writeBroker(notebook)
      try common.answers(
        [
          common.say(
            "\(name) er lukket ude: fra nu af går intet til den, og intet tages fra den. Får den alligevel kontakt, destruerer den sine nøgler.",
            "\(name) is locked out: from now on nothing goes to it and nothing is taken from it. If it ever gets through, it destroys its keys."
          ),
          common.say(
            "Det, den havde, kan ingen tage tilbage: er dens disk ikke krypteret, har finderen \(machine.keepsAll ? "alles historier" : "historierne fra \(machine.region)"), til i dag.",
            "What it had, nobody can take back: if its disk is not encrypted, whoever has it has \(machine.keepsAll ? "everybody's histories" : "the histories of \(machine.region)"), until today."
          ),
        ], json: ["name": name, "lockedOut": "yes"])
    }
  }

  struct End: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Back to one machine: when all others are locked out.")
    @OptionGroup var common: Common

    func run() throws {
      try Admission(try common.open(), in: common.folder.path).end()
      try common.answer(
        common.say(
          "Denne maskine er alene igen: stop brokeren (systemctl disable --now tillid-broker). Loggen er hel.",
          "This machine stands alone again: stop the broker (systemctl disable --now tillid-broker). The log is whole."
        ),
        json: ["data": common.folder.path])
    }
  }
}

extension Common {
  /// The broker is told what the log says now.
  fileprivate func writeBroker(_ notebook: Notebook) throws {
    let engine = notebook.engine
    guard let membership = try Membership(of: folder.path, engine.journal, engine.keyring) else { return }
    if try membership.writeBrokerConfig() { membership.reloadBroker() }
  }
}

extension Machine {
  /// `hub`, `van · nord`.
  func kind(_ language: Language) -> String { region.isEmpty ? "\(role)" : "\(role) · \(region)" }
}
