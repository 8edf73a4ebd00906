public import Events

/// What whoever stands at the door is told when it stays shut.
public enum AccessRefusal: Refusal, Equatable {
  case invitationGone
  case shortPIN
  case easyPIN
  case wrongPIN(left: Int)
  case pinWaits(seconds: Int)
  case noPIN
  case seatEnded
  case noName
  case noRole
  case alreadyHere(String)
  case noSuchPerson
  case lastAdmin

  public func sentence(_ language: Language) -> String {
    switch self {
    case .invitationGone:
      language.say(
        "Invitationen er brugt, udløbet eller taget tilbage. Bed om en ny.",
        "The invitation was used, has run out or was taken back. Ask for a new one.")
    case .shortPIN:
      language.say("En pinkode er 4 til 12 tal. Skriv en til.", "A PIN is 4 to 12 digits. Write another.")
    case .easyPIN:
      language.say(
        "Den pinkode er det første, man gætter på. Vælg en anden.",
        "That PIN is the first that anybody guesses. Choose another.")
    case .wrongPIN(let left) where left > 10:
      language.say("Pinkoden passer ikke. Prøv igen.", "The PIN does not fit. Try again.")
    case .wrongPIN(let left):
      language.say(
        "Pinkoden passer ikke. Efter \(left) gange til er denne enhed logget ud.",
        "The PIN does not fit. After \(left) more this device is signed out.")
    case .pinWaits(let seconds):
      language.say(
        "Pinkoden var forkert for mange gange. Prøv igen om \(seconds) sekunder.",
        "The PIN was wrong too often. Try again in \(seconds) seconds.")
    case .noPIN:
      language.say(
        "Denne enhed har ingen pinkode. Log ind igen.", "This device has no PIN. Sign in again.")
    case .seatEnded:
      language.say(
        "Denne enhed er logget ud. Bed om en ny invitation.",
        "This device is signed out. Ask for a new invitation.")
    case .noName: language.say("Skriv et navn (højst 200 byte).", "Write a name (200 bytes at most).")
    case .noRole: language.say("Vælg mindst én rolle.", "Choose at least one role.")
    case .alreadyHere(let name):
      language.say(
        "\(name) er her allerede. Inviter til en enhed mere på \(name)s side, eller skriv et andet navn.",
        "\(name) is here already. Invite to one more device on the page of \(name), or write another name.")
    case .noSuchPerson:
      language.say("Ingen af os svarer til det. Se listen.", "None of us answers to that. See the list.")
    case .lastAdmin:
      language.say(
        "Så ville ingen være administrator. Giv først rollen til en anden.",
        "Then nobody would be an admin. Give the role to somebody else first.")
    }
  }
}
