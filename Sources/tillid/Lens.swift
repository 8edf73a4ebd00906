import ArgumentParser
import Events
import Notebook
import Reading
import Rebuild

/// Through what a view is looked at: as it was known then, up to then with what is known now, by other words.
struct Lens: ParsableArguments {
  @Option(
    name: .customLong("as-of"),
    help: ArgumentHelp(
      "As it was known then: a day, month or minute, ‘i går’, or a position of the log (#1234).",
      valueName: "when"))
  var asOf: String?

  @Flag(name: .long, help: "With --as-of: up to that time, but with all that is known today.")
  var hindsight = false

  @Option(
    name: .long,
    help: ArgumentHelp("What it would say by the words of this file. Nothing is adopted.", valueName: "file"),
    completion: .file())
  var vocabulary: String?

  func validate() throws {
    guard asOf != nil || !hindsight else {
      throw ValidationError("--hindsight says how to look back: say to when with --as-of.")
    }
  }

  var isAsked: Bool { asOf != nil || vocabulary != nil }

  /// - Parameter today: as on this day, when the command was told one.
  func seen(_ common: Common, _ notebook: Notebook, today: String? = nil) throws -> Seen {
    let back = try asOf.map { try notebook.lookBack($0, hindsight: hindsight) }
    let words = try vocabulary.map { CompiledVocabulary(try VocabularyFile.at($0)) }
    return Seen(
      retelling: Retelling(back?.asOf ?? .now, words: words),
      today: try today == nil ? back?.day ?? common.day(nil) : common.day(today),
      naming: try common.naming(notebook, words), back: back, file: vocabulary, language: common.lang)
  }
}

/// What a view is looked at through, made ready.
struct Seen {
  let retelling: Retelling
  let today: Day
  let naming: (Kind) -> String
  fileprivate let back: LookBack?
  fileprivate let file: String?
  fileprivate let language: Language
}

extension Seen {
  /// What is shown, in one line above the view; nil for the view as it is served.
  func remark(amendedSince count: Int = 0) -> String? {
    let parts = [back.map(remark), amended(count), file.map(remark)].compactMap(\.self)
    return parts.isEmpty ? nil : parts.joined(separator: " ")
  }

  private func remark(_ back: LookBack) -> String {
    let time = language.moment(back.time)
    return switch back.asOf {
    case .now, .known:
      language.say(
        "Som det var kendt til og med \(time): kun hvad der var fortalt da.",
        "As it was known up to and including \(time): only what had been told by then.")
    case .position(let position):
      language.say(
        "Som det var kendt ved position \(position), \(time): kun hvad der var fortalt da.",
        "As it was known at position \(position), \(time): only what had been told by then.")
    case .happened:
      language.say(
        "Til og med \(time), med alt, hvad vi ved i dag.",
        "Up to and including \(time), with all that is known today.")
    }
  }

  private func amended(_ count: Int) -> String? {
    guard count > 0 else { return nil }
    return language.say(
      "\(count) af linjerne er siden rettet eller taget ud.",
      "\(count) of the lines \(count == 1 ? "has" : "have") been corrected or taken out since.")
  }

  private func remark(_ file: String) -> String {
    language.say(
      "Læst med ordene i \(file), som ikke er taget i brug.",
      "Read by the words of \(file), which are not adopted.")
  }
}

extension Language {
  /// A date, with the time of day where it is known.
  fileprivate func moment(_ when: When) -> String {
    guard let clock = when.clock else { return date(when) }
    let minute = clock.minute < 10 ? "0\(clock.minute)" : "\(clock.minute)"
    return "\(date(when)) \(clock.hour):\(minute)"
  }
}
