internal import Consent
internal import Events
internal import Markup
internal import Notebook
internal import Promises
internal import Readers
internal import Rebuild
internal import Timeline

/// All that is written about somebody, in the order in which it happened, and who has read it.
struct OwnShown: Encodable, Sendable {
  let person: String
  let name: String
  let yes: [YesShown]
  let hasYes: Bool
  let lines: [LineShown]
  let hasLines: Bool
  let promises: [String]
  let hasPromises: Bool
  let readers: PageShown
  /// The studies that were given any of it.
  let releases: [String]
  let hasReleases: Bool
  /// The event by which a line was just hidden, so that it can come back.
  let hidden: String?

  /// Something they have said yes to.
  struct YesShown: Encodable, Sendable {
    let purpose: String
    let isCare: Bool
    let isResearch: Bool
    let isShare: Bool
    let with: String?
    let since: String
  }

  /// What somebody wrote.
  struct LineShown: Encodable, Sendable {
    let event: String
    /// When, where and by whom.
    let place: String
    let text: String
    /// The words alone, for whoever corrects them.
    let words: String
    let canCorrect: Bool
    let canHide: Bool
  }

  init(_ person: Handle, _ name: String, _ visit: Visit) throws {
    (self.person, self.name) = (person.description, name)
    let (engine, language) = (visit.notebook.engine, visit.language)
    let shown = try visit.ownLines(person, name)
    yes = YesShown.all(try engine.view(Consent.self, of: person) ?? Consent(), language)
    var timeline = try engine.view(Timeline.self, of: person) ?? Timeline()
    timeline.name(shown)
    lines = timeline.happenings.map { LineShown($0, language) }
    var pledges = try engine.view(Promises.self, of: person) ?? Promises()
    pledges.name(shown)
    promises = pledges.pledges.filter(\.isMade).map { pledge in
      let row = pledge.row(language, visit.today)
      return "\(row.label): \(row.text)"
    }
    (hasYes, hasLines, hasPromises) = (!yes.isEmpty, !lines.isEmpty, !promises.isEmpty)
    let readers = try engine.view(Readers.self, of: person) ?? Readers()
    self.readers = PageShown(readers.page(language, today: visit.today, of: name))
    releases = try visit.ownReleases(person)
    hasReleases = !releases.isEmpty
    hidden = visit.query["hidden"].flatMap(EventID.init)?.description
  }
}

extension OwnShown.YesShown {
  fileprivate static func all(_ consent: Consent, _ language: Language) -> [OwnShown.YesShown] {
    let allowed = consent.allowed
    return Purpose.allCases.compactMap { purpose in
      guard let answer = allowed[purpose] else { return nil }
      return OwnShown.YesShown(
        purpose: purpose.description, isCare: purpose == .care, isResearch: purpose == .research,
        isShare: purpose == .share, with: answer.with.isEmpty ? nil : answer.with,
        since: language.date(answer.told.when))
    }
  }
}

extension OwnShown.LineShown {
  init(_ happening: Happening, _ language: Language) {
    event = happening.told.event.description
    (place, text, words) = (happening.place(language), happening.said(language), happening.told.line.text)
    switch happening.what {
    case .note, .promised: (canCorrect, canHide) = (true, true)
    case .presence, .kept, .broken, .repaired, .released: (canCorrect, canHide) = (false, true)
    // What they are called and what they said yes to is changed by saying so.
    case .name, .alias, .agreed, .withdrew: (canCorrect, canHide) = (false, false)
    }
  }
}
