import ArgumentParser
import Events
import Foundation
import HashTree
import Notebook
import Rebuild

struct CheckpointCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "checkpoint",
    abstract: "Sign the log as it is now: keep the answer elsewhere, and no change can be hidden from you.",
    discussion: "The answer is a checkpoint as c2sp.org/tlog-checkpoint has it, which witnesses can read.")

  @Flag(name: .long, help: "Print the verifier key instead: give it to those who are to check.")
  var key = false

  @OptionGroup var common: Common

  func run() throws {
    let engine = try common.folder.open()
    if key {
      let verifier = try engine.signingKey().verifier
      try common.answer(plain: "\(verifier)\n", json: ["key": "\(verifier)"])
    } else {
      let note = try engine.signedCheckpoint()
      try common.answer(plain: "\(note)", json: ["checkpoint": "\(note)"])
    }
  }
}

/// What is to be proved rather than read through.
struct Proving: ParsableArguments {
  @Option(
    name: .long, help: ArgumentHelp("Print a proof that this event stands in the log.", valueName: "event"))
  var proof: EventID?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Check a checkpoint of before, and print a proof that the log has only grown since.",
      valueName: "checkpoint"),
    completion: .file())
  var since: String?

  @Option(name: .long, help: "Write the proof to this file.", completion: .file())
  var out: String?

  var isAsked: Bool { proof != nil || since != nil }

  func validate() throws {
    guard proof == nil || since == nil else {
      throw ValidationError("Ask for one proof at a time: --proof or --since.")
    }
    guard isAsked || out == nil else { throw ValidationError("--out goes with --proof or --since.") }
  }

  func run(_ common: Common) throws {
    let engine = try common.folder.open()
    if let proof {
      guard let made = try engine.proof(of: proof) else { throw NotebookError.noSuchEvent(proof) }
      let size = common.lang.number(Int(try Checkpoint(text: made.checkpoint.text).size))
      let number = common.lang.number(Int(made.index) + 1)
      try give(
        "\(made)",
        common.say(
          "Beviset for, at hændelsen er nr. \(number) af \(size) i loggen",
          "The proof that the event is number \(number) of \(size) in the log"), common)
    } else if let since {
      let made = try engine.growth(since: try checkpoint(since))
      let size = common.lang.number(Int(try Checkpoint(text: made.checkpoint.text).size))
      let old = common.lang.number(Int(made.old))
      try give(
        "\(made)",
        common.say(
          "Loggen er kun vokset, fra \(old) til \(size) hændelser; beviset",
          "The log has only grown, from \(old) to \(size) events; the proof"), common)
    }
  }

  private func checkpoint(_ path: String) throws -> SignedNote {
    let bytes: Data
    do { bytes = try Data(contentsOf: URL(filePath: path)) } catch {
      throw CommandError.unreadableFile(path, CommandError.reason(error))
    }
    return try SignedNote(String(decoding: bytes, as: UTF8.self))
  }

  private func give(_ proof: String, _ what: String, _ common: Common) throws {
    guard let out else { return try common.answer(plain: proof, json: ["proof": proof]) }
    do { try proof.write(toFile: out, atomically: true, encoding: .utf8) } catch {
      throw CommandError.unwritableFile(out, CommandError.reason(error))
    }
    try common.answer(
      common.say("\(what) ligger i \(out).", "\(what) is in \(out)."), json: ["proof": proof, "file": out])
  }
}

extension Common {
  /// Text for people and other programs, as it is, or an object for machines.
  fileprivate func answer(plain text: String, json value: some Encodable) throws {
    if json { try Terminal.json(value) } else { print(text, terminator: "") }
  }
}
