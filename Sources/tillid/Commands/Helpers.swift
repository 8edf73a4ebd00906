import ArgumentParser
import Events
import Faces
import Markup
import Notebook
import Rebuild

struct HelperCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "helper",
    abstract: "Who helps: say who came and who left; without either, show them.",
    subcommands: [Invite.self, Leave.self, List.self], defaultSubcommand: List.self)

  struct Invite: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Somebody helps from now on.",
      discussion: "It says who we are, and opens no door: whoever has the data folder and the key writes.")
    @Argument(help: "The name by which they write.") var name: String
    @Option(name: .long, help: "helper, researcher or admin.") var role = "helper"
    @OptionGroup var circumstances: Circumstances
    @OptionGroup var common: Common

    func validate() throws {
      guard ["helper", "researcher", "admin"].contains(role) else {
        throw ValidationError("‘\(role)’ is no role: write helper, researcher or admin.")
      }
    }

    func run() throws {
      try common.open().invite(helper: name, role: role, try circumstances.telling())
      try common.answer(
        common.say("\(name) er en af os nu.", "\(name) is one of us now."), json: ["helper": name])
    }
  }

  struct Leave: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Somebody helps no more: no participant can meet them again.")
    @Argument(help: "The name by which they wrote.") var name: String
    @OptionGroup var circumstances: Circumstances
    @OptionGroup var common: Common

    func run() throws {
      let notebook = try common.open()
      guard try isKnown(notebook) else { throw CommandError.noHelper(name) }
      try notebook.leave(helper: name, try circumstances.telling())
      try common.answer(
        common.say(
          "\(name) er ikke hos os mere. Hvem mister et kendt ansigt: tillid faces --leaving \"\(name)\"",
          "\(name) is no longer with us. Who loses a known face: tillid faces --leaving \"\(name)\""),
        json: ["helper": name])
    }

    /// Whether they were invited, or anybody has met them.
    private func isKnown(_ notebook: Notebook) throws -> Bool {
      if Helpers.all(try notebook.engine.tally(Helpers.self)).contains(where: { $0.name == name }) {
        return true
      }
      var hasMet = false
      try notebook.engine.each(Faces.self) { _, view in hasMet = hasMet || view.helpers.contains(name) }
      return hasMet
    }
  }

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Who helps, and who has left.")
    @OptionGroup var common: Common

    func run() throws {
      let helpers = Helpers.all(try common.open().engine.tally(Helpers.self))
      guard !common.json else { return try Terminal.json(helpers) }
      Terminal.show(page(helpers))
    }

    private func page(_ helpers: [Helper]) -> Page {
      var page = Page(title: common.say("Hjælperne", "The helpers"))
      let empty = common.say(
        "Ingen er skrevet op. tillid helper invite NAVN", "Nobody is written down. tillid helper invite NAME")
      if helpers.isEmpty { page.parts = [.remark(empty)] }
      page.parts += helpers.sorted { $0.isHere && !$1.isHere }.map { helper in
        let since = common.lang.date(helper.since)
        let here = common.say("siden \(since)", "since \(since)")
        let gone = common.say("gik \(since)", "left \(since)")
        return .row(Row(helper.name, helper.isHere ? here : gone))
      }
      return page
    }
  }
}
