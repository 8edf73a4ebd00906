public import Events

/// What locking a machine out does and cannot do, in the words of those who look after the machines.
extension FleetOutcome {
  /// After it was done.
  public func lockedOut(_ language: Language) -> [String] {
    let done = language.say(
      "\(name) er lukket ude: fra nu af går intet til den, og intet tages fra den. Får den alligevel kontakt, destruerer den sine nøgler.",
      "\(name) is locked out: from now on nothing goes to it and nothing is taken from it. If it ever gets through, it destroys its keys."
    )
    return [done] + cannot(language)
  }

  /// Before somebody decides it.
  public func wouldLockOut(_ language: Language) -> [String] {
    let would = language.say(
      "Straks går intet mere til \(name), og intet tages fra den, på nogen maskine; det kan ikke fortrydes, og det, der er fortalt på den og ikke er kommet hjem, går tabt.",
      "At once nothing more goes to \(name) and nothing is taken from it, on any machine; it cannot be undone, and what was told on it and has not come home is lost."
    )
    return [would] + cannot(language)
  }

  private func cannot(_ language: Language) -> [String] {
    let had = language.say(
      "Det, den havde, kan ingen tage tilbage: er dens disk ikke krypteret, har finderen \(keepsAll ? "alles historier" : "historierne fra \(region)"), til i dag.",
      "What it had, nobody can take back: if its disk is not encrypted, whoever has it has \(keepsAll ? "everybody's histories" : "the histories of \(region)"), until today."
    )
    guard role == "\(Machine.Role.hub)" else { return [had] }
    let knew = language.say(
      "Den var en hub: finderen kender også adgangskoderne til alle brokere og nøglen til organisationens certifikat. Forny dem: ‘tillid hub renew’ på en hub, der er tilbage.",
      "It was a hub: whoever has it also knows the passwords of all brokers and the key of the organisation's certificate. Renew them: ‘tillid hub renew’ on a hub that is left."
    )
    return [had, knew]
  }
}
