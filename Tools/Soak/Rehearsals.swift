import Foundation
import Synchronization

/// Ends rehearsals, switches and ways back at random moments, on the command itself, and looks at what is
/// served then: all views of one edition, the same as when they are built again from nothing by the same
/// words.
struct Rehearsals {
  let bench: Bench
  /// Kills on one folder before it is begun anew.
  private static let onOne = 13

  /// What is killed: counted apart, so that each has its kills.
  private enum Act: String {
    case rehearsal, `switch`
  }

  /// So many kills of rehearsals, and as many of switches and ways back.
  func run(_ kills: Int) {
    let desks = Mutex<[Int: (desk: Desk, turn: Int)]>([:])
    bench.share("rehearsals and switches", 2 * kills) { number, lane in
      var dice = Dice(bench.seed &+ UInt64(number) << 22)
      let held = desks.withLock { $0[lane] }
      let turn = held.map { ($0.turn + 1) % Self.onOne } ?? 0
      let desk = try turn == 0 ? begin(lane, number) : held?.desk ?? begin(lane, number)
      desks.withLock { $0[lane] = (desk, turn) }
      do {
        while try !round(number % 2 == 0 ? .rehearsal : .switch, desk, &dice) {}
      } catch { bench.fault("rehearsal \(number): \(error)") }
    }
  }

  private func begin(_ lane: Int, _ number: Int) throws -> Desk {
    let folder = "\(bench.path)/rehearsal-\(lane)"
    if FileManager.default.fileExists(atPath: folder) { try FileManager.default.removeItem(atPath: folder) }
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let desk = Desk(folder: folder)
    try desk.does("init")
    try desk.does("simulate", "--seed", "\(number + 1)", "--scale", "0.1")
    try desk.writeWords()
    bench.count("folders with rehearsals")
    return desk
  }

  /// - Returns: whether it was killed before it had ended.
  private func round(_ act: Act, _ desk: Desk, _ dice: inout Dice) throws -> Bool {
    let words = "\(desk.folder)/words-\(dice.below(2)).yaml"
    let rehearse = ["--rehearse", "--vocabulary", words]
    if act == .switch, dice.below(2) == 0 { try desk.does(["rebuild"] + rehearse) }
    let isBack = act == .switch && dice.below(3) == 0
    let child = try desk.start(
      ["rebuild"] + (act == .rehearsal ? rehearse : [isBack ? "--back" : "--switch"]))
    if act == .rehearsal, dice.below(5) > 0 { desk.waitFor("rehearsing") }
    usleep(UInt32(dice.below(act == .switch ? 600_000 : 400_000)))
    let isKilled = child.kill()
    let left = desk.has("rehearsing") ? try desk.generation("rehearsing") : nil
    if isKilled, act == .rehearsal, let left { try note(lost: desk.sinceLastKept(left)) }
    let name = act == .rehearsal ? "rehearsals" : isBack ? "ways back" : "switches"
    bench.count("\(name) \(isKilled ? "killed" : "ended before the kill")")
    if dice.below(3) == 0 {
      try desk.does("erase", try desk.somebody(&dice), "--yes")
      bench.count("erasures between a kill and going on")
    }
    try desk.does("rebuild", "--check")
    guard dice.below(2) == 0 || left != nil else { return isKilled }
    try desk.does(["rebuild"] + rehearse)
    if try left != nil && desk.generation("rehearsed") == left { bench.count("rehearsals gone on with") }
    try desk.does("rebuild", "--switch")
    try desk.does("rebuild", "--check")
    return isKilled
  }

  /// What had been done of a rehearsal since anything of it was last put on the disk.
  private func note(lost: Duration?) {
    guard let lost else { return bench.count("rehearsals killed before they had kept anything") }
    let milliseconds = Int(lost / .milliseconds(1))
    bench.count(
      "rehearsals of which at most \(milliseconds <= 500 ? "half a second" : milliseconds <= 1000 ? "a second" : "more") was lost"
    )
    bench.most("most milliseconds of a rehearsal lost", milliseconds)
  }
}

/// Somebody with a data folder and the command.
private struct Desk: Sendable {
  let folder: String

  private var output: URL { URL(filePath: folder + "/said") }

  func start(_ words: [String]) throws -> Child {
    try Data().write(to: output)
    return try Child(
      words, program: Child.command, output: output,
      with: ["TILLID_DATA": folder + "/data", "TILLID_LANG": "en"])
  }

  /// - Returns: what it said, complaints and all.
  @discardableResult
  func does(_ words: String...) throws -> String { try does(words) }

  @discardableResult
  func does(_ words: [String]) throws -> String {
    let child = try start(words)
    let (status, said) = (child.end(), try child.said)
    guard status == 0 else { throw Refusal(words: words, said: said) }
    return said
  }

  /// Two files: the words that hold, with a kind more.
  func writeWords() throws {
    let words = try does("vocabulary", "show")
    for (number, word) in ["kaffe", "hund"].enumerated() {
      let kind = """

          - id: soak-\(number)
            group: thing
            name: {da: \(word), en: \(word)}
            da: [\(word), mad]

        """
      try Data((words + kind).utf8).write(to: URL(filePath: "\(folder)/words-\(number).yaml"))
    }
  }

  func has(_ name: String) -> Bool { FileManager.default.fileExists(atPath: "\(folder)/data/views/\(name)") }

  /// Returns when a file of `views/` is there, or after some seconds.
  func waitFor(_ name: String) {
    let patience = ContinuousClock.now + .seconds(120)
    while !has(name), .now < patience { usleep(2000) }
  }

  /// How long ago anything of a generation was last written; nil where nothing of it is there.
  func sinceLastKept(_ generation: String) throws -> Duration? {
    let place = "\(folder)/data/views/\(generation)"
    let names = FileManager.default.enumerator(atPath: place)?.compactMap { $0 as? String } ?? []
    let kept = names.filter { $0.hasSuffix("data.mdb") || $0.hasPrefix("counted/") }
    let times = try kept.compactMap {
      try FileManager.default.attributesOfItem(atPath: "\(place)/\($0)")[.modificationDate] as? Date
    }
    return times.max().map { .seconds(max(0, Date().timeIntervalSince($0))) }
  }

  /// The first line of one of the files in `views/`.
  func generation(_ name: String) throws -> String {
    let text = try String(contentsOfFile: "\(folder)/data/views/\(name)", encoding: .utf8)
    return String(text.prefix { $0 != "\n" })
  }

  /// The handle of a participant who has agreed to be remembered.
  func somebody(_ dice: inout Dice) throws -> String {
    let tail = try does("tail", "--after", "\(dice.below(12_000))", "--lang", "en")
    for line in tail.split(separator: "\n").prefix(2000) {
      let event = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
      if event?["type"] as? String == "tillid.consentGiven", let handle = event?["subject"] as? String {
        return handle
      }
    }
    throw Refusal(words: ["tail"], said: "nobody has agreed to be remembered")
  }
}

private struct Refusal: Error, CustomStringConvertible {
  let words: [String]
  let said: String
  var description: String { "‘tillid \(words.joined(separator: " "))’ was refused: \(said.suffix(600))" }
}
