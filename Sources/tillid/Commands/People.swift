public import ArgumentParser
import Consent
public import Events
import Notebook

extension Purpose: ExpressibleByArgument {
  public init?(argument: String) { self.init(argument) }
}

struct ConsentCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "consent",
    abstract: "Keep a yes or a no of a participant; without either, show what was agreed to.")

  @Argument(help: "The participant: a name, or what they are called.")
  var name: String

  @Option(name: .long, help: "What they say yes to: care, research, share; several with commas.")
  var give: String?

  @Option(name: .long, help: "What they take back: care, research, share; several with commas.")
  var withdraw: String?

  @Flag(name: .long, help: "The name is what we call them, not what they said it was.")
  var alias = false

  @Option(name: .long, help: ArgumentHelp("With whom may be shared.", valueName: "whom"))
  var with: String = ""

  @Option(name: .long, help: ArgumentHelp("Who else heard it.", valueName: "name"))
  var witness: String = ""

  @Option(name: .long, help: "How it was said.")
  var how: String = "spoken"

  @OptionGroup var circumstances: Circumstances
  @OptionGroup var lens: Lens
  @OptionGroup var common: Common

  func validate() throws {
    guard give == nil || withdraw == nil else { throw ValidationError("Give or withdraw, one at a time.") }
    guard give == nil && withdraw == nil || !lens.isAsked else {
      throw ValidationError("--as-of and --vocabulary are for looking: leave out --give and --withdraw.")
    }
    _ = try (purposes(give), purposes(withdraw))
  }

  private func purposes(_ list: String?) throws -> [Purpose] {
    try (list ?? "").split(separator: ",").map { word in
      guard let purpose = Purpose(word) else {
        throw ValidationError("‘\(word)’ is nothing one can agree to: write care, research or share.")
      }
      return purpose
    }
  }

  func run() throws {
    let notebook = try common.open()
    let telling = try circumstances.telling()
    if give != nil {
      try given(notebook, telling)
    } else if withdraw != nil {
      try withdrawn(notebook, telling)
    } else {
      try show(notebook)
    }
  }

  private func given(_ notebook: Notebook, _ telling: Telling) throws {
    let closed = try notebook.hasWithdrawn(name)
    let agreement = Agreement(try purposes(give), with: with, how: how, witness: witness, wording: "da-1")
    let (handle, isNew) = try notebook.giveConsent(name, agreement, isAlias: alias, telling)
    let what = named(agreement.purposes)
    try common.answer(
      isNew
        ? common.say(
          "Vi må huske \(name) fra nu af (\(what)).", "From now on we may remember \(name) (\(what)).")
        : common.say("\(name) har sagt ja til \(what).", "\(name) has agreed to \(what).")
          + (closed
            ? common.say(
              " Det, der blev fortalt før et nej, forbliver lukket.",
              " What was told before a no stays closed.") : ""),
      json: ["handle": handle.description, "name": name])
  }

  private func withdrawn(_ notebook: Notebook, _ telling: Telling) throws {
    let purposes = try purposes(withdraw)
    try notebook.withdraw(purposes, of: name, telling)
    try common.answer(
      purposes.contains(.care)
        ? common.say(
          "Fra nu af er der intet at se om \(name). Nøglen skal destrueres inden 72 timer: tillid erase \"\(name)\" --yes",
          "From now on there is nothing to see about \(name). The key must be destroyed within 72 hours: tillid erase \"\(name)\" --yes"
        )
        : common.say("Taget tilbage: \(named(purposes)).", "Withdrawn: \(named(purposes))."),
      json: ["name": name, "withdrawn": withdraw])
  }

  /// As the page of what was agreed to names them.
  private func named(_ purposes: [Purpose]) -> String {
    purposes.map {
      switch $0 {
      case .care: common.say("at vi husker", "that we remember")
      case .research: common.say("forskning uden navn", "research without a name")
      case .share: common.say("at vi deler", "that we share")
      }
    }.joined(separator: ", ")
  }

  private func show(_ notebook: Notebook) throws {
    try common.show(Consent.self, of: name, notebook, purpose: nil, through: lens)
  }
}

struct NameCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "name", abstract: "Give a known participant another name or alias.")

  @Argument(help: "The participant, as known so far.") var name: String
  @Argument(help: "The other name.") var new: String
  @Flag(name: .long, help: "It is what we call them, not what they said it was.") var alias = false
  @OptionGroup var circumstances: Circumstances
  @OptionGroup var common: Common

  func run() throws {
    let isShared = try common.open().giveName(new, to: name, isAlias: alias, try circumstances.telling())
    try common.answer(
      common.say("\(name) kendes nu også som \(new).", "\(name) is now also known as \(new).")
        + (isShared ? " " + shared : ""),
      json: Answer(name: name, also: new, isShared: isShared))
  }

  /// A line with the name cannot tell the two apart.
  private var shared: String {
    common.say(
      "Men en anden hedder også \(new): en linje med det navn spørger, hvem der er ment. Brug hellere et navn, der er deres eget.",
      "But somebody else is called \(new) as well: a line with that name asks who is meant. Rather use a name that is theirs alone."
    )
  }

  private struct Answer: Encodable {
    let name: String
    let also: String
    let isShared: Bool
  }
}

struct Same: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Two names are one person; with --not, they are two after all.")

  @Argument(help: "One name.") var one: String
  @Argument(help: "The other name.") var other: String
  @Flag(name: .customLong("not"), help: "They are not the same person.") var isNot = false
  @OptionGroup var circumstances: Circumstances
  @OptionGroup var common: Common

  func run() throws {
    try common.open().tie(one, other, same: !isNot, try circumstances.telling())
    try common.answer(
      isNot
        ? common.say("\(one) og \(other) er to.", "\(one) and \(other) are two.")
        : common.say(
          "\(one) og \(other) er nu én historie. Fortryd: tillid same \"\(one)\" \"\(other)\" --not",
          "\(one) and \(other) are one story now. Undo: tillid same \"\(one)\" \"\(other)\" --not"),
      json: ["one": one, "other": other, "same": isNot ? "no" : "yes"])
  }
}
