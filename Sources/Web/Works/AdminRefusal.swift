internal import Events

/// What an admin is told when something cannot be done now.
enum AdminRefusal: Refusal {
  case runs(WorkKind)
  case doesNotRun(WorkKind)
  case noChild(String)
  case noBackups
  case noSuchPart(String)
  case noSuchKind(String)
  case noDraft
  case wrongWords(problems: Int)
  case erasedMeanwhile
  case badNumber(String)
  case otherRole
  case noPolicy
  case notSure(String)

  func sentence(_ language: Language) -> String {
    switch self {
    case .runs(let kind):
      language.say(
        "\(kind.title(.danish)) er i gang allerede. Vent, eller stop den.",
        "\(kind.title(.english)) is under way already. Wait for it, or stop it.")
    case .doesNotRun(let kind):
      language.say(
        "\(kind.title(.danish)) er ikke i gang, eller kan ikke stoppes nu. Intet er ændret.",
        "\(kind.title(.english)) is not under way, or cannot be stopped now. Nothing was changed.")
    case .noChild(let reason):
      language.say(
        "Arbejdet kunne ikke begynde i en proces for sig (\(reason)). Prøv igen.",
        "The work could not begin in a process of its own (\(reason)). Try again.")
    case .noBackups:
      language.say(
        "Der er ikke sagt, hvor kopier skal ligge. Start med ‘tillid serve --backups MAPPE’.",
        "Nobody said where backups are to lie. Start with ‘tillid serve --backups FOLDER’.")
    case .noSuchPart(let name):
      language.say(
        "Ordforrådet har ingen del ‘\(name)’. Vælg en på siden Ordforråd.",
        "The vocabulary has no part ‘\(name)’. Choose one on the page Vocabulary.")
    case .noSuchKind(let name):
      language.say(
        "Ordforrådet har ingen slags ‘\(name)’. Søg efter et ord, den kunne have.",
        "The vocabulary has no kind ‘\(name)’. Search for a word that it could have.")
    case .noDraft:
      language.say(
        "Der er ingen kladde. Vælg en del af ordforrådet, ret den, og gem.",
        "There is no draft. Choose a part of the vocabulary, change it, and save.")
    case .wrongWords(let problems):
      language.say(
        "Kladden har \(problems) fejl og kan ikke bruges endnu. De står på siden Kladden.",
        "The draft has \(problems) faults and cannot be used yet. They stand on the page The draft.")
    case .erasedMeanwhile:
      language.say(
        "Nogen blev slettet imens, så det må gøres igen. Begynd forfra.",
        "Somebody was erased meanwhile, so it has to be done again. Begin anew.")
    case .badNumber(let text):
      language.say(
        "‘\(text)’ er ikke et tal fra 0 til 100. Intet er ændret.",
        "‘\(text)’ is no number from 0 to 100. Nothing was changed.")
    case .noPolicy:
      language.say(
        "Der er ingen politik uden fejl. Skriv den på siden Politikken, og gem.",
        "There is no policy without faults. Write it on the page The policy, and save.")
    case .notSure(let machine):
      language.say(
        "Intet er gjort: sæt kryds ved, at \(machine) aldrig skal ind igen.",
        "Nothing was done: tick that \(machine) shall never come in again.")
    case .otherRole:
      language.say(
        "Historier læses af hjælpere. Tællinger og grunde står på siden Øvelse.",
        "Stories are read by helpers. Counts and reasons stand on the page Rehearsal.")
    }
  }
}
