public import Events
public import Formats

/// Why nothing was brought in or written out.
public enum ExchangeError: Refusal {
  case fault(path: String, RowFault)
  case personsOrThings(path: String)
  case consentWithoutHow
  case consentForNobody
  case noText(columns: [String])
  case noColumn(String, columns: [String])
  case map(line: Int, danish: String, english: String)
  case nothingToUndo(String)
  case nothingToExport
  case unknownFormat(String)
  case folder(path: String, reason: String)

  public init(_ fault: XESFault, path: String) {
    self = .fault(path: path, RowFault(line: fault.line, danish: fault.danish, english: fault.english))
  }

  public func sentence(_ language: Language) -> String {
    switch self {
    case .fault(let path, let fault):
      language.say(
        "\(path), linje \(fault.line): \(fault.danish); intet er hentet ind",
        "\(path), line \(fault.line): \(fault.english); nothing was brought in")
    case .personsOrThings(let path):
      language.say(
        "er sagerne i \(path) mennesker eller ting (bøder, ansøgninger)? Skriv --as-organisation for ting; er de mennesker, så --as-participants --consent care --how \"hvordan de sagde ja\"",
        "are the cases of \(path) people or things (fines, permits)? Write --as-organisation for things; if they are people, --as-participants --consent care --how \"how they agreed\""
      )
    case .consentWithoutHow:
      language.say(
        "sig med --how, hvordan personerne har sagt ja til at blive husket; det skrives hos hver af dem",
        "say with --how in what way the people agreed to be remembered; it is written down with each of them")
    case .consentForNobody:
      language.say(
        "--consent gælder mennesker, og --as-organisation siger, at der er ingen: vælg ét af dem",
        "--consent is about people, and --as-organisation says there are none: choose one of them")
    case .noText(let columns):
      language.say(
        "sig i et kort (--map), hvilken kolonne der er teksten: \(columns.joined(separator: ", "))",
        "say in a map (--map) which column holds the text: \(columns.joined(separator: ", "))")
    case .noColumn(let name, let columns):
      language.say(
        "filen har ingen kolonne ‘\(name)’, men \(columns.joined(separator: ", ")): ret kortet",
        "the file has no column ‘\(name)’, but \(columns.joined(separator: ", ")): mend the map")
    case .map(let line, let danish, let english):
      language.say("kortet, linje \(line): \(danish)", "the map, line \(line): \(english)")
    case .nothingToUndo(let id):
      language.say(
        "\(id) er ingen indhentning, der står: dens nummer blev nævnt, da den var færdig",
        "\(id) is no import that stands: its id was given when it was done")
    case .nothingToExport: language.say("der er intet at skrive ud", "there is nothing to write out")
    case .unknownFormat(let path):
      language.say(
        "hvad er \(path)? Sig det med --format csv, xes eller cloudevents",
        "what is \(path)? Say it with --format csv, xes, or cloudevents")
    case .folder(let path, let reason):
      language.say("\(path) kan ikke skrives: \(reason)", "\(path) cannot be written: \(reason)")
    }
  }
}
