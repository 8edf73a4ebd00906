public import ArgumentParser
public import Events
import Notebook

extension EventID: ExpressibleByArgument {
  public init?(argument: String) { self.init(argument) }
}

struct Correct: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Correct an event: its line, its time, or what is read out of it.",
    discussion: """
      A line about several is parted anew by its new words, and one about others than before goes over to them; write \
      all of it. With … in it, the words are those of this one's record alone.
      """)

  @Argument(help: "The event's id, as ‘tillid timeline NAME --ids’ shows it.") var event: EventID
  @Option(name: .long, help: "The line as it should be.") var line: String?
  @Option(name: .long, help: ArgumentHelp("It does tell this: KIND or KIND:MODE.", valueName: "kind"))
  var tells: [String] = []
  @Option(
    name: .long,
    help: ArgumentHelp("It does not tell this: KIND in any mode, or KIND:MODE.", valueName: "kind"))
  var not: [String] = []
  @OptionGroup var circumstances: Circumstances
  @OptionGroup var common: Common

  func validate() throws {
    guard line != nil || circumstances.when != nil || !tells.isEmpty || !not.isEmpty else {
      throw ValidationError("Say what to correct: --line, --when, --tells or --not.")
    }
  }

  func run() throws {
    let notebook = try common.open()
    // What it is not comes first: ‘--not meal --tells meal:declined’ leaves the meal that was declined.
    let given = try notebook.kinds(not: not) + notebook.kinds(tells)
    var telling = try circumstances.telling()
    telling.when = nil
    let happened = try circumstances.time()
    guard let line else {
      try notebook.correct(event, line: nil, happened: happened, given: given, telling)
      return try tell(Corrected(), notebook)
    }
    try tell(
      try notebook.correct(wordsOf: event, line, happened: happened, given: given, telling), notebook)
  }

  private func tell(_ corrected: Corrected, _ notebook: Notebook) throws {
    guard !common.json else { return try Terminal.json(CorrectedJSON(event, corrected)) }
    for sentence in corrected.sentences(common.lang, try common.naming(notebook)) {
      print(Terminal.wrap(sentence, indent: 0))
    }
  }
}

/// What became of a correction, for machines.
private struct CorrectedJSON: Encodable {
  let corrected: EventID
  /// What was corrected, or, where the line is about others now, what tells it anew.
  let events: [EventID]
  /// What took it out as it stood.
  let retractions: [EventID]
  let about: [String]
  let shares: [ShareJSON]
  let noMore: [String]
  let masked: [String]

  init(_ event: EventID, _ told: Corrected) {
    (corrected, events, retractions) = (event, told.kept.events, told.retractions)
    (about, noMore) = (told.kept.about, told.noMore)
    shares = told.kept.shares.map { ShareJSON(name: $0.name, line: $0.line) }
    masked = told.kept.masked.map { "\($0)" }.sorted()
  }
}

extension Corrected {
  /// What the helper is told: with whom the line stands now, what of it with each, and how to undo it.
  func sentences(_ language: Language, _ naming: (Kind) -> String) -> [String] {
    var said = [
      language.say(
        "Rettet. Det oprindelige står stadig i loggen.", "Corrected. The original still stands in the log.")
    ]
    if !retractions.isEmpty { said.append(moved(language)) }
    return said + kept.remarks(language, naming) + undo(language)
  }

  private func moved(_ language: Language) -> String {
    let and = language.say(" og ", " and ")
    let (now, gone) = (kept.about.joined(separator: and), noMore.joined(separator: and))
    let stands =
      now.isEmpty
      ? language.say("Linjen er nu om stoppet", "The line is now about the stop")
      : language.say("Linjen står nu hos \(now)", "The line now stands with \(now)")
    return stands + (gone.isEmpty ? "." : language.say(", ikke mere hos \(gone).", ", with \(gone) no more."))
  }

  private func undo(_ language: Language) -> [String] {
    guard let told = kept.events.first, let out = retractions.first else { return [] }
    let (first, second) = ("tillid retract \(told)", "tillid retract \(out)")
    return [language.say("Fortryd: \(first), og så \(second)", "Undo: \(first), and then \(second)")]
  }
}

struct Retract: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Take an event out of every view; retract the retraction to bring it back.")

  @Argument(help: "The event's id.") var event: EventID
  @Option(name: .long, help: "Why.") var reason: String = ""
  @OptionGroup var circumstances: Circumstances
  @OptionGroup var common: Common

  func run() throws {
    let retracted = try common.open().retract(event, reason: reason, try circumstances.telling())
    let (id, names) = (retracted.ids[0], retracted.about)
    let done =
      retracted.isBack ? common.say("Står der igen", "Stands again") : common.say("Taget ud", "Taken out")
    let whose =
      names.count > 1
      ? common.say(" hos ", " with ") + names.joined(separator: common.say(" og ", " and ")) : ""
    try common.answer(
      done + whose + common.say(". Fortryd: tillid retract \(id)", ". Undo: tillid retract \(id)")
        + unread(retracted.unread),
      json: Answer(retracted: event, by: id, all: retracted.ids))
  }

  /// Of these nobody knows whether they are of the same line.
  private func unread(_ events: [EventID]) -> String {
    guard !events.isEmpty else { return "" }
    let ids = events.map(\.description).joined(separator: ", ")
    return common.say(
      ". Kan ikke læses, så det vides ikke, om det er samme linje: \(ids)",
      ". Cannot be read, so that nobody knows whether it is the same line: \(ids)")
  }

  private struct Answer: Encodable {
    let retracted: EventID
    let by: EventID
    /// More than one where the line stood with several.
    let all: [EventID]
  }
}

struct Stop: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Open, cancel or count a stop. A line does as well: tillid note \"18 kaffe, 7 mad\" --at Nibe")

  @Argument(help: "The stop.") var stop: String
  @Option(name: .long, help: ArgumentHelp("It was cancelled, and why.", valueName: "why")) var cancelled:
    String?
  @Option(name: .long, help: "How many were there.") var heads: Int?
  @Option(name: .long, help: "How many meals.") var meals: Int?
  @Option(name: .long, help: "How many were new.") var new: Int?
  @OptionGroup var circumstances: Circumstances
  @OptionGroup var common: Common

  func validate() throws {
    for number in [heads, meals, new] {
      guard (0...10_000).contains(number ?? 0) else {
        throw ValidationError("A count lies between 0 and 10000.")
      }
    }
  }

  func run() throws {
    var telling = try circumstances.telling()
    telling.at = stop
    let counts = Counts(heads: heads, meals: meals, newFaces: new)
    let content: Content =
      if let cancelled { .stopCancelled(reason: cancelled) } else if counts.isEmpty { .stopOpened } else {
        .stopCounted(counts)
      }
    let event = try common.open().stop(content, telling)?.description ?? ""
    try common.answer(
      common.say(
        "Gemt om \(stop). Fortryd: tillid retract \(event)",
        "Saved about \(stop). Undo: tillid retract \(event)"),
      json: ["stop": stop, "event": event])
  }
}
