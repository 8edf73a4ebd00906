import Events

/// What the command itself can refuse.
enum CommandError: Error, CustomStringConvertible {
  case noData(String)
  case alreadyThere(String)
  case noFolder(String)
  case noKeys(String)
  case noLog(String)
  case brokenViews(String, String)
  case brokenText(argument: Int)
  case brokenInput(line: Int)
  case badJSON(line: Int, String)
  case noView(String, of: String)
  case unreadableFile(String, String)
  case unwritableFile(String, String)
  case unsound(Int)
  case masterElsewhere(String)
  case passphrasesDiffer
  case passphraseMode(String, Int)
  case noPassphrase
  case notConfirmed(String, also: [String])

  var description: String {
    switch self {
    case .noData(let path):
      "there is no data folder at \(path): make one with ‘tillid init --data \(path)’, or say where it is with --data"
    case .alreadyThere(let path): "there is a data folder at \(path) already: nothing was changed"
    case .noFolder(let path):
      "\(path) is a file, so no data folder can be made there: name another place with --data"
    case .noKeys(let path):
      "there is a log in \(path) but no keys, so nothing in it can be read: restore \(path)/keys from a backup"
    case .noLog(let path):
      "there are keys in \(path) but no log: restore \(path)/log from a backup, or name another folder with --data"
    case .brokenViews(let path, let reason):
      "the views cannot be opened (\(reason)): nothing is lost, so delete \(path) and write ‘tillid rebuild’"
    case .brokenText(let argument):
      "argument \(argument) is not valid UTF-8, so nothing was saved: write it again in a UTF-8 terminal"
    case .brokenInput(let line):
      "line \(line) of the input is not valid UTF-8, so nothing was saved: convert it with iconv and try again"
    case .badJSON(let line, let reason):
      "line \(line) of the input is no {\"id\", \"text\"} object: \(reason)"
    case .noView(let view, let name):
      "there is nothing to show in \(view) for \(name): they have not agreed to be remembered, or nothing has been told yet"
    case .unreadableFile(let path, let reason): "\(path) cannot be read: \(reason)"
    case .unwritableFile(let path, let reason): "\(path) cannot be written: \(reason)"
    case .unsound(let findings):
      "the log is not sound: \(findings) findings are listed above; restore from a backup before anything is written"
    case .masterElsewhere(let source):
      "the master key comes from \(source), where it cannot be replaced, so nothing was changed: put the present key into a file of mode 0600, run ‘tillid keys rotate --master’ with TILLID_KEY_FILE set to it and without \(source), take the new key from that file to where the old one was kept, and delete the file"
    case .passphrasesDiffer: "the two passphrases differ, and nothing was made: try again"
    case .passphraseMode(let path, let mode):
      "\(path) has mode \(String(mode, radix: 8)): make it readable by its owner alone (chmod 600)"
    case .noPassphrase:
      "there is no terminal to ask for the passphrase at: give it with --passphrase-file or TILLID_RECOVERY_PASSPHRASE"
    case .notConfirmed(let name, let others):
      "nothing was erased: erasing cannot be undone\(others.isEmpty ? "" : " and takes \(others.joined(separator: ", ")) along, who are the same person"), so write ‘tillid erase \"\(name)\" --yes’ to mean it"
    }
  }
}
