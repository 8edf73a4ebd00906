import ArgumentParser
import Events
import Foundation
import Journal
import Keyring
import Rebuild

struct Verify: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract:
      "Read everything again: the files page by page, positions, ids, headers, the hash tree, stored keys, and that every body opens or its key is destroyed.",
    discussion:
      "With --proof or --since: prove something to others instead, who check it with Tools/check-proof.")

  @OptionGroup var proving: Proving
  @OptionGroup var common: Common

  func run() throws {
    guard !proving.isAsked else { return try proving.run(common) }
    try refuse(common.folder.structure())
    let engine = try common.folder.openForVerifying()
    let line = ProgressLine(common.say("efterprøver", "verifying"), common.lang)
    let report = try engine.verify { line.tell($0, of: $1) }
    let done = line.finish(report.records)
    try refuse(report.findings)
    try common.answer(
      common.say(
        "Alt er, som det skal være: \(done), heraf \(common.lang.number(report.opened)) åbnet, \(common.lang.number(report.destroyed)) med destrueret nøgle.",
        "All is as it should be: \(done), of which \(common.lang.number(report.opened)) opened, \(common.lang.number(report.destroyed)) with a destroyed key."
      ) + keyless(report.keyless),
      json: report)
  }

  /// Of events that came from another machine before their key, or that are not to be read here.
  private func keyless(_ count: Int) -> String {
    count == 0
      ? ""
      : common.say(
        " \(common.lang.number(count)) har ingen nøgle her: den er ikke kommet, eller denne maskine må ikke læse dem.",
        " \(common.lang.number(count)) have no key here: it has not come, or this machine may not read them.")
  }

  private func refuse(_ findings: [String]) throws {
    for finding in findings.prefix(100) { Terminal.complain(finding) }
    guard findings.isEmpty else { throw CommandError.unsound(findings.count) }
  }
}
