import ArgumentParser
import Events
import Notebook
import Rebuild
import Simulation

struct Simulate: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract:
      "Fill a data folder with an invented organisation of the real one's shape. Never a real person.",
    discussion: "The same seed, start, years and scale give the same history. Nothing is held in memory.")

  @Option(name: .long, help: "The seed.") var seed: UInt64 = 1
  @Option(name: .long, help: "Years.") var years = 5
  @Option(name: .long, help: "1 is the real size; 50 gives some ten million events.") var scale = 1.0
  @Option(name: .long, help: "The first day.") var start = "2021-11-22"
  @OptionGroup var common: Common

  func validate() throws {
    guard (1...20).contains(years) else { throw ValidationError("--years takes a number from 1 to 20.") }
    guard (0.001...100).contains(scale) else {
      throw ValidationError("--scale takes a number from 0.001 to 100.")
    }
    do { _ = try When(edtf: start) } catch { throw ValidationError("\(error)") }
  }

  func run() throws {
    if !common.folder.exists { try Init.quietly(common) }
    let notebook = try common.open()
    var simulation = Simulation(seed: seed, years: years, scale: scale, start: try When(edtf: start).day)
    let line = ProgressLine(common.say("fortæller", "telling"), common.lang)
    let expected = Int(Double(years) * 45_000 * scale)
    var events: [Event] = []
    while let steps = simulation.next() {
      events += steps.map(\.event)
      guard events.count >= 8192 else { continue }
      try notebook.take(events, settling: true)
      events.removeAll(keepingCapacity: true)
      line.tell(simulation.told.events, of: expected)
    }
    try notebook.take(events, settling: true)
    let told = simulation.told
    let done = line.finish(told.events)
    try common.answer(
      common.say(
        "\(done) i loggen. Visningerne bygges af: tillid rebuild",
        "\(done) in the log. The views are built by: tillid rebuild"), json: ToldJSON(told))
    if !common.json { print(told.summary(common.lang)) }
  }
}

private struct ToldJSON: Encodable {
  let events: Int
  let lines: Int
  let participants: Int
  let withdrawn: Int
  let erased: Int
  let stopsHeld: Int
  let stopsCancelled: Int
  let peopleMet: Int
  let meals: Int
  let newFaces: Int

  init(_ told: Totals) {
    (events, lines, participants) = (told.events, told.lines, told.participants)
    (withdrawn, erased) = (told.withdrawn, told.erased)
    (stopsHeld, stopsCancelled) = (told.stopsHeld, told.stopsCancelled)
    (peopleMet, meals, newFaces) = (told.heads, told.meals, told.newFaces)
  }
}

extension Totals {
  fileprivate func summary(_ language: Language) -> String {
    func line(_ danish: String, _ english: String, _ count: Int) -> String {
      "  " + language.say(danish, english).padding(to: 20) + language.number(count)
    }
    return [
      line("stop holdt", "stops held", stopsHeld), line("stop aflyst", "stops cancelled", stopsCancelled),
      line("mennesker mødt", "people met", heads), line("måltider", "meals", meals),
      line("nye ansigter", "new faces", newFaces), line("deltagere", "participants", participants),
      line("trukket tilbage", "withdrawn", withdrawn), line("slettet", "erased", erased),
    ].joined(separator: "\n")
  }
}
