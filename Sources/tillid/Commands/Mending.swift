public import ArgumentParser
public import Events
import Notebook

extension EventID: ExpressibleByArgument {
  public init?(argument: String) { self.init(argument) }
}

struct Correct: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Correct an event: its line, its time, or what is read out of it.")

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
    let masked = try notebook.correct(
      event, line: line, happened: try circumstances.time(), given: given, telling)
    let covered = common.say(" Et nummer eller en kode blev dækket til.", " A number or a code was masked.")
    try common.answer(
      common.say(
        "Rettet. Det oprindelige står stadig i loggen.", "Corrected. The original still stands in the log.")
        + (masked.isEmpty ? "" : covered),
      json: ["corrected": event])
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
  @Option(name: .long, help: "It was cancelled, and why.") var cancelled: String?
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
    try common.open().stop(content, telling)
    try common.answer(common.say("Gemt om \(stop).", "Saved about \(stop)."), json: ["stop": stop])
  }
}
