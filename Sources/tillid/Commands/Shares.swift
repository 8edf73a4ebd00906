public import ArgumentParser
import Events
import Foundation
import Journal
import Notebook
public import Rebuild

extension Share: ExpressibleByArgument {
  public init?(argument: String) { self.init(argument) }
}

struct ShareCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "share",
    abstract: "Build the views in shares, by several processes or machines, and see that they are the same.",
    subcommands: [Build.self, Join.self])

  struct Build: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Build one share of all views into a folder of its own. Nothing is switched.")

    @Argument(help: "Which of how many, such as 1/2.") var share: Share
    @Option(name: .long, help: "The folder, empty or yet to be made.", completion: .directory) var into:
      String
    @Option(name: .long, help: "The position up to which all shares are built; the log's end, if not said.")
    var upTo: UInt64?
    @Option(name: .long, help: "Threads that fold.")
    var jobs = ProcessInfo.processInfo.activeProcessorCount
    @OptionGroup var common: Common

    func validate() throws {
      guard (1...256).contains(jobs) else { throw ValidationError("--jobs takes a number from 1 to 256.") }
    }

    /// Beside whoever writes, and beside the other shares.
    func run() throws {
      let engine = try common.folder.openForReading()
      let events = Int(try upTo ?? engine.journal.end)
      let line = ProgressLine(common.say("bygger andelen", "building the share"), common.lang)
      defer { line.clear() }
      let until = try engine.build(
        share, into: into, upTo: upTo, jobs: jobs,
        progress: Progress(total: events / share.count) { line.tell($0, of: $1) })
      try common.answer(
        common.say(
          "Andel \(share) er bygget til og med position \(until) i \(into).",
          "Share \(share) is built up to and including position \(until) in \(into)."),
        json: ["share": "\(share)", "until": "\(until)"])
    }
  }

  struct Join: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Say what all shares hold together: a hash of each view, as ‘status --contents’ says it.")

    @Argument(help: "The folders of all shares.", completion: .directory) var folders: [String]
    @OptionGroup var common: Common

    func run() throws {
      let (hashes, until) = try common.folder.openForReading().contentHashes(ofShares: folders)
      guard !common.json else { return try Terminal.json(hashes) }
      print(
        common.say(
          "Alle andele til og med position \(until):", "All shares up to and including position \(until):"))
      for (view, hash) in hashes.sorted(by: { $0.key < $1.key }) {
        print("\(view.padding(to: 11)) sha256:\(hash)")
      }
    }
  }
}
