import ArgumentParser
import Events
import Foundation
import Keyring
import Notebook
import Rebuild
import Releases
import Research
import Scrutiny

struct ReleaseVerify: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Check a release from its files alone: every pattern of up to L events, every hash.")
  @Argument(help: "The folder.", completion: .directory) var folder: String
  @Option(
    name: .long, help: ArgumentHelp("Hold it to this policy instead of its manifest.", valueName: "file"))
  var policy: String?
  @OptionGroup var common: Common

  func run() throws {
    if let open = try OpenScrutiny(ReleaseFolder(path: folder)) {
      Terminal.complain(
        common.say(
          "Niveau C: ingens hændelser står i det, så her er ingen mønstre at tælle. Støjen blev efterprøvet, da den blev trukket.",
          "Tier C: nobody's events stand in it, so there are no patterns to count. The noise was audited when it was drawn."
        ))
      return try common.tell(open.figures)
    }
    let policy = try policy.map { try common.policy($0, nil) }
    let line = ProgressLine(common.say("efterprøver", "verifying"), common.lang, unit: "%")
    let verdict = try Verifier(folder: ReleaseFolder(path: folder), policy: policy).verdict {
      line.tell(Int($0.done * 100), of: 100)
    }
    try common.tell(verdict.figures, violators: verdict.violators)
  }
}

struct ReleaseAttack: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "attack",
    abstract: "Attack a release with what its recipient has, and print how far that comes.")
  @Argument(help: "The folder.", completion: .directory) var folder: String
  @Option(
    name: .long,
    help: ArgumentHelp("Earlier releases that the same recipient may hold.", valueName: "folder"),
    completion: .directory)
  var earlier: [String] = []
  @Option(
    name: .long, help: ArgumentHelp("Hold it to this policy instead of its manifest.", valueName: "file"))
  var policy: String?
  @Option(name: .long, help: "Which targets and points are drawn.") var seed: UInt64 = 1
  @OptionGroup var common: Common

  func run() throws {
    guard try OpenScrutiny(ReleaseFolder(path: folder)) == nil else { throw NothingToAttack() }
    let policy = try policy.map { try common.policy($0, nil) }
    let line = ProgressLine(common.say("angriber", "attacking"), common.lang, unit: "%")
    let suite = try AttackSuite(
      folder: ReleaseFolder(path: folder), policy: policy,
      earlier: earlier.map { ReleaseFolder(path: $0) }, seed: seed)
    try common.tell(try suite.figures { line.tell(Int($0.done * 100), of: 100) })
  }
}

/// Of tier C.
private struct NothingToAttack: Refusal {
  func sentence(_ language: Language) -> String {
    language.say(
      "niveau C har ingens hændelser, så der er ingen at finde: ‘tillid release verify’ holder filerne op mod manifestet, og dér står, hvad støjen skjuler",
      "tier C has nobody's events, so there is nobody to find: ‘tillid release verify’ holds the files against the manifest, where it stands what the noise hides"
    )
  }
}

extension Common {
  /// The figures; a refusal where one does not hold.
  fileprivate func tell(_ figures: [Scrutiny.Figure], violators: [Violator] = []) throws {
    let failed = figures.filter { !$0.holds }
    if json {
      try Terminal.json(figures)
    } else {
      for figure in figures {
        print((figure.holds ? "✓ " : "✗ ") + say(figure.danish, figure.english))
      }
      for violator in violators.prefix(10) {
        print(
          "  \(violator.knowledge.rawValue): \(violator.pattern.joined(separator: ", ")) (\(violator.people))"
        )
      }
    }
    guard failed.isEmpty else {
      throw ResearchRefusal.failed(failed.map { ResearchRefusal.Reason($0.danish, $0.english) })
    }
  }
}

struct ReleaseList: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "The releases: for whom, when, whether they live, and what is spent of the budget of noise.")
  @OptionGroup var common: Common

  func run() throws {
    let releases = try common.open().engine.releases()
    guard !common.json else { return try Terminal.json(releases.map(LoggedJSON.init)) }
    if releases.isEmpty {
      print(common.say("Intet har forladt huset.", "Nothing has left."))
    }
    for release in releases { print(common.line(release)) }
    if let budget = common.budget(Ledger(releases.map(\.released))) { print("\n" + budget) }
  }
}

struct ReleaseShow: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "One release; with --dossier all that only we may see.")
  @Argument(help: "Its id, or its study.") var release: String
  @Flag(name: .long, help: "Exact numbers, figures and policy, from the data folder.") var dossier = false
  @OptionGroup var common: Common

  func run() throws {
    let notebook = try common.open()
    let logged = try notebook.engine.release(release)
    guard dossier else {
      guard !common.json else { return try Terminal.json(LoggedJSON(logged)) }
      print(common.line(logged))
      if !logged.released.question.isEmpty { print("  \(logged.released.question)") }
      return
    }
    guard let found = try common.folder.shelf(notebook.engine).dossier(of: logged.handle) else {
      throw ResearchRefusal.noDossier(logged.id)
    }
    guard !common.json else { return try Terminal.json(found) }
    print(common.line(logged))
    for line in found.lines(common.lang) { print(Terminal.wrap(line, indent: 0)) }
    print("\n\(found.policy)", terminator: "")
  }
}

struct ReleaseRecall: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "recall",
    abstract:
      "Note that a release is taken back, and that its recipient has signed that nothing of it is left.",
    discussion: "First --certificate, which prints the text to sign; then without it, when it is signed.")
  @Argument(help: "Its id, or its study.") var release: String
  @Flag(name: .long, help: "Print what the recipient is to sign, and note nothing.") var certificate = false
  @Option(name: .long, help: "Why.") var reason = ""
  @Option(name: .long, help: ArgumentHelp("Who notes it.", valueName: "name"))
  var by = ProcessInfo.processInfo.environment["TILLID_HELPER"] ?? ""
  @OptionGroup var common: Common

  func run() throws {
    let notebook = try common.open()
    let logged = try notebook.engine.release(release)
    guard !certificate else {
      let paper = Certificate(logged.released, id: logged.id, made: logged.when.day)
      return print(paper.text(common.lang))
    }
    var telling = Telling("")
    telling.by = by
    try notebook.recall(release: logged.handle, reason: reason, telling)
    try common.answer(
      common.say("Noteret: \(logged.id) er kaldt tilbage.", "Noted: \(logged.id) is recalled."),
      json: ["recalled": logged.id])
  }
}

struct ReleaseEnd: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "end",
    abstract: "Destroy the key of a release: nobody can say any more whose a pseudonym is.",
    discussion: "It cannot be undone, and the release cannot be made again. Its rows stay where they are.")
  @Argument(help: "Its id, or its study.") var release: String
  @Flag(name: .long, help: "Yes, it cannot be undone.") var yes = false
  @OptionGroup var common: Common

  func run() throws {
    let notebook = try common.open()
    let logged = try notebook.engine.release(release)
    guard !logged.isEnded else { throw ResearchRefusal.ended(logged.id) }
    guard yes else { throw EndNotConfirmed(id: logged.id) }
    let ended = try notebook.end(release: logged.handle)
    try common.answer(
      common.say(
        "\(logged.id) er afsluttet: nøglen er destrueret, og ingen kan mere sige, hvem et pseudonym er. Kvittering: \(ended.receipt?.description ?? "-")",
        "\(logged.id) has ended: its key is destroyed, and nobody can say any more whose a pseudonym is. Receipt: \(ended.receipt?.description ?? "-")"
      ), json: ["ended": logged.id, "receipt": ended.receipt?.description ?? ""])
  }
}

private struct EndNotConfirmed: Refusal {
  let id: String

  func sentence(_ language: Language) -> String {
    language.say(
      "intet er gjort: det kan ikke fortrydes, så skriv ‘tillid release end \(id) --yes’, hvis det er meningen",
      "nothing was done: it cannot be undone, so write ‘tillid release end \(id) --yes’ to mean it")
  }
}

extension Common {
  /// What is spent of everybody's budget of noise, and what is left; nil where nothing is.
  fileprivate func budget(_ ledger: Ledger) -> String? {
    guard !ledger.all.isEmpty else { return nil }
    let (spent, left) = (lang.decimal(ledger.spent), lang.decimal(ledger.left, isRoundedUp: false))
    let whole = lang.decimal(Ledger.lifetime)
    return say(
      "Støjens budget (ε ved δ = 10⁻⁶): \(spent) af \(whole) er brugt for altid, \(left) er tilbage.",
      "The budget of noise (ε at δ = 10⁻⁶): \(spent) of \(whole) is spent for ever, \(left) is left.")
  }

  fileprivate func line(_ release: LoggedRelease) -> String {
    let released = release.released
    let state =
      release.isEnded
      ? say("afsluttet", "ended")
      : release.recalled != nil ? say("kaldt tilbage", "recalled") : say("lever", "live")
    let to = [released.recipient, released.institution].filter { !$0.isEmpty }.joined(separator: ", ")
    return
      "\(release.id)  \(lang.date(release.when))  \(released.study)  \(released.tier)  \(lang.number(released.participants)) \(say("deltagere", "participants"))  \(to)  \(state)"
      + (Ledger([released]).all.first.map { "  ε \(lang.decimal($0.epsilon))" } ?? "")
  }
}

private struct LoggedJSON: Encodable {
  let id: String
  let event: String
  let study: String
  let tier: String
  let recipient: String
  let institution: String
  let question: String
  let made: String
  let position: UInt64
  let participants: Int
  let events: Int
  let policy: String
  let manifest: String
  let recalled: Bool
  let ended: Bool
  /// At δ = 10⁻⁶; of tier C.
  let epsilon: Double?

  init(_ release: LoggedRelease) {
    let released = release.released
    (id, event, study, tier) = (release.id, release.event.description, released.study, released.tier)
    (recipient, institution, question) = (released.recipient, released.institution, released.question)
    (made, position) = (release.when.description, released.position)
    (participants, events) = (released.participants, released.events)
    (policy, manifest) = (released.policy.hexadecimal, released.manifest.hexadecimal)
    (recalled, ended) = (release.recalled != nil, release.isEnded)
    epsilon = Ledger([released]).all.first?.epsilon.value
  }
}
