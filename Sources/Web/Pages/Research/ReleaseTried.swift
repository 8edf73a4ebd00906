internal import Events

/// What a rehearsal of a release came to, as the command tells it.
struct ReleaseTried: Decodable, Sendable {
  let participants: Int
  let events: Int
  let heldBack: [ManifestTold.Words]
  let dossier: Found

  struct Found: Decodable, Sendable {
    let persons: Int
    let figures: [ManifestTold.Figure]
  }

  /// A line each: how many, what would keep it back, and what was measured.
  func lines(_ language: Language) -> [String] {
    let (all, some) = (language.number(dossier.persons), language.number(participants))
    let first = language.say(
      "\(all) har sagt ja; \(some) af dem er med, med \(language.events(events)).",
      "\(all) have said yes; \(some) of them are in it, with \(language.events(events)).")
    let held = heldBack.map { language.say("Holdt tilbage: ", "Held back: ") + language.say($0) }
    let measured = dossier.figures.map { figure in
      (figure.holds ? "" : language.say("Holder ikke: ", "Does not hold: "))
        + language.say(figure.danish, figure.english)
    }
    return [first] + held + measured
  }
}
