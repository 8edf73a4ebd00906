public import Events

/// Why machines could not be brought together. Nothing has been changed then.
public enum MachinesError: Refusal {
  case badName(String)
  case badRegion(String)
  case badAddress(String)
  case noAddress
  case regionNeedsOne
  case noFleet
  case alreadyBegun(String)
  case notAHub(String, Machine.Role)
  case nameTaken(String)
  case wasLockedOut(String)
  case noMachine(String, known: [String])
  case itself(String)
  case noRegion(String, known: [String])
  case figuresTwice(String)
  case figuresMissing([String])
  case figuresDiffer(String, String)
  case notWhole(String)
  case otherFingerprint(String)
  case noFingerprint(String)
  case otherRole(String, is: Machine.Role)
  case notAsked(String)
  case askedAs(String, String)
  case forAnother(String, here: String)
  case folderThere(String)
  case othersLeft([String])
  case cannotSeal(to: String)
  case doesNotOpen(from: String)
  case mayNotRead(String)
  case keysDestroyed(String)
  case file(String, doing: String, reason: String)

  public func sentence(_ language: Language) -> String {
    switch self {
    case .badName(let name):
      language.say(
        "‘\(name)’ kan ikke være navn på en maskine: højst 32 små bogstaver (a-z), tal og bindestreger",
        "‘\(name)’ cannot be a machine's name: at most 32 lower-case letters (a-z), digits and hyphens")
    case .badRegion(let name):
      language.say(
        "‘\(name)’ kan ikke være navn på en region: højst 32 små bogstaver (a-z), tal og bindestreger, og ikke ‘all’",
        "‘\(name)’ cannot be a region's name: at most 32 lower-case letters (a-z), digits and hyphens, and not ‘all’"
      )
    case .badAddress(let address):
      language.say(
        "‘\(address)’ er ingen adresse: skriv NAVN:PORT, som hub.example.org:7422",
        "‘\(address)’ is no address: write HOST:PORT, as hub.example.org:7422")
    case .noAddress:
      language.say(
        "en hub skal kunne findes af de andre: sig hvor med --address NAVN:PORT",
        "a hub must be found by the others: say where with --address HOST:PORT")
    case .regionNeedsOne:
      language.say(
        "en region har et navn: sig hvilken med --region NAVN",
        "a region has a name: say which with --region NAME")
    case .noFleet:
      language.say(
        "her er kun denne ene maskine: ‘tillid hub begin NAVN --address NAVN:PORT’ gør den til den første af flere",
        "there is this one machine only: ‘tillid hub begin NAME --address HOST:PORT’ makes it the first of several"
      )
    case .alreadyBegun(let name):
      language.say(
        "denne maskine er allerede \(name): intet er ændret",
        "this machine is \(name) already: nothing was changed")
    case .notAHub(let name, let role):
      language.say(
        "denne maskine, \(name), er ikke en hub (men \(role)): skriv det på en hub, ‘tillid machines’ nævner dem",
        "this machine, \(name), is no hub (but a \(role)): write it on a hub, ‘tillid machines’ names them")
    case .nameTaken(let name):
      language.say(
        "der er allerede en maskine, der hedder \(name), med en anden nøgle: lad den nye spørge under et andet navn",
        "there is a machine called \(name) already, of another key: let the new one ask under another name")
    case .wasLockedOut(let name):
      language.say(
        "\(name) er lukket ude for altid: lad maskinen spørge under et nyt navn",
        "\(name) is locked out for ever: let the machine ask under a new name")
    case .noMachine(let name, let known):
      language.say(
        "ingen maskine hedder ‘\(name)’: de hedder \(known.joined(separator: ", "))",
        "no machine is called ‘\(name)’: they are called \(known.joined(separator: ", "))")
    case .itself(let name):
      language.say(
        "\(name) er denne maskine, som ikke kan lukke sig selv ude: gør det på en anden hub",
        "\(name) is this machine, which cannot lock itself out: do it on another hub")
    case .noRegion(let name, let known):
      language.say(
        "ingen maskine har regionen ‘\(name)’: der er \(known.isEmpty ? "ingen endnu" : known.joined(separator: ", "))",
        "no machine has the region ‘\(name)’: there \(known.isEmpty ? "is none yet" : "are \(known.joined(separator: ", "))")"
      )
    case .figuresTwice(let region):
      language.say(
        "tallene for \(Self.region(region, language)) er der to gange, så summen ville være for stor: giv dem én gang",
        "the figures of \(Self.region(region, language)) are there twice, so the sum would be too great: give them once"
      )
    case .figuresMissing(let regions):
      language.say(
        "tallene for \(regions.map { Self.region($0, language) }.joined(separator: ", ")) mangler: skriv dem dér med ‘tillid reach --part FIL’",
        "the figures of \(regions.map { Self.region($0, language) }.joined(separator: ", ")) are missing: have them written there by ‘tillid reach --part FILE’"
      )
    case .figuresDiffer(let one, let other):
      language.say(
        "\(one) og \(other) har talt med forskellige ord eller versioner: lad dem mødes, og skriv begge filer igen",
        "\(one) and \(other) have counted by other words or versions: let them meet, and write both files again"
      )
    case .notWhole(let file):
      language.say(
        "\(file) er ikke hel: bed om at få den sendt igen, som en fil og ikke som tekst i brevet",
        "\(file) is not whole: have it sent again, as a file and not within the letter")
    case .noFingerprint(let name):
      language.say(
        "intet er gjort: ring, og lad dem på \(name) læse deres fingeraftryk op, og skriv det med --fingerprint \"….\" – aldrig fra brevet",
        "nothing was done: call them, have whoever is at \(name) read out its fingerprint, and write it with --fingerprint \"…\" – never from the letter"
      )
    case .otherFingerprint(let name):
      language.say(
        "det fingeraftryk er ikke det, filen fra \(name) har, så intet er gjort: læs det op en gang til; er det stadig et andet, har nogen ændret filen undervejs",
        "that is not the fingerprint of the file from \(name), so nothing was done: read it out once more; if it is still another, somebody changed the file on its way"
      )
    case .otherRole(let name, let role):
      language.say(
        "\(name) bad om at være \(role): skriv ‘tillid \(role)’ i stedet",
        "\(name) asked to be a \(role): write ‘tillid \(role)’ instead")
    case .notAsked(let path):
      language.say(
        "der er ikke spurgt fra \(path): begynd med ‘tillid van ask NAVN’ (eller hub, region) her, for kun den, der spurgte, kan åbne svaret",
        "nothing was asked from \(path): begin with ‘tillid van ask NAME’ (or hub, region) here, since only the one who asked can open the answer"
      )
    case .askedAs(let name, let path):
      language.say(
        "herfra er der allerede spurgt som \(name): brug det svar, eller slet \(path)/machine og spørg igen",
        "\(name) has asked from here already: use that answer, or delete \(path)/machine and ask again")
    case .forAnother(let name, let here):
      language.say(
        "svaret er til \(name), og denne maskine spurgte som \(here): bed om det rigtige svar",
        "the answer is for \(name), and this machine asked as \(here): ask for the right answer")
    case .folderThere(let path):
      language.say(
        "der er allerede en datamappe i \(path), så intet er ændret: en ny maskine begynder uden; nævn et andet sted med --data",
        "there is a data folder at \(path) already, so nothing was changed: a new machine begins without one; name another place with --data"
      )
    case .othersLeft(let names):
      language.say(
        "der er stadig \(names.joined(separator: ", ")): luk dem ude først med ‘tillid hub lock-out NAVN’, når de har afleveret alt",
        "there are \(names.joined(separator: ", ")) still: lock them out first with ‘tillid hub lock-out NAME’, when they have handed over everything"
      )
    case .cannotSeal(let name):
      language.say(
        "\(name) har ingen nøgle, der kan forsegles til: lad maskinen spørge igen under et nyt navn",
        "\(name) has no key that could be sealed to: let the machine ask again under a new name")
    case .doesNotOpen(let name):
      language.say(
        "det, der kom fra \(name), kan ikke åbnes: det er ikke forseglet af \(name) til denne maskine; bed om et nyt",
        "what came from \(name) does not open: it was not sealed by \(name) for this machine; ask for it anew"
      )
    case .mayNotRead(let name):
      language.say(
        "\(name) må ikke få den nøgle, og ingen er sendt: se ‘tillid machines’",
        "\(name) may not have that key, and none was sent: see ‘tillid machines’")
    case .keysDestroyed(let why):
      language.say(
        "denne maskine er lukket ude, og dens nøgler er destrueret (\(why)): det kan ikke gøres om; spørg igen i en ny mappe under et nyt navn",
        "this machine is locked out, and its keys are destroyed (\(why)): that cannot be undone; ask again in a new folder, under a new name"
      )
    case .file(let path, let doing, let reason):
      language.say("\(path) kunne ikke bruges (\(doing)): \(reason)", "could not \(doing) \(path): \(reason)")
    }
  }
}

extension MachinesError {
  fileprivate static func region(_ name: String, _ language: Language) -> String {
    name.isEmpty ? language.say("huben, for alt uden region", "the hub, for all of no region") : name
  }
}
