internal import Events
internal import Notebook
internal import Rebuild
internal import Releases
internal import Research

/// Which studies have been given somebody's events, in words for the person themselves.
extension Visit {
  func ownReleases(_ person: Handle) throws -> [String] {
    let shelf = Shelf(at: site.settings.data + "/releases", notebook.engine)
    return try shelf.receipts(of: person).map { language.told($0) }
  }
}

extension Language {
  fileprivate func told(_ receipt: Receipt) -> String {
    let released = receipt.release.released
    let when = date(receipt.release.when)
    let question = released.question.isEmpty ? released.study : released.question
    return [
      say("\(when): “\(question)”", "\(when): “\(question)”"), given(receipt), undoing(receipt.release),
    ].joined(separator: " ")
  }

  private func given(_ receipt: Receipt) -> String {
    guard let events = receipt.events else {
      return say("Om du var med, kan vi ikke se her.", "Whether you were in it we cannot see here.")
    }
    let tier = receipt.release.released.tier
    if tier == Tier.c.rawValue {
      return say(
        "Du er talt med i nogle tal. Ingen kan se dig.",
        "You are counted in some figures. Nobody can see you.")
    }
    let count = say(
      events == 1 ? "1 ting" : "\(events) ting", events == 1 ? "1 thing" : "\(events) things")
    return say(
      "\(count), der er sket, uden dit navn og uden et eneste ord, nogen har skrevet.",
      "\(count) that happened, without your name and without a single word that anybody wrote.")
  }

  private func undoing(_ release: LoggedRelease) -> String {
    if release.recalled != nil { return say("Det er taget tilbage.", "It was taken back.") }
    if release.released.tier == Tier.c.rawValue {
      return say("Tallene kan ikke tages tilbage.", "The figures cannot be taken back.")
    }
    return say(
      "Siger du stop, er du ikke med næste gang.", "If you say stop, you are not in the next one.")
  }
}
