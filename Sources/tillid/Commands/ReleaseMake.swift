import Anonymity
import ArgumentParser
import Events
import Foundation
import Journal
import Keyring
import Noise
import Notebook
import Rebuild
import Releases
import Research

struct ReleaseMake: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "make",
    abstract: "Make a release: read, anonymise, write, verify, attack, and hand the folder out.",
    discussion: """
      What does not hold what the policy promises is not handed out, and the reasons are told. --rehearse makes and \
      measures all of it and keeps nothing. --again ID makes the same release again, byte for byte.
      """)

  @Option(
    name: .long, help: ArgumentHelp("The name of the study, where the policy names none.", valueName: "name"))
  var study: String?
  @Option(name: .long, help: ArgumentHelp("The policy.", valueName: "file"), completion: .file())
  var policy: String?
  @Option(
    name: .long, help: ArgumentHelp("The folder to hand out; it must not be there yet.", valueName: "folder"),
    completion: .directory)
  var to: String?
  @Option(
    name: .long,
    help: ArgumentHelp("Read the log up to this position; to its end, if not said.", valueName: "position"))
  var position: UInt64?
  @Option(name: .long, help: ArgumentHelp("Make this release again.", valueName: "id"))
  var again: String?
  @Option(
    name: .long, help: ArgumentHelp("A recalled release that this one takes the place of.", valueName: "id"))
  var supersedes: [String] = []
  @Flag(name: .long, help: "Make and measure all of it, record nothing, hand out nothing.")
  var rehearse = false
  @Option(name: .long, help: "Threads.") var jobs = ProcessInfo.processInfo.activeProcessorCount
  @Option(name: .long, help: ArgumentHelp("Who approves it.", valueName: "name"))
  var by = ProcessInfo.processInfo.environment["TILLID_HELPER"] ?? ""
  @OptionGroup var common: Common

  func validate() throws {
    guard rehearse != (to != nil) else { throw ValidationError("Give --to FOLDER, or --rehearse.") }
    guard policy != nil || again != nil else { throw ValidationError("Give --policy FILE.") }
    guard jobs > 0 else { throw ValidationError("--jobs takes a number from 1.") }
  }

  func run() throws {
    let notebook = try common.open()
    let shelf = common.folder.shelf(notebook.engine)
    let order = try order(notebook, shelf)
    let shown = StageLine(common)
    let made = try Maker(notebook, shelf, progress: { shown.tell($0) }).make(order)
    shown.finish()
    guard !common.json else { return try Terminal.json(MadeJSON(made, order)) }
    for line in lines(made, order) { print(Terminal.wrap(line, indent: 0)) }
  }

  private func order(_ notebook: Notebook, _ shelf: Shelf) throws -> ReleaseOrder {
    let engine = notebook.engine
    let logged = try again.map { try engine.release($0) }
    var order = ReleaseOrder(try asked(notebook, logged, shelf), to: to)
    if let study, logged == nil { order.policy.study = study }
    (order.position, order.again, order.jobs, order.approver) = (position, logged, jobs, by)
    order.supersedes = try supersedes.map { try engine.release($0).handle }
    order.version = Tillid.configuration.version
    if let program = FileManager.default.contents(atPath: "/proc/self/exe") {
      let bytes = Array(program)
      order.program = try Digest.sha256(bytes.span.bytes).hexadecimal
    }
    return order
  }

  /// Of the file, or of the dossier of what is made again.
  private func asked(_ notebook: Notebook, _ logged: LoggedRelease?, _ shelf: Shelf) throws -> Policy {
    if let policy { return try common.policy(policy, logged == nil ? notebook : nil) }
    guard let logged, let dossier = try shelf.dossier(of: logged.handle) else {
      throw ResearchRefusal.policyNeeded(logged?.id ?? "")
    }
    return try Policy(yaml: dossier.policy)
  }

  private func lines(_ made: ReleaseMade, _ order: ReleaseOrder) -> [String] {
    let (released, dossier) = (made.released, made.dossier)
    let (people, events) = (common.lang.number(released.participants), common.lang.events(released.events))
    var lines: [String] = []
    if let to = order.folder {
      lines.append(
        common.say(
          "Udtræk \(made.id) for \(released.study), niveau \(released.tier): \(events) fra \(people) deltagere, i \(to).",
          "Release \(made.id) for \(released.study), tier \(released.tier): \(events) of \(people) participants, in \(to)."
        ))
    } else {
      lines.append(
        common.say(
          "Prøve for \(released.study), niveau \(released.tier): \(events) fra \(people) deltagere ville forlade huset. Intet er gemt.",
          "Rehearsal for \(released.study), tier \(released.tier): \(events) of \(people) participants would leave. Nothing is kept."
        ))
      lines += made.reasons.map {
        common.say("Holdt tilbage af: ", "Held back by: ") + common.say($0.danish, $0.english)
      }
    }
    return lines + dossier.lines(common.lang)
  }
}

extension Dossier {
  /// The figures, one a line, and what was measured.
  func lines(_ language: Language) -> [String] {
    var lines = figures.map { ($0.holds ? "  ✓ " : "  ✗ ") + language.say($0.danish, $0.english) }
    if let report, let utility {
      let share = report.events == 0 ? 0 : report.eventsReleased * 100 / report.events
      lines.append(
        language.say(
          "\(language.number(persons)) havde sagt ja; \(share) % af deres hændelser er med. Garantien kostede \(Int((1 - utility.eventsKept) * 1000)) ‰ af hændelserne; hvad der følger efter hvad, er flyttet \(Int(utility.directlyFollows * 1000)) ‰.",
          "\(language.number(persons)) had said yes; \(share) % of their events are in it. The guarantee cost \(Int((1 - utility.eventsKept) * 1000)) ‰ of events; what follows what has moved by \(Int(utility.directlyFollows * 1000)) ‰."
        ))
      lines += report.lifts.map {
        ($0.cause == .regained
          ? language.say("Fortalt igen: ", "Told again: ")
          : language.say("Gjort grovere: ", "Made coarser: "))
          + "\($0.column) \($0.from) → \($0.to)"
      }
    }
    if let nearness { lines += nearness.lines(language) }
    if !seconds.isEmpty {
      let steps = seconds.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }.joined(separator: ", ")
      lines.append(language.say("Sekunder: \(steps)", "Seconds: \(steps)"))
    }
    return lines
  }
}

extension Nearness {
  /// Against the truth: for us alone.
  fileprivate func lines(_ language: Language) -> [String] {
    var lines = tables.sorted { $0.key < $1.key }.map { name, error in
      language.say(
        "Tabellen \(name) er i midten \(Int((error * 100).rounded())) % fra sandheden; kun til os.",
        "The table \(name) is \(Int((error * 100).rounded())) % from the truth in the median; for us alone.")
    }
    if let transitions {
      lines.append(
        language.say(
          "Hvad der følger efter hvad, er flyttet \(Int((transitions * 1000).rounded())) ‰ i de opdigtede forløb; kun til os.",
          "What follows what has moved by \(Int((transitions * 1000).rounded())) ‰ in the invented streams; for us alone."
        ))
    }
    return lines
  }
}

private struct MadeJSON: Encodable {
  struct Words: Encodable {
    let da: String
    let en: String
  }

  let id: String
  let study: String
  let tier: String
  let folder: String?
  let position: UInt64
  let participants: Int
  let events: Int
  let policy: String
  let manifest: String
  let heldBack: [Words]
  let seconds: [String: Double]
  let peakMegabytes: Int
  let dossier: Dossier

  init(_ made: ReleaseMade, _ order: ReleaseOrder) {
    let released = made.released
    (id, study, tier, folder) = (made.id, released.study, released.tier, order.folder)
    (position, participants, events) = (released.position, released.participants, released.events)
    (policy, manifest) = (released.policy.hexadecimal, released.manifest.hexadecimal)
    heldBack = made.reasons.map { Words(da: $0.danish, en: $0.english) }
    seconds = made.dossier.seconds
    peakMegabytes = Self.peak
    dossier = made.dossier
  }

  /// The most memory that this process has held, from the system's own account.
  private static var peak: Int {
    let status = FileManager.default.contents(atPath: "/proc/self/status") ?? Data()
    let line = String(decoding: status, as: UTF8.self).split(separator: "\n").first { $0.hasPrefix("VmHWM") }
    return (line?.split(whereSeparator: { !$0.isNumber }).first.flatMap { Int($0) } ?? 0) / 1024
  }
}

/// The stages of a release on the line of progress.
final class StageLine: Sendable {
  private let common: Language
  private let reading: ProgressLine
  private let working: ProgressLine

  init(_ common: Common) {
    self.common = common.lang
    reading = ProgressLine(common.say("læser loggen", "reading the log"), common.lang)
    working = ProgressLine(
      common.say("efterprøver og angriber", "verifying and attacking"), common.lang, unit: "%")
  }

  func tell(_ stage: ReleaseStage) {
    switch stage {
    case .reading(let done, let total): reading.tell(done, of: total)
    case .verifying(_, _, let done): working.tell(Int(done * 50), of: 100)
    case .attacking(_, _, let done): working.tell(50 + Int(done * 50), of: 100)
    case .anonymising, .writing: break
    }
  }

  func finish() { _ = working.finish(100) }
}
