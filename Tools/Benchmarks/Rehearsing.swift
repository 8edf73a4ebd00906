import Brief
import Events
import Foundation
import Journal
import Markup
import Notebook
import Reading
import Rebuild
import Synchronization

/// One helper writes 50 lines a second and another opens 50 briefs a second, each at its time whether the one
/// before is done or not; `alone`, and `beside` rehearsals by other words, which the command does as a
/// process of its own. Then `switches`, back and forth.
func rehearsing(_ asked: Asked) throws {
  let bench = try Workbench(asked.text("folder"))
  if try bench.engine.needsBuilding() { try bench.engine.rebuild(jobs: 2, progress: Progress(total: 0)) }
  let people = try somePeople(bench, 500)
  let words = try wordsOfFiles(beside: bench.path)
  let rehearsals = Rehearsals(asked.text("tillid"), bench.path, words)

  let alone = try Pair(bench, people).during { Thread.sleep(forTimeInterval: asked.seconds("seconds", 30)) }
  var taken: [Double] = []
  let beside = try Pair(bench, people).during {
    for _ in 0..<asked.count("rehearsals", 8) { taken.append(try rehearsals.next()) }
  }
  let switches = try timeSwitches(bench, asked.count("switches", 24))
  try answer([
    "events": Int(try bench.engine.journal.end), "rehearsal": taken.quantiles,
    "alone": alone, "beside": beside, "gap": switches.gaps.quantiles, "whole": switches.wholes.quantiles,
  ])
}

private func somePeople(_ bench: Workbench, _ count: Int) throws -> [Handle] {
  var people: [Handle] = []
  try bench.engine.each(Brief.self) { handle, _ in people.append(handle) }
  return stride(from: 0, to: people.count, by: max(1, people.count / count)).map { people[$0] }
}

/// Two files of words that are not adopted: the standard ones with a kind more.
private func wordsOfFiles(beside path: String) throws -> [String] {
  try ["kaffe", "hund"].map { word in
    let kind = """

        - id: bench-\(word == "kaffe" ? "coffee" : "dog")
          group: thing
          name: {da: \(word), en: \(word)}
          da: [\(word)]

      """
    let file = "\(path)-\(word).yaml"
    try Data((try VocabularyFile.standard().text + kind).utf8).write(to: URL(fileURLWithPath: file))
    return file
  }
}

/// Rehearsals by the command, each by other words than the one before.
private final class Rehearsals {
  private let (command, folder, words): (String, String, [String])
  private var count = 0

  init(_ command: String, _ folder: String, _ words: [String]) {
    (self.command, self.folder, self.words) = (command, folder, words)
  }

  /// - Returns: how long it took, from the command's start to its end.
  func next() throws -> Double {
    count += 1
    let process = Process()
    process.executableURL = URL(fileURLWithPath: command)
    process.arguments = [
      "rebuild", "--rehearse", "--vocabulary", words[count % words.count], "--data", folder, "--json",
    ]
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    return try seconds {
      try process.run()
      process.waitUntilExit()
      guard process.terminationStatus == 0 else { fatalError("the rehearsal could not be made") }
    }
  }
}

/// The helper who writes and the one who reads.
private final class Pair: Sendable {
  private let isOver = Atomic(false)
  private let times = Mutex<[String: [Double]]>([:])
  private let ended = DispatchGroup()
  private let work: [(name: String, act: @Sendable (Int) throws -> Void)]

  init(_ bench: Workbench, _ people: [Handle]) {
    let (notebook, engine) = (bench.notebook, bench.engine)
    work = [
      (
        "line",
        { number in
          var telling = Telling("fik kaffe og mad, hund med, \(number)")
          telling.about = [people[number * 7 % people.count].description]
          _ = try notebook.note(telling)
        }
      ),
      (
        "brief",
        { number in
          guard var view = try engine.view(Brief.self, of: people[number * 13 % people.count]) else { return }
          view.name { $0.shown(unnamed: "en person") { _ in nil } }
          _ = view.page(.danish, today: Day(year: 2026, month: 1, day: 1), of: "en")
        }
      ),
    ]
  }

  /// - Returns: the quantiles of both, in seconds from when each was due until it was done.
  func during(_ body: () throws -> Void) throws -> [String: [String: Double]] {
    for (name, act) in work { begin(name, act) }
    try body()
    isOver.store(true, ordering: .relaxed)
    ended.wait()
    return times.withLock { $0.mapValues { $0.quantiles.merging(["count": Double($0.count)]) { $1 } } }
  }

  private func begin(_ name: String, _ act: @escaping @Sendable (Int) throws -> Void) {
    ended.enter()
    Thread.detachNewThread { [self] in
      let start = ContinuousClock.now
      var taken: [Double] = []
      while !isOver.load(ordering: .relaxed) {
        let due = start + .milliseconds(20) * taken.count
        let early = (due - .now).inSeconds
        if early > 0 { Thread.sleep(forTimeInterval: early) }
        do { try act(taken.count) } catch { fatalError("\(name): \(error)") }
        taken.append((.now - due).inSeconds)
      }
      let all = taken
      times.withLock { $0[name] = all }
      ended.leave()
    }
  }
}

/// How long nobody could tell which edition is served: from the last look that saw the old one to the first
/// that saw the new one, by a reader who looks all the time; and how long the whole switch took, its
/// preparations included.
private func timeSwitches(_ bench: Workbench, _ count: Int) throws -> (gaps: [Double], wholes: [Double]) {
  let looks = Mutex<[Int: (first: ContinuousClock.Instant, last: ContinuousClock.Instant)]>([:])
  let isOver = Atomic(false)
  let (engine, ended) = (bench.engine, DispatchSemaphore(value: 0))
  Thread.detachNewThread {
    while !isOver.load(ordering: .relaxed) {
      guard let number = try? engine.snapshot().number else { continue }
      let now = ContinuousClock.now
      looks.withLock { $0[number] = ($0[number]?.first ?? now, now) }
    }
    ended.signal()
  }
  var (gaps, wholes): ([Double], [Double]) = ([], [])
  for number in 0..<count {
    let before = try engine.snapshot().number
    looks.withLock { $0 = [:] }
    while looks.withLock({ $0[before] == nil }) { usleep(500) }
    wholes.append(
      try seconds {
        _ = try number == 0 ? bench.notebook.switchViews() : bench.notebook.switchViewsBack()
      })
    let after = try engine.snapshot().number
    while looks.withLock({ $0[after] == nil }) { usleep(500) }
    if let (old, new) = looks.withLock({ looks in
      looks[before].flatMap { old in looks[after].map { (old, $0) } }
    }) {
      gaps.append((new.first - old.last).inSeconds)
    }
  }
  isOver.store(true, ordering: .relaxed)
  ended.wait()
  return (gaps, wholes)
}
