import ArgumentParser
import Backup
import Events
import Foundation
import HashTree
import Journal
import Keyring
import Notebook
import Rebuild

struct RestoreCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "restore",
    abstract: "Make a data folder out of a backup and a key file, when all of both is verified.",
    discussion: """
      The data folder (--data) must not be there yet: move an old one aside first, with its master key. The restored \
      log has the same name and the same root, and an origin of its own, so that no id is given twice.
      """)

  @Argument(help: "The folder of the backup.", completion: .directory) var folder: String
  @Option(name: .long, help: "The file with the sealed keys.", completion: .file()) var keys: String?
  @OptionGroup var passphrase: RecoveryPassphrase
  @Flag(name: .long, help: "Verify everything, and make nothing.") var check = false
  @Option(
    name: .long,
    help: ArgumentHelp("The key that must have signed, as the first backup told it.", valueName: "key"))
  var verifierKey: String?
  @OptionGroup var common: Common

  func validate() throws {
    guard keys != nil || check else {
      throw ValidationError("Name the key file with --keys; without it, only --check can be done.")
    }
  }

  func run() throws {
    let backup = BackupFolder(folder)
    let verifier = try verifierKey.map { try VerifierKey($0) }
    let secret = try keys.map { _ in try passphrase.given(common) }
    if !check, let keys, let secret {
      try Restore(backup, keyFile: keys, secret, to: common.folder.path).checkTarget()
    }
    let line = ProgressLine(common.say("efterprøver kopien", "verifying the backup"), common.lang)
    let checked = try backup.check(verifier: verifier) { line.tell($0, of: $1) }
    let done = line.finish(Int(checked.size))
    var checkedKeys: CheckedKeys?
    if let keys, let secret { checkedKeys = try KeyFile.check(keys, secret, against: checked) }
    if !check, let keys, let secret, let checkedKeys {
      try restore(
        Restore(backup, keyFile: keys, secret, to: common.folder.path, mapBytes: common.folder.mapBytes),
        checked, checkedKeys)
    } else {
      try common.answers(
        ["\(common.say("Kopien er hel", "The backup is whole")): \(done)."] + about(checked, checkedKeys),
        json: RestoredJSON(checked, checkedKeys, erased: nil, data: nil))
    }
  }

  private func restore(_ restore: Restore, _ checked: Checked, _ keys: CheckedKeys) throws {
    let line = ProgressLine(common.say("genskaber loggen", "restoring the log"), common.lang)
    let restored = try restore.run(checked, keys, master: common.folder.masterForRestoring) {
      line.tell($0, of: $1)
    }
    let done = line.finish(Int(checked.size))
    let notebook = try common.open()
    notebook.engine.journal.close()
    let opening = common.say(
      "\(common.folder.path) er genskabt: \(done). Gem en kopi af hovednøglen et andet sted.",
      "\(common.folder.path) is restored: \(done). Keep a copy of the master key elsewhere.")
    try common.answers(
      [opening] + about(checked, keys, erased: restored.erased),
      json: RestoredJSON(checked, keys, erased: restored.erased, data: common.folder.path))
  }

  /// What holds of a backup and its keys, a sentence each.
  private func about(_ log: Checked, _ keys: CheckedKeys?, erased: Int = 0) -> [String] {
    let lang = common.lang
    var lines: [String] = []
    if let made = log.made {
      lines.append(
        common.say(
          "Den har alt, der blev fortalt før \(made.toTheMinute) (\(lang.events(Int(log.size)))). Hvad der blev fortalt siden, er ikke med.",
          "It has all that was told before \(made.toTheMinute) (\(lang.events(Int(log.size)))). What was told since is not in it."
        ))
    }
    guard let keys else { return lines }
    let lost = keys.lost(after: log.size)
    if lost > 0 {
      lines.append(
        common.say(
          "Nøglefilen kender en længere log: mindst \(lang.number(Int(lost))) hændelser mangler i kopien.",
          "The key file knows of a longer log: at least \(lang.number(Int(lost))) events are missing from the backup."
        ))
    }
    lines.append(
      common.say(
        "Nøglefil nr. \(keys.file.number) fra \(keys.file.made.toTheMinute) åbner med \(lang.number(keys.live)) nøgler; \(lang.number(keys.destroyed)) er destrueret.",
        "Key file number \(keys.file.number) of \(keys.file.made.toTheMinute) opens with \(lang.number(keys.live)) keys; \(lang.number(keys.destroyed)) are destroyed."
      ))
    if erased > 0 {
      lines.append(
        common.say(
          "\(lang.number(erased)) er slettet ifølge loggen og har ingen nøgle fået.",
          "\(lang.number(erased)) are erased, as the log has it, and have got no key."))
    }
    if !keys.missing.isEmpty { lines.append(missing(keys)) }
    return lines
  }

  private func missing(_ keys: CheckedKeys) -> String {
    let names = keys.missing.prefix(20).map(\.description).joined(separator: " ")
    let more = keys.missing.count > 20 ? " …" : ""
    return common.say(
      "Nøglefilen er ældre end loggen: \(common.lang.number(keys.missingEvents)) hændelser hos \(keys.missing.count) kan ikke læses. Genskab med en nyere nøglefil, eller slet dem: tillid erase NUMMER --yes. Det er: \(names)\(more)",
      "The key file is older than the log: \(common.lang.number(keys.missingEvents)) events of \(keys.missing.count) people cannot be read. Restore with a newer key file, or erase them: tillid erase NUMBER --yes. They are: \(names)\(more)"
    )
  }
}

private struct RestoredJSON: Encodable {
  let data: String?
  let events: UInt64
  let made: Moment?
  let root: String
  let keys: Int?
  let destroyed: Int?
  let erased: Int?
  let lost: UInt64?
  let missing: [Handle]?

  init(_ log: Checked, _ keys: CheckedKeys?, erased: Int?, data: String?) {
    (self.data, events, made) = (data, log.size, log.made)
    root = log.root
    (self.keys, destroyed, self.erased) = (keys?.live, keys?.destroyed, erased)
    (lost, missing) = (keys?.lost(after: log.size), keys?.missing)
  }
}
