internal import Access
internal import Events
internal import Journal
internal import Markup
internal import Notebook
internal import Rebuild

/// What stands behind each line of every page.
enum EventPages {
  static let routes: [Route] = [
    .get(
      "/events/{event}", .role(.helper),
      "One event: what was told, by whom, when and where, and what mended it."
    ) { visit in
      let now = try visit.mendable()
      let told = try EventShown(now, visit)
      if let person = told.handle { try visit.read(person, "events", visit.way) }
      return .page("event", title: visit.say("Det, der blev fortalt", "What was told"), told: told)
    }.answering(EventShown.self)
  ]
}

struct EventShown: Encodable, Sendable {
  let event: String
  /// Whose story it stands in.
  let person: String?
  let name: String?
  /// As it was told.
  let line: String?
  let rows: [RowShown]
  /// What was read out of it.
  let chips: [Chip]
  let hasChips: Bool
  let mended: [RowShown]
  let hasMended: Bool
  let isOut: Bool
  let mayBeMended: Bool
  let mayBeUndone: Bool

  fileprivate let handle: Handle?

  private enum CodingKeys: CodingKey {
    case event, person, name, line, rows, chips, hasChips, mended, hasMended, isOut, mayBeMended, mayBeUndone
  }

  init(_ now: LineNow, _ visit: Visit) throws {
    let (told, language) = (now.event, visit.language)
    let shown = try visit.shown()
    event = told.id.description
    handle = told.handle.isOrganisation ? nil : try visit.notebook.engine.keeper(of: told.handle)
    person = handle?.description
    name = try handle.map(visit.notebook.name)
    line = told.content.line.map(shown)
    rows = visit.circumstances(of: told)
    let naming = try visit.site.naming(language)
    chips = try visit.chips(of: now, naming)
    hasChips = !chips.isEmpty
    mended = try visit.notebook.engine.family(of: told.id).dropFirst().compactMap {
      visit.mending($0, of: told.id, shown, naming).map(RowShown.init)
    }
    (hasMended, isOut) = (!mended.isEmpty, now.outBy != nil)
    switch told.content {
    case .note, .promiseMade, .promise: (mayBeMended, mayBeUndone) = (true, true)
    case .presence, .stopCounted: (mayBeMended, mayBeUndone) = (false, true)
    default: (mayBeMended, mayBeUndone) = (false, false)
    }
  }
}

extension Visit {
  fileprivate func circumstances(of event: Event) -> [RowShown] {
    let recorded = When(minute: event.recorded.milliseconds / 60_000)
    var rows = [
      Row(say("Hvad", "What"), what(event.content)),
      Row(say("Skete", "Happened"), language.date(event.happened)),
      Row(say("Hvor", "Where"), event.at), Row(say("Fortalt af", "Told by"), event.by),
    ]
    if recorded.day != event.happened.day {
      rows.append(Row(say("Skrevet", "Written"), language.date(recorded.day)))
    }
    return rows.filter { !$0.text.isEmpty }.map(RowShown.init)
  }

  private func what(_ content: Content) -> String {
    switch content {
    case .note: say("en linje", "a line")
    case .presence: say("nogen var der, som ikke er husket", "somebody was there who is not remembered")
    case .correction: say("en rettelse", "a correction")
    case .retraction: say("noget blev taget ud", "something was taken out")
    case .nameGiven(let name, _): say("et navn: \(name)", "a name: \(name)")
    case .samePerson, .notSamePerson: say("hvem der er hvem", "who is whom")
    case .consentGiven(let yes): say("et ja til \(words(yes.purposes))", "a yes to \(words(yes.purposes))")
    case .consentWithdrawn(let no): say("et nej til \(words(no))", "a no to \(words(no))")
    case .promiseMade: say("et løfte fra os", "a promise of ours")
    case .promise(let step, _, _): what(step)
    case .stopOpened: say("stoppet åbnede", "the stop opened")
    case .stopCounted(let counts): counted(counts)
    case .stopCancelled(let reason): say("stoppet blev aflyst ", "the stop was cancelled ") + reason
    case .historyRead(let purpose, _):
      say("nogen læste: ", "somebody read: ") + (ReadPurpose(purpose)?.words(language) ?? purpose)
    default: say("noget om os selv", "something about ourselves")
    }
  }

  private func what(_ step: PromiseStep) -> String {
    switch step {
    case .kept: say("vi holdt et løfte", "we kept a promise")
    case .broken: say("vi holdt ikke et løfte", "we did not keep a promise")
    case .repaired: say("vi rettede op på et løfte", "we made up for a promise")
    case .released: say("et løfte er ikke længere nødvendigt", "a promise is needed no more")
    }
  }

  private func words(_ purposes: [Purpose]) -> String {
    purposes.map { purpose in
      switch purpose {
      case .care: say("at blive husket", "being remembered")
      case .research: say("forskning", "research")
      case .share: say("at dele", "sharing")
      }
    }.joined(separator: ", ")
  }

  private func counted(_ counts: Events::Counts) -> String {
    say("talt: ", "counted: ") + (language.counted(counts) ?? say("ingen", "nobody"))
  }

  /// A correction or a retraction of this very event.
  fileprivate func mending(
    _ event: Event, of id: EventID, _ shown: (Line) -> String, _ naming: (Kind) -> String
  ) -> Row? {
    let told = [language.date(event.happened), event.by].filter { !$0.isEmpty }.joined(separator: " · ")
    switch event.content {
    case .correction(id, let amendment):
      var parts = amendment.line.map { ["“\(shown($0))”"] } ?? []
      parts += amendment.given.map { given in
        (given.holds ? "+ " : "− ") + language.telling(naming(given.kind), given.mode)
      }
      if let happened = amendment.happened { parts.append(language.date(happened)) }
      return Row(say("Rettet", "Corrected"), "\(told): " + parts.joined(separator: ", "), events: [event.id])
    case .retraction(id, let reason):
      return Row(
        say("Taget ud", "Taken out"), told + (reason.isEmpty ? "" : ": \(reason)"), events: [event.id])
    default: return nil
    }
  }
}
