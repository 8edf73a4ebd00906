internal import Events
internal import HTTPTypes

/// What whoever visits is told when something cannot be had.
enum WebRefusal: Refusal, Equatable {
  case noSuchPage
  case nobody
  case notSignedIn
  case locked
  case notAllowed
  case notMet
  case saidStop
  case tooLateToUndo
  case badForm
  case missing(String)
  case strangeForm
  case strangeID
  case severalUnmet(String)
  case nameTaken(String)
  case noSuchKind(String, similar: [String])
  case tooLarge(most: Int)
  case tooOften(seconds: Int)
  case providerSilent
  case providerRefused
  case notKnown

  var status: HTTPResponse.Status {
    switch self {
    case .noSuchPage, .nobody: .notFound
    case .saidStop: .gone
    case .notSignedIn, .locked: .unauthorized
    case .notAllowed, .notMet, .strangeForm, .providerRefused, .notKnown: .forbidden
    case .badForm: .badRequest
    case .missing, .strangeID, .severalUnmet, .nameTaken, .noSuchKind, .tooLateToUndo: .unprocessableContent
    case .tooLarge: .contentTooLarge
    case .tooOften: .tooManyRequests
    case .providerSilent: .badGateway
    }
  }

  func sentence(_ language: Language) -> String {
    switch self {
    case .noSuchPage:
      language.say(
        "Den side findes ikke. Gå til forsiden.", "There is no such page. Go to the first page.")
    case .nobody:
      language.say(
        "Ingen deltager svarer til den adresse: de er måske slettet. Søg efter navnet.",
        "No participant is at that address: perhaps they were erased. Search for the name.")
    case .notSignedIn:
      language.say(
        "Du er ikke logget ind her. Åbn linket i din invitation, eller bed om en ny.",
        "You are not signed in here. Open the link of your invitation, or ask for a new one.")
    case .locked: language.say("Skriv din pinkode for at gå videre.", "Write your PIN to go on.")
    case .notAllowed:
      language.say(
        "Det hører til en anden rolle end din. Spørg en administrator.",
        "That belongs to another role than yours. Ask an admin.")
    case .notMet:
      language.say(
        "Du har ikke mødt dem. Sig, hvorfor du har brug for det; så kan du se det, og de kan se hvorfor.",
        "You have not met them. Say why you need it; then you can see it, and they can see why.")
    case .saidStop:
      language.say(
        "De har sagt stop, så her huskes intet. Deres egen side kan stadig læses sammen med dem.",
        "They have said stop, so nothing is remembered here. Their own page can still be read with them.")
    case .tooLateToUndo:
      language.say(
        "Kun det, du lige har skrevet her om et løfte, kan fortrydes. Skriv i stedet, hvad der blev af det.",
        "Only what you have just written here of a promise can be undone. Say instead what became of it.")
    case .badForm:
      language.say(
        "Det, der blev sendt, kunne ikke læses. Intet er gemt; prøv igen.",
        "What was sent could not be read. Nothing was saved; try again.")
    case .missing(let name):
      language.say("Der mangler ‘\(name)’. Intet er gemt.", "‘\(name)’ is missing. Nothing was saved.")
    case .strangeForm:
      language.say(
        "Formularen kom ikke herfra, eller den er for gammel. Intet er gemt; åbn siden igen.",
        "The form did not come from here, or it is too old. Nothing was saved; open the page again.")
    case .strangeID:
      language.say(
        "Linjens nummer hører ikke til denne enhed. Intet er gemt; send den igen under et nyt nummer.",
        "The id of the line does not belong to this device. Nothing was saved; send it again under a new id.")
    case .severalUnmet(let name):
      language.say(
        "Flere hedder \(name), og du har ikke mødt dem. Skriv linjen uden navnet, eller med et navn, der kun er deres.",
        "Several are called \(name), and you have not met them. Write the line without the name, or with a name that is theirs alone."
      )
    case .noSuchKind(let word, let similar):
      language.say(
        "Ordforrådet kender ikke ‘\(word)’. Vælg fra listen"
          + (similar.isEmpty ? "." : ", måske \(similar.joined(separator: ", "))."),
        "The vocabulary does not know ‘\(word)’. Choose from the list"
          + (similar.isEmpty ? "." : ", perhaps \(similar.joined(separator: ", "))."))
    case .nameTaken(let name):
      language.say(
        "En, du ikke har mødt, hedder \(name) allerede. Intet er gemt; sæt noget til navnet, som ‘\(name) fra havnen’.",
        "Somebody you have not met is called \(name) already. Nothing was saved; add to the name, as ‘\(name) from the harbour’."
      )
    case .tooLarge(let most):
      language.say(
        "Det fylder mere end \(most) byte. Intet er gemt; send det i mindre dele.",
        "That is more than \(most) bytes. Nothing was saved; send it in smaller parts.")
    case .tooOften(let seconds):
      language.say(
        "For mange forsøg. Prøv igen om \(seconds) sekunder.",
        "Too many tries. Try again in \(seconds) seconds.")
    case .providerSilent:
      language.say(
        "Loginudbyderen svarer ikke. Prøv igen om lidt, eller bed om en invitation.",
        "The sign-in provider does not answer. Try again in a while, or ask for an invitation.")
    case .providerRefused:
      language.say(
        "Login hos udbyderen gik ikke igennem. Prøv igen fra begyndelsen.",
        "Signing in at the provider did not go through. Try again from the beginning.")
    case .notKnown:
      language.say(
        "Udbyderen kender dig, men du er ikke skrevet op her. Bed en administrator om det.",
        "The provider knows you, but you are not written down here. Ask an admin for it.")
    }
  }
}
