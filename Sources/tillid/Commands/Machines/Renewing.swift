import ArgumentParser
import Events
import Machines

extension HubCommand {
  struct Renew: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "A hub is lost: new passwords for all brokers, and a new certificate of the organisation.",
      discussion: """
        On one hub, after ‘lock-out’. It writes a file for each other machine, which that machine alone can open, and \
        which it takes in by ‘renew FILE’. Until then it works alone, and nothing is lost.
        """)
    @Argument(help: "What another hub has made anew, to take it in.", completion: .file()) var file: String?
    @Option(name: .long, help: "The folder for the files; this one, if not said.", completion: .directory)
    var to = "."
    @OptionGroup var common: Common

    func run() throws {
      if let file { return try common.takeRenewal(file) }
      let ordered = try common.carryOut(.renew)
      let names = ordered.outcome.answers.keys.sorted()
      for name in names {
        try common.write(ordered.outcome.answers[name] ?? "", to: "\(to)/\(name).renewal")
      }
      let done = common.say(
        "Adgangskoder og certifikat er nye her. \(Common.brokerAnew(.danish))",
        "Passwords and certificate are new here. \(Common.brokerAnew(.english))")
      let each = names.map { name in
        common.say(
          "\(name).renewal: send den til \(name), gerne med mail, og tag den ind dér: ‘tillid \(common.role(of: name)) renew \(name).renewal’.",
          "\(name).renewal: send it to \(name), by mail if you like, and take it in there: ‘tillid \(common.role(of: name)) renew \(name).renewal’."
        )
      }
      try common.answers(
        [done] + each, ordered, json: ["name": ordered.outcome.name, "files": "\(names.count)"])
    }
  }
}

extension VanCommand {
  struct Renew: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Take in what a hub has made anew.")
    @Argument(help: "The file that the hub has written for this machine.", completion: .file()) var file:
      String
    @OptionGroup var common: Common
    func run() throws { try common.takeRenewal(file) }
  }
}

extension RegionCommand {
  struct Renew: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Take in what a hub has made anew.")
    @Argument(help: "The file that the hub has written for this machine.", completion: .file()) var file:
      String
    @OptionGroup var common: Common
    func run() throws { try common.takeRenewal(file) }
  }
}

extension Common {
  fileprivate func takeRenewal(_ file: String) throws {
    let ordered = try carryOut(.renewed(text: try text(of: file), file: file))
    let name = ordered.outcome.name
    try answers(
      [
        say(
          "\(name) har de nye adgangskoder og sit nye certifikat. \(Self.brokerAnew(.danish))",
          "\(name) has the new passwords and its new certificate. \(Self.brokerAnew(.english))")
      ], ordered, json: ["name": name])
  }

  /// A reload changes no certificate of a link between brokers.
  fileprivate static func brokerAnew(_ language: Language) -> String {
    language.say(
      "Start brokeren igen (systemctl restart tillid-broker).",
      "Start the broker again (systemctl restart tillid-broker).")
  }

  fileprivate func role(of name: String) -> String {
    (try? folder.membership()?.fleet[name]).map { "\($0.role)" } ?? "van"
  }
}
