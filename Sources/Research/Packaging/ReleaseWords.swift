internal import Events
internal import Releases

/// What a release is, in words that are made from its own numbers.
struct ReleaseWords {
  let policy: Policy
  /// Never told exactly.
  let participants: Int
  /// The share of streams that nobody else has.
  let unique: Double

  init(_ policy: Policy, participants: Int, unique: Double) {
    (self.policy, self.participants, self.unique) = (policy, participants, unique)
  }

  private var about: Int { (participants + 5) / 10 * 10 }

  private func percent(_ language: Language) -> String {
    let tenths = Int((unique * 1000).rounded())
    return "\(tenths / 10)\(language.say(",", "."))\(tenths % 10) %"
  }

  var count: Words { Words("omkring \(about)", "about \(about)") }

  var legalStatus: Words {
    switch policy.tier {
    case .a:
      Words(
        "Pseudonymiserede personoplysninger (niveau A). \(percent(.danish)) af forløbene er der kun ét af. Kun til det nævnte projekt, i et lukket miljø, uden udtræk af rækker.",
        "Pseudonymised personal data (tier A). Of \(percent(.english)) of the streams there is only one. For the named project alone, in a closed environment, without export of rows."
      )
    case .b:
      Words(
        "Pseudonymiserede personoplysninger med målt restrisiko (niveau B), ikke anonyme. \(percent(.danish)) af de hele forløb er der kun ét af; men den, der kender op til \(policy.guarantee.length) hændelser om nogen, finder mindst \(policy.guarantee.people) ens eller ingen. Må ikke gives videre.",
        "Pseudonymised personal data with a measured residual risk (tier B), not anonymous. Of \(percent(.english)) of whole streams there is only one; but whoever knows up to \(policy.guarantee.length) events of somebody finds at least \(policy.guarantee.people) alike, or nobody. Must not be passed on."
      )
    case .c:
      Words(
        "Åbne tal med støj (niveau C): ingens egne hændelser. ε = \(policy.noise.epsilon.numerator)/\(policy.noise.epsilon.denominator), enheden er deltageren.",
        "Open counts with noise (tier C): nobody's own events. ε = \(policy.noise.epsilon.numerator)/\(policy.noise.epsilon.denominator); the unit is the participant."
      )
    }
  }

  var consent: Words {
    Words(
      "Kun de, der på det sted i loggen havde sagt ja til forskning og ikke trukket det tilbage. Hvem der siger fra, er ude af det næste udtræk.",
      "Only those who, at that position of the log, had said yes to research and not taken it back. Whoever says no is out of the next release."
    )
  }

  /// What must be said with it, from its own numbers.
  var limits: [Words] {
    let (length, people) = (policy.guarantee.length, policy.guarantee.people)
    var limits = [
      Words(
        "\(percent(.danish)) af de hele forløb findes kun én gang: dette er pseudonymt, ikke anonymt, så længe nøglen findes, eller nogen ved mere end \(length) hændelser.",
        "Of whole streams, \(percent(.english)) stand only once: this is pseudonymous, not anonymous, as long as the key exists or somebody knows more than \(length) events."
      ),
      Words(
        "Intet loves mod den, der kender \(length + 1) hændelser eller flere, ved, hvornår nogen ikke var der, kender antal, eller hvem der bor sammen. Løftet gælder ét udtræk, ikke flere lagt sammen: et helt forløb, der er ét af, kan genfindes i et andet udtræk, også under et andet navn.",
        "Nothing is promised against whoever knows \(length + 1) events or more, knows when somebody was not there, knows counts, or who lives together. The promise holds for one release, not for several put together: a whole stream of which there is only one can be found again in another release, under another name too."
      ),
      Words(
        "\(people) ens beskytter den enkelte, ikke gruppen: hvad der gælder alle \(people), kan stadig siges om hver.",
        "\(people) alike protect the person, not the group: what holds for all \(people) can still be said of each."
      ),
      Words(
        "Linjernes ord er ude, og det er metoden: fri tekst kan ikke gøres anonym.",
        "The words of the lines are out, and that is the method: free text cannot be made anonymous."),
      Words(
        "Alle tal hviler på, hvad nogen antages at vide: se dem igennem hvert år.",
        "All figures rest on what somebody is supposed to know: look them through every year."),
    ]
    if policy.tier == .a { limits.remove(at: 2) }
    return limits
  }

  /// For whoever opens the folder.
  func readMe(_ title: String, _ id: String) -> String {
    """
    # \(title)

    \(policy.question)

    ## Dansk

    \(legalStatus.da)

    Deltagere: \(count.da). \(consent.da)

    Hver linje er en hændelse: `participant` er et navn, der kun findes i dette udtræk, `seq` nummeret hos deltageren. `schema.json` siger, hvad kolonnerne er; `datapackage.json` siger, hvad der loves, hvad der blev målt, og hvad hver fils SHA-256 er.

    Hvad der ikke loves:

    \(limits.map { "- \($0.da)" }.joined(separator: "\n"))

    Prøv ikke at finde ud af, hvem nogen er. Finder du det alligevel, så sig det til os, og til ingen andre. Bliver udtrækket kaldt tilbage (\(id)), så slet alle kopier.

    ## English

    \(legalStatus.en)

    Participants: \(count.en). \(consent.en)

    Each line is an event: `participant` is a name that exists in this release alone, `seq` its number with the participant. `schema.json` says what the columns are; `datapackage.json` says what is promised, what was measured, and the SHA-256 of each file.

    What is not promised:

    \(limits.map { "- \($0.en)" }.joined(separator: "\n"))

    Do not try to find out who somebody is. If you do nevertheless, tell us and nobody else. If the release is recalled (\(id)), delete every copy.

    """
  }
}
