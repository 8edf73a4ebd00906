import ArgumentParser
import Events
import Foundation
import Journal
import Keyring
import Notebook
import Rebuild

struct RebuildCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rebuild",
    abstract: "Build every view again from the log, beside the served ones, and switch.")

  @Option(name: .long, help: "Threads that fold.")
  var jobs = ProcessInfo.processInfo.activeProcessorCount

  @OptionGroup var common: Common

  func validate() throws {
    guard (1...256).contains(jobs) else { throw ValidationError("--jobs takes a number from 1 to 256.") }
  }

  func run() throws {
    let notebook = try common.folder.notebook()
    let engine = notebook.engine
    let events = Int(try engine.journal.end)
    let done = try common.build(engine, jobs: jobs)
    let versions = try engine.status().map { ViewVersion(view: $0.view, fingerprint: $0.fingerprint) }
    try notebook.recordSwitch(versions)
    try common.answer(
      common.say(
        "\(versions.count) visninger bygget af \(done), højst \(peakMemory()) MB.",
        "\(versions.count) views built from \(done), at most \(peakMemory()) MB."),
      json: RebuildJSON(events: events, views: versions.map(\.view), peakMegabytes: peakMemory()))
  }
}

private struct RebuildJSON: Encodable {
  let events: Int
  let views: [String]
  let peakMegabytes: Int
}

struct Status: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "How log, keys and views stand, and why a view is stale.")

  @Flag(name: .long, help: "Also a hash of what each view holds: equal wherever the same events are.")
  var contents = false

  @OptionGroup var common: Common

  func run() throws {
    let engine = try common.open().engine
    let hashes = contents ? try engine.contentHashes() : [:]
    let (views, keys) = (try engine.status(), try engine.keyring.count())
    guard !common.json else {
      return try Terminal.json(
        StatusJSON(
          data: common.folder.path, events: Int(try engine.journal.end), keys: keys.live,
          destroyed: keys.destroyed, views: views, contents: hashes))
    }
    let lang = common.lang
    print(
      common.say(
        "\(lang.events(Int(try engine.journal.end))) · \(lang.number(keys.live)) nøgler · \(lang.number(keys.destroyed)) destrueret",
        "\(lang.events(Int(try engine.journal.end))) · \(lang.number(keys.live)) keys · \(lang.number(keys.destroyed)) destroyed"
      ))
    for view in views { show(view) }
    for view in views {
      if let hash = hashes[view.view] { print("\(view.view.padding(to: 10)) sha256:\(hash)") }
    }
  }

  private func show(_ view: ViewStatus) {
    let size = String(format: "%.1f MB", Double(view.bytes) / 1e6)
    let state =
      view.isStale
      ? common.say(
        "forældet: et nyt ordforråd er taget i brug; tillid rebuild",
        "stale: a new vocabulary has been adopted; tillid rebuild") : common.say("frisk", "fresh")
    print(
      "\(view.view.padding(to: 10)) \(view.fingerprint)  \(common.lang.number(view.count).padding(to: 9)) \(size.padding(to: 10)) \(state)"
    )
    for aside in view.asides.prefix(5) {
      print("  " + common.say("står stille", "stands still") + ": \(aside)")
    }
    if view.asides.count > 5 { print("  … \(view.asides.count - 5)") }
  }
}

private struct StatusJSON: Encodable {
  let data: String
  let events: Int
  let keys: Int
  let destroyed: Int
  let views: [ViewStatus]
  let contents: [String: String]
}

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
    let engine = try common.folder.open()
    let line = ProgressLine(common.say("efterprøver", "verifying"), common.lang)
    let report = try engine.verify { line.tell($0, of: $1) }
    let done = line.finish(report.records)
    try refuse(report.findings)
    try common.answer(
      common.say(
        "Alt er, som det skal være: \(done), heraf \(common.lang.number(report.opened)) åbnet, \(common.lang.number(report.destroyed)) med destrueret nøgle.",
        "All is as it should be: \(done), of which \(common.lang.number(report.opened)) opened, \(common.lang.number(report.destroyed)) with a destroyed key."
      ),
      json: report)
  }

  private func refuse(_ findings: [String]) throws {
    for finding in findings.prefix(100) { Terminal.complain(finding) }
    guard findings.isEmpty else { throw CommandError.unsound(findings.count) }
  }
}
