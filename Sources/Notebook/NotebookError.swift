public import Events

/// What a helper is told when something cannot be written. Nothing has been saved then.
public enum NotebookError: Refusal {
  case unknown(String, similar: [String])
  case moved(String, to: String)
  case severalBear(String, [String])
  case emptyLine
  case lineTooLong(bytes: Int)
  case careFirst(String)
  case nothingToWithdraw(String, Purpose)
  case noSuchEvent(EventID)
  case cannotCorrect(EventID)
  case cannotRetract(EventID)
  case holdsNoWords(EventID)
  case adoptsNothing(EventID)
  case closed(EventID)
  case alreadyOut(EventID)
  case samePerson(String)
  case twoPersons(String, String)
  case stillJoined(String, String)
  case emptyName
  case futureTime(String)
  case noSuchKind(String, similar: [String])
  case noSuchMode(String)
  case erasureWaits(String)
  case notRemembered(String)
  case noPromise(EventID)
  case nothingAsked
  case noTime(String)
  case dueBefore(When, made: When)
  case endlessTime(String)
  case yearOrPosition(String)
  case positionInHindsight(String)
  case noPosition(UInt64, end: UInt64)
  case otherLine(EventID)
  case tooManyAtOnce(most: Int)

  public func sentence(_ language: Language) -> String {
    switch self {
    case .unknown(let name, let similar) where similar.isEmpty:
      language.say(
        "der er ingen deltager ‘\(name)’: siger de ja til at blive husket, så skriv ‘tillid consent \"\(name)\" --give care’",
        "there is no participant ‘\(name)’: if they agree to be remembered, write ‘tillid consent \"\(name)\" --give care’"
      )
    case .unknown(let name, let similar):
      language.say(
        "der er ingen deltager ‘\(name)’, men \(Self.quoted(similar)): skriv navnet, som det kendes",
        "there is no participant ‘\(name)’, but \(Self.quoted(similar)): write the name as it is known")
    case .moved(let name, let region):
      language.say(
        "\(name) er flyttet til \(region.isEmpty ? "huben" : "regionen \(region)"), og nøgle og historie er ikke her mere: fortæl og læs det dér, eller lad dem flytte tilbage med ‘tillid move’",
        "\(name) has moved to \(region.isEmpty ? "the hub" : "the region \(region)"), and key and story are here no more: tell and read it there, or let them move back by ‘tillid move’"
      )
    case .severalBear(let name, let names):
      language.say(
        "\(names.count) personer hedder ‘\(name)’ (\(names.joined(separator: "; "))): sig hvem ved et navn, der kun er deres, eller ved nummeret",
        "\(names.count) people are called ‘\(name)’ (\(names.joined(separator: "; "))): say which by a name that is theirs alone, or by the handle"
      )
    case .emptyLine:
      language.say("linjen er tom: skriv, hvad der skete", "the line is empty: write what happened")
    case .lineTooLong(let bytes):
      language.say(
        "linjen fylder \(bytes) byte, og intet er gemt: en linje har højst \(Notebook.longestLine), så fortæl det i flere",
        "the line is \(bytes) bytes long and nothing was saved: a line holds at most \(Notebook.longestLine), so tell it in parts"
      )
    case .careFirst(let name):
      language.say(
        "\(name) har ikke sagt ja til at blive husket, så der er intet at dele eller afspille: giv ‘care’ først",
        "\(name) has not agreed to be remembered, so there is nothing to share or replay: give ‘care’ first")
    case .nothingToWithdraw(let name, let purpose):
      language.say(
        "\(name) har ikke sagt ja til ‘\(purpose)’, så intet ændres",
        "\(name) has not agreed to ‘\(purpose)’, so nothing changes")
    case .noSuchEvent(let id):
      language.say(
        "der er ingen hændelse \(id): ‘tillid timeline NAVN --ids’ viser numrene",
        "there is no event \(id): ‘tillid timeline NAME --ids’ shows the ids")
    case .cannotCorrect(let id):
      language.say(
        "hændelse \(id) kan ikke rettes: det kan kun linjer, tællinger og løfter",
        "event \(id) cannot be corrected: only lines, counts and promises can")
    case .cannotRetract(let id):
      language.say(
        "hændelse \(id) kan ikke tages ud: et nej, en sletning og hvem der har læst, bliver stående; for hvem der er hvem, brug ‘tillid same --not’, for et ja ‘tillid consent’",
        "event \(id) cannot be taken out: a no, an erasure and who has read stand; for who is whom use ‘tillid same --not’, for a yes ‘tillid consent’"
      )
    case .holdsNoWords(let id):
      language.say(
        "hændelse \(id) har ingen ord, og der kan ikke sættes nogen: skriv en linje for sig med ‘tillid note’",
        "event \(id) holds no words, and none may be put there: write a line of its own with ‘tillid note’")
    case .adoptsNothing(let id):
      language.say(
        "hændelse \(id) tog intet ordforråd i brug: ‘tillid vocabulary adopt’ nævnte den, der gjorde, under ‘Fortryd’",
        "event \(id) adopted no vocabulary: ‘tillid vocabulary adopt’ named the event that did under ‘Undo’")
    case .alreadyOut(let id):
      language.say(
        "hændelse \(id) er taget ud allerede: skal den tilbage, så tag udtagningen ud, hvis nummer blev nævnt dengang",
        "event \(id) is taken out already: to bring it back, retract the retraction, whose id was given then")
    case .closed(let id):
      language.say(
        "hændelse \(id) er lukket: deltageren siger ikke længere ja til at blive husket, eller gjorde det ikke ind imellem",
        "event \(id) is closed: the participant no longer agrees to be remembered, or did not in between")
    case .samePerson(let name):
      language.say(
        "begge navne er allerede samme person, \(name)", "both names already mean the same person, \(name)")
    case .twoPersons(let one, let other):
      language.say(
        "\(one) og \(other) er allerede to personer, så intet ændres",
        "\(one) and \(other) are two persons already, so nothing changes")
    case .stillJoined(let one, let other):
      language.say(
        "\(one) og \(other) er nu skilt ad, men begge er stadig samme person som et tredje navn: skil også det fra",
        "\(one) and \(other) are told apart now, but each is still the same person as a third name: part that one as well"
      )
    case .noSuchKind(let word, let similar):
      language.say(
        "ordforrådet har ingen slags ‘\(word)’\(similar.isEmpty ? "" : ", men \(similar.joined(separator: ", "))"): ‘tillid vocabulary show’ viser dem",
        "the vocabulary has no kind ‘\(word)’\(similar.isEmpty ? "" : ", but \(similar.joined(separator: ", "))"): ‘tillid vocabulary show’ lists them"
      )
    case .noSuchMode(let word):
      language.say(
        "‘\(word)’ har ingen kendt måde: skriv SLAGS:happened, arranged, declined eller failed",
        "‘\(word)’ has no known mode: write KIND:happened, arranged, declined or failed")
    case .erasureWaits(let reason):
      language.say(
        "sletningen står i loggen, men nøglen er ikke destrueret endnu (\(reason)): få det i orden, så destruerer næste kommando den",
        "the erasure is in the log, but the key is not destroyed yet (\(reason)): mend that, and the next command destroys it"
      )
    case .notRemembered(let name):
      language.say(
        "\(name) har ikke sagt ja til at blive husket, så intet løfte kan stå hos dem: siger de ja, så skriv ‘tillid consent \"\(name)\" --give care’",
        "\(name) has not agreed to be remembered, so no promise can stand with them: if they agree, write ‘tillid consent \"\(name)\" --give care’"
      )
    case .noPromise(let id):
      language.say(
        "hændelse \(id) er intet løfte til nogen: ‘tillid promises NAVN --ids’ viser deres numre",
        "event \(id) is no promise to anybody: ‘tillid promises NAME --ids’ shows their ids")
    case .nothingAsked:
      language.say(
        "der er intet ord at søge efter: skriv et, der står i linjerne, eller et navn",
        "there is no word to search for: write one that stands in the lines, or a name")
    case .dueBefore(let due, let made):
      language.say(
        "løftet er fra \(made.day) og kan ikke være lovet til \(due): sig en dag, der kommer efter",
        "the promise is of \(made.day) and cannot be due \(due): say a day that comes after it")
    case .noTime(let text):
      language.say(
        "‘\(text)’ er intet tidspunkt og ingen plads i loggen: skriv 2024-03-01, 2024-03, ‘sidste uge’ eller #1234",
        "‘\(text)’ is no time and no position of the log: write 2024-03-01, 2024-03, ‘sidste uge’, or #1234")
    case .endlessTime(let text):
      language.say(
        "‘\(text)’ har ingen ende: sig op til hvornår, som 2024-03-01",
        "‘\(text)’ has no end: say up to when, such as 2024-03-01")
    case .yearOrPosition(let text):
      language.say(
        "‘\(text)’ kan være et år eller en plads i loggen: skriv \(text)-12 for årets slutning, #\(text) for pladsen",
        "‘\(text)’ can be a year or a position of the log: write \(text)-12 for the end of the year, #\(text) for the position"
      )
    case .positionInHindsight(let text):
      language.say(
        "hvad der vides nu om plads \(text), giver ingen mening, for en plads siger, hvad der var fortalt, ikke hvad der var sket: giv et tidspunkt, eller udelad --hindsight",
        "what is known now about position \(text) means nothing, since a position says what had been told, not what had happened: give a time, or leave --hindsight out"
      )
    case .noPosition(let position, let end):
      language.say(
        "loggen har ingen plads \(position): den går fra 1 til \(end)",
        "the log has no position \(position): it goes from 1 to \(end)")
    case .otherLine(let id):
      language.say(
        "en anden linje er gemt som \(id), så denne er ikke gemt: send den igen under et nyt nummer",
        "another line is kept as \(id), so this one was not: send it again under a new id")
    case .tooManyAtOnce(let most):
      language.say(
        "linjen er om flere end \(most), og intet er gemt: fortæl det i to linjer",
        "the line is about more than \(most), and nothing was saved: tell it in two lines")
    case .emptyName:
      language.say(
        "navnet er tomt: skriv et navn, eller hvad de kaldes",
        "the name is empty: write a name or what they are called")
    case .futureTime(let time):
      language.say(
        "\(time) har ikke været endnu: fortæl, hvad der er sket; planer hører til i linjen",
        "\(time) has not been yet: tell what has happened, plans belong in the line")
    }
  }

  private static func quoted(_ names: [String]) -> String {
    names.map { "‘\($0)’" }.joined(separator: ", ")
  }
}
