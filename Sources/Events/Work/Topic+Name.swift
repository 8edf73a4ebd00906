extension Language {
  /// What a matter is about, in plain words.
  public func name(_ topic: Topic) -> String {
    switch topic {
    case .debt: say("Gæld", "Debt")
    case .home: say("Bolig", "Home")
    case .teeth: say("Tænder", "Teeth")
    case .health: say("Læge og sygehus", "Doctor and hospital")
    case .mind: say("Psykiatri", "Psychiatry")
    case .substances: say("Misbrugsbehandling", "Addiction treatment")
    case .gambling: say("Ludomani", "Gambling")
    case .digital: say("MitID og post", "MitID and post")
    case .money: say("Penge og ydelser", "Money and benefits")
    case .work: say("Job", "Work")
    case .law: say("Retshjælp", "Legal aid")
    case .support: say("Støtte", "Support")
    case .release: say("Kriminalforsorg", "Probation")
    case .papers: say("Borgerservice", "Citizen service")
    case .answer: say("Ansøgning", "Application")
    }
  }
}
