public import Access
internal import Events
internal import Journal
public import Machines
internal import Markup
public import Notebook
internal import Reading
internal import Rebuild
internal import Synchronization

/// All that a request may ask of: the log and its views, who may come in, and how pages look.
public final class Site: Sendable {
  public let notebook: Notebook
  public let register: Register
  public let settings: Settings
  public let count = Counts()
  let shelf: PageShelf
  let notes = Notes()
  /// Who looked at what, on its way into the log.
  public let reads: ReadBook
  let lastLines = LastLines()
  let lastPledges = LastPledges()
  let formIDs = FormIDs()
  let evenings = Evenings()
  let daily = DailyLooks()
  /// With every request, by whence it comes and by whose device it is.
  let patience: Patience
  /// With what can be tried out and went wrong, by whence it comes: ten at once, ten a minute.
  let guardedPatience = Patience(burst: 10, perSecond: 1.0 / 6)
  let works = Works()
  let wordsChecked = WordsChecked()
  let provider: ProviderTalk?
  /// Where orders to the organisation's machines are carried out.
  let machines: FleetDesk
  let clock: @Sendable () -> Now
  let instant: @Sendable () -> ContinuousClock.Instant
  private let port = Atomic<Int>(0)

  /// - Parameters:
  ///   - machines: of the process that carries as well; one of its own, if not given.
  ///   - clock: asked once for each request.
  ///   - instant: by which it is measured how often somebody asks; nobody sets it back.
  public init(
    _ notebook: Notebook, _ register: Register, _ settings: Settings = Settings(),
    machines: FleetDesk? = nil,
    clock: @escaping @Sendable () -> Now = Now.read,
    instant: @escaping @Sendable () -> ContinuousClock.Instant = { .now }
  ) throws {
    (self.notebook, self.register, self.settings) = (notebook, register, settings)
    (self.clock, self.instant) = (clock, instant)
    self.machines = machines ?? FleetDesk(notebook, in: settings.data)
    shelf = try PageShelf()
    reads = try ReadBook(
      notebook, in: notebook.engine.journal.path + "/../access/reads", pause: settings.readsPause)
    provider = settings.provider.map { ProviderTalk(provider: $0, complain: settings.complain) }
    patience = Patience(burst: 3 * settings.mostPerSecond, perSecond: settings.mostPerSecond)
  }

  /// How it is reached from outside. Where any free port was asked for, that is known when it listens.
  public var address: String {
    guard settings.address.hasSuffix(":0") else { return settings.address }
    return settings.address.dropLast() + "\(port.load(ordering: .relaxed))"
  }

  func listens(on port: Int) { self.port.store(port, ordering: .relaxed) }

  /// When nothing more is asked: what waits goes into the log.
  public func close() throws { try reads.close() }

  /// What a kind is called in the vocabulary that holds now.
  func naming(_ language: Language) throws -> (Kind) -> String {
    let named = try notebook.engine.words().kinds.map { ($0.kind, language.say($0.danish, $0.english)) }
    let names = Dictionary(named) { first, _ in first }
    return { names[$0] ?? $0.rawValue }
  }
}

/// How the server is run.
public struct Settings: Sendable {
  /// How it is reached from outside, `https://tillid.example`; for invitations, and to tell its own forms from others'.
  public var address: String
  /// Behind a proxy, or with a certificate of its own, cookies travel encrypted only.
  public var isSecure: Bool
  /// Where the data lie; for what runs beside the server.
  public var data: String
  /// Where backups lie; nil where nobody said so.
  public var backups: String?
  /// Of this program, as it stands in what it makes.
  public var version = ""
  /// What long works are done by: this very program.
  public var program = "/proc/self/exe"
  /// After so many seconds without a sign of life, the PIN is asked for.
  public var idleSeconds: Int64 = 15 * 60
  /// Behind a proxy, which then says whom it asks for.
  public var isProxied = false
  /// Requests from one place, or of one device, in the long run; three times as many at once.
  public var mostPerSecond = 100.0
  /// For how many seconds looks into histories are gathered before they are told to the log.
  public var readsPause = 1.0
  /// Who else makes sure of people, beside invitations.
  public var provider: Provider?
  /// What a monitor says of itself (`Authorization: Bearer …`), so that it is told of the other machines as well; nil
  /// where nobody is.
  public var monitorToken: String?
  /// Told what only whoever runs the machine can mend; no person's name or word is in it.
  public var complain: @Sendable (String) -> Void = { _ in }

  public init(address: String = "http://127.0.0.1:8080", isSecure: Bool = false, data: String = "") {
    (self.address, self.isSecure, self.data) = (address, isSecure, data)
  }
}
