import ArgumentParser
import Backup
import Events
import Foundation

/// Where the recovery passphrase comes from: drawn, a file, a variable, or whoever sits at the terminal.
struct RecoveryPassphrase: ParsableArguments {
  @Option(
    name: .long, help: "Read the recovery passphrase from this file (mode 0600).", completion: .file())
  var passphraseFile: String?

  private static let variable = "TILLID_RECOVERY_PASSPHRASE"

  /// The one that a key file was sealed with.
  func given(_ common: Common) throws -> Passphrase {
    if let said = try unasked() { return said }
    return try ask(common.say("Adgangssætning: ", "Passphrase: "))
  }

  /// One to seal a new key file with; asked for twice.
  func new(_ common: Common) throws -> Passphrase {
    let passphrase = try unasked() ?? askTwice(common)
    try passphrase.judge()
    return passphrase
  }

  private func askTwice(_ common: Common) throws -> Passphrase {
    let first = try ask(common.say("Adgangssætning: ", "Passphrase: "))
    try first.judge()
    guard try ask(common.say("Og en gang til: ", "Once more: ")) == first else {
      throw CommandError.passphrasesDiffer
    }
    return first
  }

  private func unasked() throws -> Passphrase? {
    if let passphraseFile { return try read(passphraseFile) }
    return try ProcessInfo.processInfo.environment[Self.variable].map(Passphrase.init(typed:))
  }

  private func read(_ path: String) throws -> Passphrase {
    let facts: [FileAttributeKey: Any]
    let data: Data
    do {
      facts = try FileManager.default.attributesOfItem(atPath: path)
      data = try Data(contentsOf: URL(filePath: path))
    } catch { throw CommandError.unreadableFile(path, CommandError.reason(error)) }
    let mode = facts[.posixPermissions] as? Int ?? 0
    guard mode & 0o077 == 0 else { throw CommandError.passphraseMode(path, mode) }
    guard let text = String(validating: data, as: UTF8.self) else {
      throw CommandError.unreadableFile(
        path, Language.asked.say("den er ikke gyldig UTF-8", "it is not valid UTF-8"))
    }
    return try Passphrase(typed: text)
  }

  /// Without showing what is typed.
  private func ask(_ prompt: String) throws -> Passphrase {
    guard isatty(0) == 1 else { throw CommandError.noPassphrase }
    guard let typed = getpass(prompt) else { throw CommandError.noPassphrase }
    defer { memset(typed, 0, strlen(typed)) }
    return try Passphrase(typed: String(cString: typed))
  }
}
