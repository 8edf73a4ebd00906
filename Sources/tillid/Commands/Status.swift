import ArgumentParser
import Events
import Foundation
import Journal
import Keyring
import Machines
import Notebook
import Rebuild

struct Status: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "How log, keys and views stand, and why a view is stale.")

  @Flag(name: .long, help: "Also a hash of what each view holds: equal wherever the same events are.")
  var contents = false

  @OptionGroup var common: Common

  func run() throws {
    let engine = try common.openBeside()
    let hashes = contents ? try engine.contentHashes() : [:]
    let (views, keys, events) = (try engine.status(), try engine.keyring.count(), Int(try engine.journal.end))
    let generations = try engine.generations()
    let machines = try Membership(of: common.folder.path, engine.journal, engine.keyring)?
      .report(at: Now.read().moment, keyless: engine.absent().count)
    guard !common.json else {
      return try Terminal.json(
        StatusJSON(
          data: common.folder.path, events: events, keys: keys.live, destroyed: keys.destroyed, views: views,
          generations: generations, contents: hashes, machines: machines))
    }
    let (number, live, gone) = (common.lang.number, keys.live, keys.destroyed)
    print(
      common.say(
        "\(common.lang.events(events)) · \(number(live)) nøgler · \(number(gone)) destrueret",
        "\(common.lang.events(events)) · \(number(live)) keys · \(number(gone)) destroyed"))
    for view in views { show(view) }
    for generation in generations { show(generation, behind: events) }
    if let machines { show(machines) }
    for view in views {
      if let hash = hashes[view.view] { print("\(view.view.padding(to: 11)) sha256:\(hash)") }
    }
  }

  private func show(_ view: ViewStatus) {
    let state =
      view.isStale
      ? common.say(
        "forældet: et nyt ordforråd er taget i brug; tillid rebuild",
        "stale: a new vocabulary has been adopted; tillid rebuild") : common.say("frisk", "fresh")
    print(
      "\(view.view.padding(to: 11)) \(view.fingerprint)  \(common.lang.number(view.count).padding(to: 9)) \(common.lang.megabytes(view.bytes).padding(to: 10)) \(state)"
    )
    for aside in view.asides.prefix(5) {
      print("  " + common.say("står stille", "stands still") + ": \(Aside.said(aside, common.lang))")
    }
    if view.asides.count > 5 { print("  … \(view.asides.count - 5)") }
  }

  /// The generations of views that are on the disk, and what can be done with each.
  private func show(_ generation: GenerationStatus, behind end: Int) {
    let words =
      generation.isAdopted ? "" : common.say(", ord \(generation.words)", ", words \(generation.words)")
    let until = generation.until.map(Int.init) ?? 0
    let (reached, all) = (common.lang.number(until), common.lang.number(end))
    let text =
      switch generation.role {
      case .served: common.say("læses nu", "is read now")
      case .rehearsed:
        common.say(
          "er øvet til \(reached) af \(all); tillid rebuild --switch",
          "is rehearsed up to \(reached) of \(all); tillid rebuild --switch")
      case .building:
        common.say("bliver bygget nu, til \(reached)", "is being built now, up to \(reached)")
      case .paused:
        common.say(
          "er på pause, på vej til \(reached); tillid rebuild --rehearse",
          "is paused, on its way to \(reached); tillid rebuild --rehearse")
      case .kept: common.say("er gemt; tillid rebuild --back", "is kept; tillid rebuild --back")
      }
    let name = common.say("udgave", "edition") + " \(generation.number)"
    print(
      "\(name.padding(to: 11)) \(common.lang.megabytes(generation.bytes).padding(to: 10)) \(text)\(words)")
  }

  /// A line each, and what somebody should know or do.
  private func show(_ machines: FleetReport) {
    for row in machines.rows where row.lockedOut == nil { common.show(row, of: machines) }
    for remark in machines.remarks(common.lang) { print(Terminal.wrap(remark, indent: 0)) }
  }
}

private struct StatusJSON: Encodable {
  let data: String
  let events: Int
  let keys: Int
  let destroyed: Int
  let views: [ViewStatus]
  let generations: [GenerationStatus]
  let contents: [String: String]
  /// Left out where there is one machine only.
  let machines: FleetReport?
}
