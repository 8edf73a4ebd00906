import ArgumentParser
import Events
import Foundation
import HashTree
import Notebook
import Rebuild

struct Erase: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Destroy a participant's key: nothing of them can ever be read again.",
    discussion:
      "The receipt is an event of its own; --receipt writes the proof that it stands in the log, with a signed checkpoint."
  )

  @Argument(help: "The participant.") var name: String
  @Flag(name: .long, help: "Yes, for good.") var yes = false
  @Option(name: .long, help: "Write the proof of the receipt to this file.", completion: .file())
  var receipt: String?
  @OptionGroup var circumstances: Circumstances
  @OptionGroup var common: Common

  func run() throws {
    let notebook = try common.open()
    guard yes else { throw CommandError.notConfirmed(name, also: try notebook.otherNames(of: name)) }
    let left = try common.leftWith(try Handle(name) ?? notebook.participant(named: name), notebook)
    let line = common.rotating
    let erased = try notebook.erase(name, try circumstances.telling()) { line.tell($0, of: $1) }
    line.clear()
    let proof = try erased.receipt.flatMap { try notebook.engine.proof(of: $0) }
    let file = try proof.flatMap { try write("\($0)") }
    let receipt = try proof.map { try said($0, erased.receipt, file) } ?? ""
    let older = try common.olderBackups(notebook.engine.keyring)
    try common.answers(
      [said(erased.handles.count) + receipt] + remains(older) + left,
      json: ErasedJSON(
        handles: erased.handles.count, event: erased.event, receipt: erased.receipt,
        proof: proof.map { "\($0)" }, file: file, olderBackups: older))
  }

  private func write(_ proof: String) throws -> String? {
    guard let receipt else { return nil }
    do { try proof.write(toFile: receipt, atomically: true, encoding: .utf8) } catch {
      throw CommandError.unwritableFile(receipt, CommandError.reason(error))
    }
    return receipt
  }

  private func said(_ count: Int) -> String {
    let numbers = common.say(
      count == 1 ? "et tilfældigt nummer" : "\(count) tilfældige numre",
      count == 1 ? "a random number" : "\(count) random numbers")
    return common.say(
      "Nøglen er destrueret. Ord, navn og visninger kan aldrig læses igen; tilbage står, at der var hændelser på \(numbers).",
      "The key is destroyed. Words, name and views can never be read again; what remains is that there were events under \(numbers)."
    )
  }

  private func said(_ proof: RecordProof, _ id: EventID?, _ file: String?) throws -> String {
    let head = try Checkpoint(text: proof.checkpoint.text)
    let receipt = id.map(\.description) ?? ""
    let (number, size) = (common.lang.number(Int(proof.index) + 1), common.lang.number(Int(head.size)))
    return common.say(
      " Kvittering: hændelse \(receipt), nr. \(number) af \(size) i loggen, hvis rod er \(head.root)",
      " Receipt: event \(receipt), number \(number) of \(size) in the log, whose root is \(head.root)"
    ) + (file.map { common.say("; beviset ligger i \($0).", "; the proof is in \($0).") } ?? ".")
  }

  /// What holds the key still, and what to do.
  private func remains(_ older: [String]) -> [String] {
    guard !older.isEmpty else { return [] }
    return older.map { common.say("Har stadig nøglen: \($0).", "Holds the key still: \($0).") } + [
      common.say(
        "Lav dem om (tillid backup MAPPE --keys FIL), eller destruer dem, og skriv tillid backup --destroyed NUMMER.",
        "Make them anew (tillid backup FOLDER --keys FILE), or destroy them and write tillid backup --destroyed NUMBER."
      )
    ]
  }
}

private struct ErasedJSON: Encodable {
  let handles: Int
  let event: EventID
  let receipt: EventID?
  let proof: String?
  let file: String?
  let olderBackups: [String]
}
