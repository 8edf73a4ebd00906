internal import Events
internal import Research

/// What a rehearsal of a release came to, as the command tells it.
struct ReleaseTried: Codable, Sendable {
  let participants: Int
  let events: Int
  let heldBack: [ManifestTold.Words]
  let dossier: Found

  struct Found: Codable, Sendable {
    let persons: Int
    let figures: [ManifestTold.Figure]
  }

  init(_ made: ReleaseMade) {
    (participants, events) = (made.released.participants, made.released.events)
    heldBack = made.reasons.map { ManifestTold.Words(da: $0.danish, en: $0.english) }
    let figures = made.dossier.figures.map {
      ManifestTold.Figure(danish: $0.danish, english: $0.english, holds: $0.holds, limit: $0.limit)
    }
    dossier = Found(persons: made.dossier.persons, figures: figures)
  }

  /// A line each: how many, what would keep it back, and what does not hold.
  func lines(_ language: Language) -> [String] {
    let (all, some) = (language.number(dossier.persons), language.number(participants))
    let first = language.say(
      "\(all) har sagt ja; \(some) af dem er med, med \(language.events(events)).",
      "\(all) have said yes; \(some) of them are in it, with \(language.events(events)).")
    let held = heldBack.map { language.say("Holdt tilbage: ", "Held back: ") + language.say($0) }
    let broken = dossier.figures.filter { !$0.holds }.map { figure in
      language.say("Holder ikke: ", "Does not hold: ") + language.say(figure.danish, figure.english)
    }
    return [first] + held + broken
  }

  /// All that was measured and holds.
  func measured(_ language: Language) -> [String] {
    dossier.figures.filter(\.holds).map { language.say($0.danish, $0.english) }
  }
}
