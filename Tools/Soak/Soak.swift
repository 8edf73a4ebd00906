import ArgumentParser
import Foundation

/// Whether “saved” is true: through kills, power cuts, full disks. Not part of the tests; `Tools/soak` runs it.
@main
struct Soak: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "soak", abstract: "Shows whether what was acknowledged stays, whatever befalls the machine.",
    subcommands: [Run.self, WorkCommand.self, CheckCommand.self, HardCommand.self, ProveCommand.self],
    defaultSubcommand: Run.self)
}

struct Run: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Kills, cuts and fills, and prints what came of it.")

  @Option(help: "How often a writer is killed.") var kills = 1000
  @Option(help: "How often the power is cut.") var cuts = 200
  @Option(help: "How often a rehearsal is killed, and as often a switch or a way back.") var rehearsals = 50
  @Option(help: "The same seed begins the same histories; threads and moments differ.") var seed: UInt64 = 1
  @Option(help: "Folders that are worked on at a time.")
  var lanes = ProcessInfo.processInfo.activeProcessorCount
  @Option(help: "After so many minutes no further round begins.") var minutes: Double?
  @Option(name: .customLong("in"), help: "Where the work is done.") var place = NSTemporaryDirectory()
  @Flag(inversion: .prefixedNo, help: "Also full disks and maps, no file handles, a disk that takes nothing.")
  var hard = true
  @Flag(inversion: .prefixedNo, help: "First show that the soak can fail.") var proof = true

  func run() throws {
    let bench = try Bench(in: place, seed: seed, lanes: max(1, lanes), minutes: minutes)
    if proof, cuts > 0 {
      try Cuts(bench: bench).prove(deafTo: [
        ("data/log/data.mdb", "syncs of the log"), ("data/keys/", "syncs of the keys"),
        ("data/views/current", "the sync of the file of the switch"),
        ("/timeline-", "syncs of a view"), ("/", "syncs of folders"),
      ])
    }
    if cuts > 0 { Cuts(bench: bench).run(cuts) }
    if cuts > 0 { FirstSteps(bench: bench).run(cuts) }
    if kills > 0 { Kills(bench: bench).run(kills) }
    if rehearsals > 0 { Rehearsals(bench: bench).run(rehearsals) }
    if hard { try Hard(bench: bench).run() }
    print(bench.table())
    try bench.remove()
    guard !bench.isFaulty else {
      print("what was found is in \(bench.path)")
      throw ExitCode.failure
    }
  }
}

struct WorkCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "work", abstract: "Writes, erases and builds until it is ended.", shouldDisplay: false)

  @Argument var folder: String
  @Argument var seed: UInt64
  @Argument var seconds: Double

  func run() throws {
    // One process in three finds the clock put back by a year.
    let place = Place(path: folder, clockBy: seed % 3 == 0 ? -365 * 86_400 : 0)
    try Work(place, seconds: seconds).run(seed: seed)
  }
}

struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "Holds a folder against what its writers were told.", shouldDisplay: false
  )

  @Argument var folder: String
  @Argument var answers: String

  func run() throws {
    do {
      let told = try String(decoding: Data(contentsOf: URL(filePath: answers)), as: UTF8.self)
      var check = try Check(Place(path: folder), answers: told)
      try check.run()
    } catch { fault(error) }
  }
}

struct ProveCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "prove", abstract: "Shows that the soak sees what a disk loses that passes over some syncs.",
    shouldDisplay: false)

  @Argument var text: String

  func run() throws {
    let bench = try Bench(in: NSTemporaryDirectory(), seed: 1, lanes: 1)
    try Cuts(bench: bench).prove(deafTo: [(text, text)])
    print(bench.table())
    try bench.remove()
    guard !bench.isFaulty else { throw ExitCode.failure }
  }
}
