public import ArgumentParser
import Events
import Foundation
import Keyring
import Notebook
import Reading
import Rebuild
public import Releases
import Research

struct ReleaseCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "release",
    abstract:
      "Events for research: who said yes, under a stated guarantee, verified and attacked before it leaves.",
    discussion: """
      First a policy: tillid release policy --study NAME > policy.yaml, which is edited. Then tillid release make \
      --policy policy.yaml --to FOLDER. A folder is handed out whole, or not at all.
      """,
    subcommands: [
      ReleasePolicy.self, ReleaseMake.self, ReleaseVerify.self, ReleaseAttack.self, ReleaseList.self,
      ReleaseShow.self, ReleaseRecall.self, ReleaseEnd.self,
    ])
}

extension DataFolder {
  /// The dossiers.
  func shelf(_ engine: Engine) -> Shelf { Shelf(at: path + "/releases", engine) }
}

extension Common {
  /// A file as text.
  func text(of file: String) throws -> String {
    do {
      return try String(contentsOfFile: file, encoding: .utf8)
    } catch {
      throw CommandError.unreadableFile(file, CommandError.reason(error))
    }
  }

  /// A policy, held against the kinds of the words that hold now.
  func policy(_ file: String, _ notebook: Notebook?) throws -> Policy {
    let known = try notebook.map { try $0.engine.words().researchGroups }
    do {
      return try Policy(yaml: text(of: file), known: known)
    } catch let error as PolicyError {
      throw PolicyRefused(file: file, error: error)
    }
  }
}

/// A policy's problems, each with its file and line.
struct PolicyRefused: Refusal {
  let file: String
  let error: PolicyError

  func sentence(_ language: Language) -> String {
    error.problems.map { problem in
      language.say(
        "\(file), linje \(problem.line): \(problem.danish)",
        "\(file), line \(problem.line): \(problem.english)")
    }.joined(separator: "\n")
  }
}

struct ReleasePolicy: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "policy",
    abstract: "Print a whole policy for this log, with a comment on each part, ready to be edited.")

  @Option(name: .long, help: "A: controlled replay. B: research file. C: open counts with noise.")
  var tier: Tier = .b
  @Option(
    name: .long,
    help: ArgumentHelp("The name of the study: small letters, digits, hyphens.", valueName: "name"))
  var study = "study"
  @Option(
    name: .long,
    help: ArgumentHelp(
      "A file with municipalities: and regions: in which the stops are looked up.", valueName: "file"),
    completion: .file())
  var places: String?
  @OptionGroup var common: Common

  func run() throws {
    let notebook = try common.open()
    var policy = Policy(tier: tier, groups: try notebook.engine.words().researchGroups)
    policy.study = study
    let stops = try notebook.engine.stopsForResearch(jobs: ProcessInfo.processInfo.activeProcessorCount)
    let placed = try known().placing(stops)
    (policy.places.municipality, policy.places.region) = (placed.places.municipality, placed.places.region)
    print(policy.written(common.lang, unplaced: placed.unplaced), terminator: "")
  }

  private func known() throws -> PlaceRule {
    guard let places else { return PlaceRule() }
    do {
      return try PlaceRule(yaml: common.text(of: places))
    } catch let error as PolicyError {
      throw PolicyRefused(file: places, error: error)
    }
  }
}

extension Tier: ExpressibleByArgument {
  public init?(argument: String) { self.init(rawValue: argument.uppercased()) }
}
