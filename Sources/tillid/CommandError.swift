import Events
import Foundation

/// What the command itself can refuse.
enum CommandError: Refusal {
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
  case noViewThen(String, of: String)
  case unreadableFile(String, String)
  case unwritableFile(String, String)
  case looksNotWritten(String, String)
  case unsound(Int)
  case masterElsewhere(String)
  case passphrasesDiffer
  case passphraseMode(String, Int)
  case noPassphrase
  case differs([String])
  case brokeOff(Int)
  case noChild(String)
  case notConfirmed(String, also: [String])
  case noHelper(String)
  case nothingOwed(String)
  case whichPromise(String, [String])
  case noRelease(String)
  case onlyTables(String)

  func sentence(_ language: Language) -> String {
    switch self {
    case .noRelease(let path):
      language.say(
        "der er ingen udgivelse i \(path): nævn mappen, som ‘tillid release make’ skrev",
        "there is no release at \(path): name the folder that ‘tillid release make’ wrote")
    case .onlyTables(let path):
      language.say(
        "\(path) har kun tal med støj, i \(path)/tables, og ingen forløb at spille af: ‘streams’ i politikken giver opdigtede",
        "\(path) has counts with noise alone, in \(path)/tables, and no streams to replay: ‘streams’ in the policy gives invented ones"
      )
    case .noData(let path):
      language.say(
        "der er ingen datamappe i \(path): lav en med ‘tillid init --data \(path)’, eller sig med --data, hvor den er",
        "there is no data folder at \(path): make one with ‘tillid init --data \(path)’, or say where it is with --data"
      )
    case .alreadyThere(let path):
      language.say(
        "der er allerede en datamappe i \(path): intet er ændret",
        "there is a data folder at \(path) already: nothing was changed")
    case .noFolder(let path):
      language.say(
        "\(path) er en fil, så der kan ingen datamappe laves: nævn et andet sted med --data",
        "\(path) is a file, so no data folder can be made there: name another place with --data")
    case .noKeys(let path):
      language.say(
        "der er en log i \(path), men ingen nøgler, så intet i den kan læses: genskab \(path)/keys fra en kopi",
        "there is a log in \(path) but no keys, so nothing in it can be read: restore \(path)/keys from a backup"
      )
    case .noLog(let path):
      language.say(
        "der er nøgler i \(path), men ingen log: genskab \(path)/log fra en kopi, eller nævn en anden mappe med --data",
        "there are keys in \(path) but no log: restore \(path)/log from a backup, or name another folder with --data"
      )
    case .brokenViews(let path, let reason):
      language.say(
        "visningerne kan ikke åbnes (\(reason)): intet er tabt, så slet \(path), og skriv ‘tillid rebuild’",
        "the views cannot be opened (\(reason)): nothing is lost, so delete \(path) and write ‘tillid rebuild’"
      )
    case .brokenText(let argument):
      language.say(
        "argument \(argument) er ikke gyldig UTF-8, så intet er gemt: skriv det igen i en UTF-8-terminal",
        "argument \(argument) is not valid UTF-8, so nothing was saved: write it again in a UTF-8 terminal")
    case .brokenInput(let line):
      language.say(
        "linje \(line) af det givne er ikke gyldig UTF-8, så intet er gemt: lav den om med iconv, og prøv igen",
        "line \(line) of the input is not valid UTF-8, so nothing was saved: convert it with iconv and try again"
      )
    case .badJSON(let line, let reason):
      language.say(
        "linje \(line) af det givne er intet {\"id\", \"text\"}: \(reason)",
        "line \(line) of the input is no {\"id\", \"text\"} object: \(reason)")
    case .noView(let view, let name):
      language.say(
        "der er intet at vise i \(view) for \(name): de har ikke sagt ja til at blive husket, eller intet er fortalt endnu",
        "there is nothing to show in \(view) for \(name): they have not agreed to be remembered, or nothing has been told yet"
      )
    case .noViewThen(let view, let name):
      language.say(
        "der er intet at vise i \(view) for \(name): intet var fortalt på det tidspunkt, eller de siger ikke ja til at blive husket i dag",
        "there is nothing to show in \(view) for \(name): nothing had been told by then, or they do not agree to be remembered today"
      )
    case .unreadableFile(let path, let reason):
      language.say(
        "\(path) kan ikke læses: \(reason)",
        "\(path) cannot be read: \(reason)")
    case .unwritableFile(let path, let reason):
      language.say(
        "\(path) kan ikke skrives: \(reason)",
        "\(path) cannot be written: \(reason)")
    case .looksNotWritten(let path, let reason):
      language.say(
        "hvis historie der vises, skrives ned først, og det kan ikke gøres i \(path) (\(reason)): læs et sted, hvor der kan skrives",
        "whose history is shown is written down first, and that cannot be done in \(path) (\(reason)): read where it can be written"
      )
    case .unsound(let findings):
      language.say(
        "loggen er ikke hel: \(findings) fund står ovenfor; genskab fra en kopi, før noget skrives",
        "the log is not sound: \(findings) findings are listed above; restore from a backup before anything is written"
      )
    case .masterElsewhere(let source):
      language.say(
        "hovednøglen kommer fra \(source), hvor den ikke kan udskiftes, så intet er ændret: læg den nuværende nøgle i en fil med rettighed 0600, kør ‘tillid keys rotate --master’ med TILLID_KEY_FILE sat til den og uden \(source), flyt den nye nøgle fra filen derhen, hvor den gamle lå, og slet filen",
        "the master key comes from \(source), where it cannot be replaced, so nothing was changed: put the present key into a file of mode 0600, run ‘tillid keys rotate --master’ with TILLID_KEY_FILE set to it and without \(source), take the new key from that file to where the old one was kept, and delete the file"
      )
    case .passphrasesDiffer:
      language.say(
        "de to adgangssætninger er forskellige, og intet er lavet: prøv igen",
        "the two passphrases differ, and nothing was made: try again")
    case .passphraseMode(let path, let mode):
      language.say(
        "\(path) har rettighed \(String(mode, radix: 8)): lad kun ejeren læse den (chmod 600)",
        "\(path) has mode \(String(mode, radix: 8)): make it readable by its owner alone (chmod 600)")
    case .noPassphrase:
      language.say(
        "der er ingen terminal at spørge om adgangssætningen ved: giv det med --passphrase-file eller TILLID_RECOVERY_PASSPHRASE",
        "there is no terminal to ask for the passphrase at: give it with --passphrase-file or TILLID_RECOVERY_PASSPHRASE"
      )
    case .brokeOff(let times):
      language.say(
        "programmet brød sammen \(times) gange, mens det lavede visninger, hver gang ved en ny historie, og visningerne er, som de var: ‘tillid status’ siger hvor; få programmet rettet, eller kør det samme igen for at sætte flere til side",
        "the program broke off \(times) times while it made views, each time at another story, and the views are as they were before: ‘tillid status’ says where; mend the program, or run the same again to set more aside"
      )
    case .noChild(let reason):
      language.say(
        "visningerne kan ikke bygges i en proces for sig (\(reason)): prøv igen",
        "the views cannot be built in a process of their own (\(reason)): try again")
    case .differs(let views):
      language.say(
        "bygget igen har \(views.joined(separator: ", ")) andet indhold end det, der vises: ‘tillid rebuild’ får visningerne i orden; gem views/, og sig det til den, der passer tillid",
        "built again, \(views.joined(separator: ", ")) hold something else than what is served: ‘tillid rebuild’ mends the views; keep views/ and tell whoever looks after tillid"
      )
    case .noHelper(let name):
      language.say(
        "her hedder ingen ‘\(name)’, så ingen er stoppet: ‘tillid helper’ og ‘tillid faces NAVN’ viser de navne, vi skriver under",
        "nobody here is called ‘\(name)’, so nobody left: ‘tillid helper’ and ‘tillid faces NAME’ show the names by which we write"
      )
    case .nothingOwed(let name):
      language.say(
        "vi skylder ikke \(name) noget løfte: ‘tillid promise made \"\(name)\" \"…\"’ giver et",
        "we owe \(name) no promise: ‘tillid promise made \"\(name)\" \"…\"’ keeps one")
    case .whichPromise(let name, let promises):
      language.say(
        "vi skylder \(name) \(promises.count) løfter (\(promises.joined(separator: "; "))): sig hvilket med --which og dets nummer eller nogle af dets ord",
        "we owe \(name) \(promises.count) promises (\(promises.joined(separator: "; "))): say which with --which and its id or some of its words"
      )
    case .notConfirmed(let name, let others):
      language.say(
        "intet er slettet: det kan ikke fortrydes\(others.isEmpty ? "" : " og sletter også alt, der står under \(others.joined(separator: ", "))"), så skriv ‘tillid erase \"\(name)\" --yes’, hvis det er meningen",
        "nothing was erased: erasing cannot be undone\(others.isEmpty ? "" : " and erases all that stands under \(others.joined(separator: ", ")) as well"), so write ‘tillid erase \"\(name)\" --yes’ to mean it"
      )
    }
  }
}

extension CommandError {
  /// Why a file cannot be had, without the library's own words, which know no Danish.
  static func reason(_ error: any Error) -> String {
    switch (error as? CocoaError)?.code {
    case .fileReadNoSuchFile: Language.asked.say("der er intet der", "nothing is there")
    case .fileNoSuchFile: Language.asked.say("mappen er der ikke", "its folder is not there")
    case .fileReadNoPermission, .fileWriteNoPermission:
      Language.asked.say("rettighederne tillader det ikke", "its permissions forbid it")
    case .fileWriteOutOfSpace: Language.asked.say("disken er fuld", "the disk is full")
    case .fileReadInapplicableStringEncoding, .fileReadCorruptFile:
      Language.asked.say("den er ikke gyldig UTF-8", "it is not valid UTF-8")
    default: error.localizedDescription
    }
  }
}
