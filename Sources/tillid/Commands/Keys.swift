import ArgumentParser
import Backup
import Events
import Foundation
import Keyring
import Notebook
import Rebuild

struct Keys: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "The keys: how they stand, and another epoch for them.",
    subcommands: [KeysStatus.self, KeysRotate.self])
}

extension Common {
  /// Tells how far the keys are wrapped again.
  var rotating: ProgressLine {
    ProgressLine(say("pakker nøglerne om", "wrapping the keys"), lang, unit: say("nøgler", "keys"))
  }

  func masterSource() -> String {
    switch folder.masterSource {
    case .variable: say("miljøvariablen TILLID_KEY", "the environment variable TILLID_KEY")
    case .command: say("kommandoen i TILLID_KEY_COMMAND", "the command in TILLID_KEY_COMMAND")
    case .file(let file): file.path
    }
  }

  /// Key files of backups that were made before the last erasure and still hold its key: to be destroyed.
  func olderBackups(_ keyring: Keyring) throws -> [String] {
    try folder.keyBackups.pending(destroyedKeys: try keyring.count().destroyed).map {
      say(
        "nøglefil nr. \($0.number) fra \($0.made.toTheMinute) i \($0.place)",
        "key file number \($0.number) of \($0.made.toTheMinute) in \($0.place)")
    }
  }
}

struct KeysStatus: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "status", abstract: "Which epoch it is, since when, and how many keys live.")

  @OptionGroup var common: Common

  func run() throws {
    let keyring = try common.open().engine.keyring
    let (epoch, count) = (try keyring.epoch, try keyring.count())
    let backups = try common.olderBackups(keyring)
    guard !common.json else {
      return try Terminal.json(
        KeysJSON(
          epoch: epoch.number, since: epoch.began, keys: count.live, destroyed: count.destroyed,
          master: common.masterSource(), completed: keyring.wasUnfinished, olderBackups: backups))
    }
    let lang = common.lang
    print(
      common.say(
        "Epoke \(epoch.number) siden \(epoch.began.toTheMinute) · \(lang.number(count.live)) nøgler · \(lang.number(count.destroyed)) destrueret",
        "Epoch \(epoch.number) since \(epoch.began.toTheMinute) · \(lang.number(count.live)) keys · \(lang.number(count.destroyed)) destroyed"
      ))
    print(common.say("Hovednøgle: ", "Master key: ") + common.masterSource())
    if keyring.wasUnfinished {
      print(
        common.say(
          "Et skift af epoke var afbrudt; nu er det bragt i orden.",
          "A change of epoch had been cut short; it has been put right now."))
    }
    for backup in backups {
      print(
        common.say(
          "Ældre end den sidste sletning, skal destrueres: \(backup)",
          "Older than the last erasure, to be destroyed: \(backup)"))
    }
  }
}

private struct KeysJSON: Encodable {
  let epoch: UInt32
  let since: Moment
  let keys: Int
  let destroyed: Int
  let master: String
  /// Whether a change of epoch that had been cut short was put right by this command.
  let completed: Bool
  let olderBackups: [String]
}

struct KeysRotate: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rotate", abstract: "End the epoch: wrap every key again, and leave nothing of the old.")

  @Flag(name: .long, help: "Also make another master key, in the file of the present one.")
  var master = false

  @OptionGroup var common: Common

  func run() throws {
    let source = common.folder.masterSource
    if master {
      switch source {
      case .variable: throw CommandError.masterElsewhere("TILLID_KEY")
      case .command: throw CommandError.masterElsewhere("TILLID_KEY_COMMAND")
      case .file: break
      }
    }
    let keyring = try common.open().engine.keyring
    let line = common.rotating
    let rotation = try rotate(keyring, source) { line.tell($0, of: $1) }
    let done = line.finish(rotation.wrapped)
    try common.answer(
      common.say(
        "Epoke \(rotation.ended) er slut og dens nøgle ødelagt; epoke \(rotation.begun) har \(done).",
        "Epoch \(rotation.ended) has ended and its key is destroyed; epoch \(rotation.begun) has \(done).")
        + (master
          ? common.say(
            " Hovednøglen i \(common.masterSource()) er ny: gem en kopi et andet sted, og kassér kopier af den gamle.",
            " The master key in \(common.masterSource()) is new: keep a copy elsewhere, and throw copies of the old one away."
          ) : ""),
      json: RotationJSON(
        ended: rotation.ended, begun: rotation.begun, wrapped: rotation.wrapped, master: master))
  }

  private func rotate(
    _ keyring: Keyring, _ source: DataFolder.MasterSource, _ progress: (Int, Int) -> Void
  ) throws -> Rotation {
    if master, case .file(let file) = source { return try file.rotate(keyring, progress: progress) }
    return try keyring.rotate(progress: progress)
  }
}

private struct RotationJSON: Encodable {
  let ended: UInt32
  let begun: UInt32
  let wrapped: Int
  /// Whether the master key is another now.
  let master: Bool
}
