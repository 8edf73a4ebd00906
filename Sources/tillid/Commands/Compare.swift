import ArgumentParser
import Events
import Foundation
import Journal
import Keyring
import Markup
import Notebook
import Rebuild

struct Compare: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Say what rehearsed views would tell otherwise than those that are shown: for whom, and why.",
    discussion: """
      Without a name: how many, why, and a few examples. With a name: all that changes for that participant. With \
      --json: everybody, or as many as --examples says. Whose changes are shown has it in their story.
      """)

  @Argument(help: "One participant.") var name: String?
  @Option(
    name: .long,
    help: ArgumentHelp(
      "The edition to compare with; the one that is read now, if not said.", valueName: "number"))
  var from: Int?
  @Option(
    name: .long,
    help: ArgumentHelp("The edition to compare; the rehearsed one, if not said.", valueName: "number")
  )
  var to: Int?
  @Option(name: .long, help: "Participants shown; 3, or all with --json, if not said.") var examples: Int?
  @Option(name: .long, help: "Threads that compare.")
  var jobs = ProcessInfo.processInfo.activeProcessorCount
  @Option(name: .long, help: ArgumentHelp("Who reads.", valueName: "helper"))
  var by = ProcessInfo.processInfo.environment["TILLID_HELPER"] ?? ""
  @OptionGroup var common: Common

  func validate() throws {
    guard (1...256).contains(jobs) else { throw ValidationError("--jobs takes a number from 1 to 256.") }
    guard examples ?? 0 >= 0 else { throw ValidationError("--examples takes no number below 0.") }
  }

  func run() throws {
    let notebook = try common.open()
    let comparison = try common.compare(notebook, from: from, to: to, jobs: jobs)
    let people = try people(comparison, notebook)
    var telling = Telling("")
    telling.by = by
    try notebook.recordCompared(people, telling)
    let names = try notebook.namesMentioned()
    let told = try people.map { person in
      ToldChanges(
        try notebook.name(of: person.handle), person, LineShowing(names: names, common.lang), common)
    }
    guard !common.json else { return try Terminal.json(ComparisonJSON(comparison, told, common.lang)) }
    guard name == nil else { return show(told) }
    Terminal.show(common.page(comparison))
    for one in told { Terminal.show(Page(title: "\n" + one.name, parts: one.rows)) }
    if case let hint = hint(comparison), !hint.isEmpty { print("\n" + Terminal.quiet(hint)) }
  }

  private func people(_ comparison: Comparison, _ notebook: Notebook) throws -> [Comparison.Person] {
    guard let name else {
      let most = examples ?? (common.json ? comparison.people.count : 3)
      return try notebook.shown(comparison.examples(most))
    }
    let keeper = try notebook.engine.keeper(of: try notebook.participant(named: name))
    return try notebook.shown(comparison.people.filter { $0.handle == keeper })
  }

  private func show(_ told: [ToldChanges]) {
    guard let one = told.first else {
      return print(common.say("For \(name ?? "") ændres intet.", "Nothing changes for \(name ?? "")."))
    }
    Terminal.show(Page(title: one.name, parts: one.rows))
  }

  private func hint(_ comparison: Comparison) -> String {
    let one = common.say(
      "Se én: tillid compare \"NAVN\" · alle: tillid compare --json",
      "See one: tillid compare \"NAME\" · all: tillid compare --json")
    let next = common.say("tag i brug: ", "switch: ") + "tillid rebuild --switch"
    let hints = [comparison.people.isEmpty ? nil : one, to == nil ? next : nil].compactMap(\.self)
    return hints.joined(separator: " · ")
  }
}

extension Common {
  /// What rehearsed views would tell otherwise; with progress where it takes long.
  func compare(
    _ notebook: Notebook, from: Int? = nil, to: Int? = nil,
    jobs: Int = ProcessInfo.processInfo.activeProcessorCount
  ) throws -> Comparison {
    let line = ProgressLine(say("sammenligner", "comparing"), lang, unit: say("mennesker", "people"))
    defer { line.clear() }
    let people = try notebook.engine.keyring.count().live
    return try notebook.engine.compare(
      from: from, to: to, today: try day(nil), jobs: jobs,
      progress: Progress(total: people) { line.tell($0, of: $1) })
  }

  /// What the rehearsed views would change, with nobody's name in it: for the end of a rehearsal. While somebody
  /// else writes, the two cannot be brought to the same end of the log; then it is left to ‘tillid compare’.
  func showComparison() throws {
    do {
      let notebook = try folder.notebook()
      // Where nothing is served yet there is nothing to compare with.
      guard try !notebook.engine.needsBuilding() else { return }
      Terminal.show(page(try compare(notebook)))
    } catch JournalError.writerBusy {}
  }

  /// The summary of a comparison.
  func page(_ comparison: Comparison) -> Page {
    let (changed, all) = (lang.number(comparison.people.count), people(comparison.persons))
    var page = Page(
      title: comparison.people.isEmpty
        ? say("Intet ændres for nogen af \(all).", "Nothing changes for any of \(all).")
        : say("\(changed) af \(all) ændres.", "\(changed) of \(all) change."))
    page.parts = [.remark(editions(comparison))]
    if !comparison.otherCode.isEmpty {
      let views = comparison.otherCode.joined(separator: ", ")
      page.parts.append(.remark(say("Bygget af ny kode: \(views).", "Built by new code: \(views).")))
    }
    page.parts += section(
      say("Hvorfor", "Why"),
      comparison.extents.map { extent in
        let count = lang.number(extent.changes)
        return Row(
          lang.name(extent.reason),
          say("\(count) hos \(participants(extent.people))", "\(count) for \(participants(extent.people))"))
      })
    page.parts += section(
      say("Hvor", "Where"), comparison.views.map { Row($0.view, participants($0.people)) })
    return page + section(say("Tallene", "Figures"), comparison.sums.flatMap(rows))
  }

  private func people(_ count: Int) -> String {
    lang.number(count) + say(count == 1 ? " menneske" : " mennesker", count == 1 ? " person" : " people")
  }

  private func editions(_ comparison: Comparison) -> String {
    say(
      "Udgave \(comparison.to) holdt op mod udgave \(comparison.from).",
      "Edition \(comparison.to) held against edition \(comparison.from).")
  }

  private func section(_ heading: String, _ rows: [Row]) -> [Part] {
    rows.isEmpty ? [] : [.heading(heading)] + rows.map { .row($0) }
  }

  /// Sums of one view that are shown one by one; of more, the first.
  private static let mostSums = 8

  private func rows(_ sums: ViewChanges) -> [Row] {
    let rows = sums.changes.prefix(Self.mostSums).map { Row(sums.view, $0.sentence(lang).text) }
    let rest = sums.changes.count - rows.count
    guard rest > 0 else { return rows }
    return rows + [Row(sums.view, say("og \(lang.number(rest)) andre", "and \(lang.number(rest)) others"))]
  }
}

private func + (page: Page, parts: [Part]) -> Page { Page(title: page.title, parts: page.parts + parts) }
