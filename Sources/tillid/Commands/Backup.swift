import ArgumentParser
import Backup
import Events
import Foundation
import HashTree
import Journal
import Keyring
import Notebook
import Rebuild

struct BackupCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "backup",
    abstract:
      "Copy what is new in the log to a folder, and the keys to a file elsewhere, while others write.",
    discussion: """
      The folder gets the sealed log and how far it reaches, signed; each further backup adds what is new. The keys \
      go to a file outside of it, sealed to a recovery passphrase: taken from --passphrase-file, from \
      TILLID_RECOVERY_PASSPHRASE, or asked for. Take the keys every time: each new participant has a new key.
      """)

  @Argument(help: "The folder of the backup.", completion: .directory) var folder: String?
  @Option(name: .long, help: "Also seal the keys to this file, outside of the folder.", completion: .file())
  var keys: String?
  @Flag(name: .long, help: "Draw the passphrase and show it, once.") var draw = false
  @OptionGroup var passphrase: RecoveryPassphrase
  @Flag(name: .long, help: "Show which key files were made, and which are to be destroyed.") var list = false
  @Option(
    name: .long,
    help: ArgumentHelp("Note that the key file of this number was destroyed.", valueName: "number"))
  var destroyed: Int?
  @Option(name: .long, help: ArgumentHelp("Who destroyed it.", valueName: "helper"))
  var by: String = ProcessInfo.processInfo.environment["TILLID_HELPER"] ?? ""
  @OptionGroup var common: Common

  func validate() throws {
    guard [folder != nil, list, destroyed != nil].count(where: \.self) == 1 else {
      throw ValidationError("Name the folder of the backup, or write --list or --destroyed NUMBER.")
    }
    guard keys == nil || folder != nil else { throw ValidationError("--keys goes with the backup's folder.") }
    guard keys != nil || !draw && passphrase.passphraseFile == nil else {
      throw ValidationError("A passphrase goes with --keys FILE.")
    }
    guard !draw || passphrase.passphraseFile == nil else {
      throw ValidationError("Draw a passphrase or give one, not both.")
    }
  }

  func run() throws {
    if let folder {
      try backup(to: folder)
    } else {
      try common.folder.checkExists()
      if let destroyed { try note(destroyed) } else { try show() }
    }
  }

  // MARK: - Making

  private func backup(to folder: String) throws {
    try checkApart(folder + "/.", from: common.folder.path)
    if let keys {
      try checkApart(keys, from: folder)
      try checkApart(keys, from: common.folder.path)
    }
    let drawn = draw ? Passphrase.draw() : nil
    let secret = try keys.map { _ in try drawn.map(Passphrase.init(typed:)) ?? passphrase.new(common) }
    let engine = try common.folder.openForCopying()
    let signing = try engine.signingKey()
    let (now, list) = (Now.read().moment, common.folder.keyBackups)
    let line = ProgressLine(common.say("sikkerhedskopierer", "backing up"), common.lang)
    let added = try BackupFolder(folder).add(engine.journal, signing: signing, at: now, list: list) {
      line.tell($0, of: $1)
    }
    let done = line.finish(Int(added.now - added.before))
    var made: KeyBackup?
    if let keys, let secret {
      made = try KeyFile.make(keys, engine.keyring, engine.journal, secret, at: now, list: list)
      try BackupFolder(folder).copy(list)
    }
    try common.answers(
      tell(folder, added, done, made, drawn, "\(signing.verifier)"),
      json: AddedJSON(
        events: added.now - added.before, position: added.now, bytes: added.bytes, keys: made,
        passphrase: drawn, verifier: "\(signing.verifier)"))
  }

  private func tell(
    _ folder: String, _ added: Added, _ done: String, _ made: KeyBackup?, _ drawn: String?, _ verifier: String
  ) -> [String] {
    let size = common.lang.megabytes(added.bytes)
    let all = common.lang.events(Int(added.now))
    var lines = [
      added.now == added.before
        ? common.say("Intet nyt; kopien har \(all).", "Nothing new; the copy has \(all).")
        : common.say(
          "\(done), \(size) skrevet; kopien har nu \(all).",
          "\(done), \(size) written; the copy now has \(all).")
    ]
    if let made {
      lines.append(
        common.say(
          "Nøglefil nr. \(made.number) ligger i \(made.place).",
          "Key file number \(made.number) is in \(made.place)."))
    } else {
      lines.append(
        common.say(
          "Uden nøgler: uden en nøglefil, der er mindst lige så ny (--keys), kan kopien ikke læses.",
          "Without keys: without a key file at least as new (--keys), the copy cannot be read."))
    }
    if added.before == 0 {
      lines.append(
        common.say(
          "Skriv denne linje op et andet sted; med den kan kopien efterprøves (--verifier-key): \(verifier)",
          "Write this line down elsewhere; with it the copy can be checked (--verifier-key): \(verifier)"))
    }
    if let drawn {
      lines.append(
        common.say(
          "Adgangssætningen vises kun nu. Skriv den ned på papir, to steder: \(drawn)",
          "The passphrase is shown now and never again. Write it on paper, in two places: \(drawn)"))
    }
    return lines
  }

  // MARK: - The list

  private func note(_ number: Int) throws {
    try common.folder.keyBackups.noteDestroyed(number, at: Now.read().moment, by: by)
    try common.answer(
      common.say(
        "Noteret: nøglefil nr. \(number) er destrueret.", "Noted: key file number \(number) is destroyed."),
      json: ["destroyed": number])
  }

  private func show() throws {
    let all = try common.folder.keyBackups.all()
    let destroyed = try common.folder.openForCopying().keyring.count().destroyed
    guard !common.json else {
      return try Terminal.json(
        all.map { KeyBackupJSON(backup: $0, mustGo: $0.mustGo(destroyedKeys: destroyed)) })
    }
    if all.isEmpty {
      print(common.say("Der er ikke lavet nogen nøglefiler.", "No key files have been made."))
    }
    for backup in all { print(common.line(backup, destroyedKeys: destroyed)) }
  }
}

private struct AddedJSON: Encodable {
  let events: UInt64
  let position: UInt64
  let bytes: Int
  let keys: KeyBackup?
  let passphrase: String?
  let verifier: String
}

private struct KeyBackupJSON: Encodable {
  let backup: KeyBackup
  let mustGo: Bool
}

extension Common {
  /// Sentences for people, a line each, or an object for machines.
  func answers(_ sentences: [String], json value: @autoclosure () -> some Encodable) throws {
    guard !json else { return try Terminal.json(value()) }
    for sentence in sentences { print(Terminal.wrap(sentence, indent: 0).replacing("\u{A0}", with: " ")) }
  }

  /// A key file as the list shows it.
  func line(_ backup: KeyBackup, destroyedKeys: Int) -> String {
    let state: String =
      if let gone = backup.gone {
        say("destrueret \(gone.at.toTheMinute)", "destroyed \(gone.at.toTheMinute)")
          + (gone.by.isEmpty
            ? ""
            : Int(gone.by) == nil
              ? " (\(gone.by))" : say(" (erstattet af nr. \(gone.by))", " (replaced by number \(gone.by))"))
      } else if backup.mustGo(destroyedKeys: destroyedKeys) {
        say("skal destrueres: ældre end en sletning", "to be destroyed: older than an erasure")
      } else {
        say("gælder", "valid")
      }
    let number = String(repeating: " ", count: max(0, 3 - "\(backup.number)".count)) + "\(backup.number)"
    return "\(number)  \(backup.made.toTheMinute)  \(backup.place.padding(to: 32))  \(state)"
  }
}

extension Moment {
  /// `2026-03-07 14:30 UTC`.
  var toTheMinute: String { String(description.prefix(16)).replacing("T", with: " ") + " UTC" }
}
