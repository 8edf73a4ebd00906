public import Events

/// What the views can refuse. Errors of the log, the keys and the storage pass through as they are; each is a
/// sentence of its own.
public enum RebuildError: Refusal, Hashable {
  case noViews
  case gap(after: UInt64, found: UInt64)
  case noVocabulary
  case unknownView(String, known: [String])
  case setAside(view: String, Aside)
  /// The event is nil for words of a file that were rehearsed.
  case badVocabulary(EventID?, String)
  case badGeneration(path: String, line: Int)
  case lock(path: String, reason: String)
  case isBuilding
  case paused
  case nothingRehearsed
  case otherCode(String)
  case otherWords
  case nothingKept
  case tooOld(String)

  public func sentence(_ language: Language) -> String {
    switch self {
    case .noViews:
      language.say(
        "der er ingen visninger endnu: byg dem med ‘tillid rebuild’; en maskine, der lige er kommet til, får dem ved sit første møde",
        "there are no views yet: build them with ‘tillid rebuild’; a machine that has just joined gets them at its first meeting"
      )
    case .gap(let position, let found):
      language.say(
        "loggen har intet mellem plads \(position) og \(found): genskab den fra en kopi",
        "the log has nothing between position \(position) and \(found): restore it from a backup")
    case .noVocabulary:
      language.say(
        "intet ordforråd er taget i brug, så ingen linje kan læses: tag et i brug med ‘tillid vocabulary adopt FIL’",
        "no vocabulary has been adopted, so no line can be read: adopt one with ‘tillid vocabulary adopt FILE’"
      )
    case .unknownView(let name, let known):
      language.say(
        "der er ingen visning ‘\(name)’: visningerne er \(known.joined(separator: ", "))",
        "there is no view ‘\(name)’: the views are \(known.joined(separator: ", "))")
    case .setAside(let view, let aside):
      language.say(
        "denne deltagers visning \(view) står stille ved hændelse \(aside.event): \(aside.said(language))",
        "this participant's view \(view) stands still at event \(aside.event): \(aside.reason)")
    case .badVocabulary(let id, let reason):
      id.map { id in
        language.say(
          "det ordforråd, som hændelse \(id) tog i brug, kan ikke læses (\(reason)): tag et andet i brug",
          "the vocabulary that event \(id) adopted cannot be read (\(reason)): adopt another one")
      }
        ?? language.say(
          "ordene, der blev prøvet, kan ikke læses (\(reason)): prøv igen med en anden fil",
          "the words that were rehearsed cannot be read (\(reason)): rehearse again with another file")
    case .badGeneration(let path, let line):
      language.say(
        "linje \(line) af \(path) kan ikke læses: slet mappen views, og kør ‘tillid rebuild’",
        "line \(line) of \(path) cannot be read: delete the views folder and run ‘tillid rebuild’")
    case .lock(let path, let reason):
      language.say(
        "\(path) kan ikke låses (\(reason)): gør den til en mappe, der kan skrives i",
        "\(path) cannot be locked (\(reason)): make it a folder that can be written")
    case .isBuilding:
      language.say(
        "visninger bygges allerede: vent på det, eller sæt det på pause med ‘tillid rebuild --pause’, og prøv igen",
        "views are being built already: wait for that, or pause it by ‘tillid rebuild --pause’, and try again"
      )
    case .paused:
      language.say(
        "sat på pause: hvad der er bygget, er gemt, og næste ‘tillid rebuild --rehearse’ med samme ord går videre",
        "paused: what was built is kept, and the next ‘tillid rebuild --rehearse’ with the same words goes on"
      )
    case .nothingRehearsed:
      language.say(
        "ingen prøve ligger klar: lav en med ‘tillid rebuild --rehearse’",
        "no rehearsal lies ready: make one with ‘tillid rebuild --rehearse’")
    case .otherCode(let what):
      language.say(
        "\(what) blev bygget af en anden udgave af tillid: prøv igen med ‘tillid rebuild --rehearse’",
        "\(what) was built by another version of tillid: rehearse again with ‘tillid rebuild --rehearse’")
    case .otherWords:
      language.say(
        "et andet ordforråd er taget i brug siden prøven: prøv igen med ‘tillid rebuild --rehearse’",
        "other words have been adopted since the rehearsal: rehearse again with ‘tillid rebuild --rehearse’")
    case .nothingKept:
      language.say(
        "ingen tidligere visninger er gemt, så der er intet at gå tilbage til",
        "no earlier views are kept, so there is nothing to go back to")
    case .tooOld(let what):
      language.say(
        "\(what) er for langt bagud til at blive ført frem: byg visningerne med ‘tillid rebuild’",
        "\(what) is too far behind to be brought up to date: build the views with ‘tillid rebuild’")
    }
  }
}
