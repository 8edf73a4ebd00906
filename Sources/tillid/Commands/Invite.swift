public import Access
public import ArgumentParser
import Events
import Keyring
import Notebook

extension Role: ExpressibleByArgument {
  public init?(argument: String) { self.init(name: argument) }
  public var defaultValueDescription: String { name }
  public static var allValueStrings: [String] { allCases.map(\.name) }
  /// None: their names say it, and the list of them would stand empty in the help.
  public static var allValueDescriptions: [String: String] { [:] }
}

struct InviteCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "invite",
    abstract: "Let somebody in on the web pages: a link that works once, on one device, for a week.",
    discussion: """
      They open the link and choose a PIN for that device; nobody has a password. For somebody who is here already it \
      opens one more device, and their roles and stops become those that are given. It works beside a server that runs.
      """)

  @Argument(help: "The name by which they write.") var name: String
  @Option(
    name: .long, help: "helper, researcher or admin; may be repeated. A newcomer is a helper if not said.")
  var role: [Role] = []
  @Option(
    name: .long,
    help: ArgumentHelp("A stop whose participants they see; may be repeated.", valueName: "stop"))
  var stop: [String] = []
  @Option(
    name: .long, help: ArgumentHelp("How the pages are reached, if not as last served.", valueName: "url"))
  var address: String?
  @OptionGroup var common: Common

  func run() throws {
    let register = try common.folder.register()
    let now = Now.read()
    let (secret, invitation) = try invite(register, now.moment)
    let base = try address ?? register.address() ?? Serve.defaultAddress
    let link = base + "/sign-in/" + secret
    guard !common.json else {
      return try Terminal.json(InvitedJSON(name: name, link: link, until: invitation.endsAt.description))
    }
    print(
      Terminal.wrap(
        common.say(
          "\(name) kommer ind med dette link, én gang og på én enhed, senest \(common.lang.date(now.today + 7)):",
          "\(name) comes in by this link, once and on one device, by \(common.lang.date(now.today + 7)):"),
        indent: 0))
    print("\n\(link)\n")
    for line in QRCode(link)?.lines ?? [] { print(Terminal.painted(line)) }
  }

  private func invite(_ register: Register, _ now: Moment) throws -> (secret: String, Invitation) {
    guard let person = try register.person(named: name) else {
      return try register.invite(name, role.isEmpty ? [.helper] : Set(role), stops: stop, by: "", now)
    }
    try register.change(person.id) { account in
      if !role.isEmpty { account.roles = Set(role) }
      if !stop.isEmpty { account.stops = stop }
    }
    return try register.invite(person.id, by: "", now)
  }
}

private struct InvitedJSON: Encodable {
  let name: String
  let link: String
  let until: String
}

extension DataFolder {
  /// Who may come in; beside whoever has the rest of the folder open.
  func register() throws -> Register {
    guard exists else { throw CommandError.noData(path) }
    let keyring = try Keyring(
      at: path + "/keys", master: try masterKey(settling: false), mapBytes: mapBytes, readOnly: true)
    return try Register(at: accessPath, keyring)
  }

  var accessPath: String { path + "/access" }
}

extension Terminal {
  /// White squares on black, whatever the colours of the terminal are.
  static func painted(_ line: String) -> String { isRich ? "\u{1B}[97;40m\(line)\u{1B}[0m" : line }
}
