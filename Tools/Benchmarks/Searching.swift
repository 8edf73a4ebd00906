import Events
import Foundation
import Journal
import Keyring
import Notebook
import Rebuild
import Simulation

/// Makes a folder with so many lines about invented participants, each with two words more than the simulation told,
/// out of sixty thousand, the first of them often and the last hardly ever: so many different words do people write.
/// All views are built.
func makeSpoken(_ asked: Asked) throws {
  let (bench, wanted) = (try Workbench(asked.text("folder")), asked.count("lines", 200_000))
  var simulation = Simulation(seed: 1, scale: Double(wanted) / 125_000)
  var (chance, lines) = (Chance(seed: 7), 0)
  while lines < wanted, let steps = simulation.next() {
    let events = steps.map { step in
      var event = step.event
      guard case .note(var line, let given) = event.content, !event.handle.isOrganisation else {
        return event
      }
      line.text += " \(Invented.word(&chance)) \(Invented.word(&chance))"
      event.content = .note(line, given: given)
      lines += 1
      return event
    }
    try bench.notebook.take(events)
  }
  try bench.engine.rebuild(jobs: 2, progress: Progress(total: 0))
  try answer(["lines": lines])
}

/// Searches as a helper makes them, in a process that stays: what the first one takes, then others by one to three
/// words, some of them inflected or with a slip; each with its reads recorded in the log before it is answered, and
/// after every tenth a line is told.
func search(_ asked: Asked) throws {
  let bench = try Workbench(asked.text("folder"))
  let notebook = bench.notebook
  let resident = Memory.now.anonymous
  let first = try seconds { _ = try notebook.search("tandlæge", most: 10) }
  let held = Memory.now.anonymous - resident
  var chance = Chance(seed: 3)
  var (times, after, busy, found): ([Double], [Double], [Double], Int) = ([], [], [], 0)
  for number in 0..<asked.count("searches", 300) {
    let words = Invented.question(&chance)
    let isAfterLine = number % 10 == 9
    if isAfterLine { try tellAboutSomebody(notebook, words) }
    let start = clock()
    let taken = try seconds { found += try notebook.search(words, most: 10).best.count }
    if !isAfterLine { busy.append(Double(clock() - start) / Double(CLOCKS_PER_SEC)) }
    if isAfterLine { after.append(taken) } else { times.append(taken) }
  }
  try answer([
    "first": first, "held": held, "times": times.quantiles, "after": after.quantiles, "busy": busy.quantiles,
    "found": found,
  ])
}

private func tellAboutSomebody(_ notebook: Notebook, _ words: String) throws {
  guard let someone = try notebook.search("tandlæge", most: 1).best.first else { return }
  var telling = Telling(words)
  telling.about = [someone.handle.description]
  _ = try notebook.note(telling)
}

private enum Invented {
  private static let beginnings = [
    "bolig", "børne", "penge", "hunde", "kommune", "læge", "skole", "arbejds", "sygehus", "telefon", "vinter",
    "sommer", "madras", "brænde", "kælder", "havne", "skov", "cykel", "båd", "familie", "nabo", "jule",
    "elev",
    "køkken", "aften", "morgen", "billet", "bank", "støtte", "mor",
  ]
  private static let middles = [
    "plan", "sags", "hus", "bog", "tids", "flytte", "vagt", "rum", "bord", "have", "brev", "kort", "møde",
    "hjælps",
    "kasse", "tøj", "sko", "vej", "bil", "dags", "nøgle", "dør", "lampe", "stol", "tag", "værk", "gangs",
    "leje",
    "pris", "billed",
  ]
  private static let ends = [
    "aftale", "besked", "bunke", "dreng", "ende", "fejl", "fest", "glæde", "gruppe", "hjælp", "indgang",
    "jakke",
    "kage", "klub", "kurv", "leder", "liste", "løfte", "mappe", "melding", "nummer", "opgave", "ordning",
    "papir",
    "plads", "prøve", "regning", "ret", "rest", "seddel", "skema", "stand", "start", "svar", "sum", "sæk",
    "tjeneste",
    "træning", "tur", "type", "ugle", "unge", "vare", "ven", "viden", "vind", "vogn", "væg", "værelse",
    "ydelse",
    "ånd", "år", "ærinde", "æske", "øvelse", "øl", "økse", "ønske", "åbning", "ærme", "ordre", "orden",
    "olie", "ost",
    "ovn", "pude",
  ]
  private static let inflections = ["", "", "n", "en", "r", "er", "s"]
  private static let told = [
    "tandlæge", "kommunen", "hunden", "kaffe", "bilen", "brevet", "mad", "lukkede op", "nej tak", "lejlighed",
  ]

  /// One of sixty thousand, the earlier ones more often.
  static func word(_ chance: inout Chance) -> String {
    let count = beginnings.count * middles.count * ends.count
    let share = pow(Double.random(in: 0..<1, using: &chance), 3)
    let number = Int(share * Double(count))
    let (begin, rest) = (number % beginnings.count, number / beginnings.count)
    return beginnings[begin] + middles[rest % middles.count] + ends[rest / middles.count % ends.count]
  }

  static func question(_ chance: inout Chance) -> String {
    (0..<Int.random(in: 1...3, using: &chance)).map { _ in asked(&chance) }.joined(separator: " ")
  }

  private static func asked(_ chance: inout Chance) -> String {
    switch Int.random(in: 0..<5, using: &chance) {
    case 0: told[Int.random(in: 0..<told.count, using: &chance)]
    case 1: beginnings[Int.random(in: 0..<beginnings.count, using: &chance)]
    case 2: word(&chance) + inflections[Int.random(in: 0..<inflections.count, using: &chance)]
    case 3: slipped(word(&chance), &chance)
    default: word(&chance)
    }
  }

  /// Two letters changed about.
  private static func slipped(_ word: String, _ chance: inout Chance) -> String {
    var letters = Array(word)
    let place = Int.random(in: 1..<letters.count - 2, using: &chance)
    letters.swapAt(place, place + 1)
    return String(letters)
  }
}

/// Seeded chance: SplitMix64, Steele, Lea and Flood 2014.
private struct Chance: RandomNumberGenerator {
  private var state: UInt64
  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
