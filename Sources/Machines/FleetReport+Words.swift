public import Events

/// What is said of the machines, in the words of those who look after them.
extension FleetReport {
  /// `met 9 days ago; 214 events of ours wait for it, the oldest for 9 days`.
  public func state(of row: Row, _ language: Language) -> String {
    if let at = row.lockedOut {
      let day = "\(at)".prefix(10)
      let why = row.reason.isEmpty ? "" : ": \(row.reason)"
      return language.say("lukket ude \(day)", "locked out \(day)") + why
    }
    if row.isHere { return language.say("denne maskine", "this machine") }
    guard let seen = row.seen, let contact = seen.contact else { return neverMet(row, language) }
    let met = language.say(
      "kontakt for \(language.span(now - contact)) siden", "met \(language.span(now - contact)) ago")
    return ([met] + news(of: seen, language)).joined(separator: "; ")
  }

  private static let hub = "\(Machine.Role.hub)"
  private var isHub: Bool { rows.first(where: \.isHere)?.role == Self.hub }

  /// Machines that are no hubs do not meet one another.
  private func neverMet(_ row: Row, _ language: Language) -> String {
    guard isHub || row.role == Self.hub else {
      return language.say("har sit gennem en hub, som vi", "has its share through a hub, as we do")
    }
    return language.say("har ikke været i kontakt herfra endnu", "has not been in contact with us yet")
  }

  private func trouble(_ text: String, _ language: Language) -> String {
    guard text == CarrierState.Peer.silent else { return text }
    guard isHub else {
      return language.say(
        "svarer ikke nu: uden signal er det, som det skal være",
        "does not answer now: without a signal that is as it should be")
    }
    return language.say(
      "svarer ikke: se, om den kører, og om der er forbindelse",
      "does not answer: see that it runs, and the link to it")
  }

  private func news(of seen: CarrierState.Peer, _ language: Language) -> [String] {
    var news: [String] = []
    if seen.lacks > 0 {
      let age = seen.lacksSince.map { language.span(now - $0) } ?? "?"
      news.append(
        language.say(
          "\(language.events(seen.lacks)) herfra venter på den, den ældste i \(age)",
          "\(language.events(seen.lacks)) of ours \(seen.lacks == 1 ? "waits" : "wait") for it, the oldest for \(age)"
        ))
    } else if seen.isEqual == true {
      news.append(language.say("har alt vort, ens", "has all of ours, equal"))
    } else if seen.isEqual == false {
      news.append(language.say("ikke ens endnu", "not equal yet"))
    }
    if !seen.partings.isEmpty {
      let ids = seen.partings.prefix(5).joined(separator: ", ")
      news.append(
        language.say(
          "de skilles ved \(ids): en maskine har givet det nummer to gange; find den, og genskab den med ‘tillid restore’",
          "they part at \(ids): a machine has given that id twice; find it, and restore it by ‘tillid restore’"
        ))
    }
    if !seen.trouble.isEmpty { news.append(trouble(seen.trouble, language)) }
    return news
  }

  /// What somebody should know or do, a sentence each; none where all is well.
  public func remarks(_ language: Language) -> [String] {
    carrying(language) + waiting(language) + unanswered(language)
      + stillHeld.map { sentence($0, language) }
      + refused.prefix(Self.mostRefused).map { sentence($0, language) } + moreRefused(language)
  }

  /// So many are told of one by one.
  private static let mostRefused = 3

  private func moreRefused(_ language: Language) -> [String] {
    let more = refused.count - Self.mostRefused
    guard more > 0 else { return [] }
    return [
      language.say(
        "Og \(more) til af samme slags: --json nævner alle.", "And \(more) more like it: --json names all.")
    ]
  }

  private func waiting(_ language: Language) -> [String] {
    guard let keyless, keyless > 0 else { return [] }
    let who = language.say(
      keyless == 1 ? "1 deltager" : "\(keyless) deltagere",
      keyless == 1 ? "1 participant" : "\(keyless) participants")
    return [
      language.say(
        "Nøglen til \(who) er ikke kommet endnu: historien vises, når et møde med en maskine, der har den, har bragt den.",
        "The key of \(who) has not come yet: the story is shown when a meeting with a machine that has it has brought it."
      )
    ]
  }

  /// A broker that was asked to begin anew, and still does not answer after so long, is no other than one that fails.
  private static let beginning: Int64 = 600_000

  private func carrying(_ language: Language) -> [String] {
    guard let carrierAt else {
      return [
        language.say(
          "Her bærer ingen endnu: start ‘tillid serve’ eller ‘tillid carry’.",
          "Nothing carries here yet: start ‘tillid serve’ or ‘tillid carry’.")
      ]
    }
    if now - carrierAt > 120_000 {
      return [
        language.say(
          "Her har ingen båret i \(language.span(now - carrierAt)): start ‘tillid serve’ eller ‘tillid carry’.",
          "Nothing has carried here for \(language.span(now - carrierAt)): start ‘tillid serve’ or ‘tillid carry’."
        )
      ]
    }
    guard !isConnected else { return [] }
    let waiting =
      unsent == 0
      ? "" : language.say("; \(language.events(unsent)) venter", "; \(language.events(unsent)) wait")
    if let brokerEnded, now - brokerEnded < Self.beginning {
      let ago = language.span(now - brokerEnded)
      return [
        language.say(
          "Denne maskines broker blev bedt om at begynde forfra for \(ago) siden, fordi den nu står blandt andre hubs eller igen alene\(waiting): systemd starter den; er den startet i hånden, så start den igen.",
          "The broker of this machine was asked to begin anew \(ago) ago, since it stands among other hubs now, or alone again\(waiting): systemd starts it; where it was started by hand, start it again."
        )
      ]
    }
    return [
      language.say(
        "Denne maskines broker svarer ikke\(waiting): se ‘systemctl status tillid-broker’.",
        "The broker of this machine does not answer\(waiting): see ‘systemctl status tillid-broker’.")
    ]
  }

  /// A sentence for all erasures that wait for the same machines.
  private func unanswered(_ language: Language) -> [String] {
    Dictionary(grouping: unconfirmed) { $0.machines.joined(separator: ", ") }.sorted { $0.key < $1.key }
      .map { names, waiting in
        let ids = waiting.prefix(Self.mostRefused).map(\.erasure.description).joined(separator: ", ")
        let more = waiting.count > Self.mostRefused ? " … (\(waiting.count))" : ""
        return language.say(
          "Ikke bekræftet af \(names): \(waiting.count == 1 ? "sletningen" : "sletningerne") \(ids)\(more). Det sker ved næste møde; en maskine, der ikke kommer mere, lukkes ude.",
          "Not confirmed by \(names): the \(waiting.count == 1 ? "erasure" : "erasures") \(ids)\(more). It happens at the next meeting; a machine that comes no more is locked out."
        )
      }
  }

  private func sentence(_ held: StillHeld, _ language: Language) -> String {
    let many = held.participants != 1
    return language.say(
      "\(held.machine) har endnu nøgle og historie på \(held.participants) deltager\(many ? "e" : ""), der er flyttet fra dens region: det slipper den, når den møder en hub.",
      "\(held.machine) still has key and story of \(held.participants) participant\(many ? "s" : "") who moved away from its region: it lets go of them when it meets a hub."
    )
  }

  private func sentence(_ stray: Stray, _ language: Language) -> String {
    let from =
      stray.machine ?? language.say("en telefon eller en ukendt maskine", "a phone or an unknown machine")
    let when =
      stray.came.map { " \("\(Moment(milliseconds: $0))".prefix(16).replacing("T", with: " ")) UTC" } ?? ""
    return language.say(
      "Afvist: hændelsen \(stray.event) fra \(from) kom\(when), efter at den, den handler om, var slettet; ingen kan læse den.",
      "Refused: the event \(stray.event) from \(from) came\(when) after whom it is about had been erased; nobody can read it."
    )
  }
}

extension Language {
  /// `2 min`, `3 hours`, `9 days`.
  fileprivate func span(_ milliseconds: Int64) -> String {
    let minutes = max(0, milliseconds) / 60_000
    switch minutes {
    case ..<1: return say("under et minut", "less than a minute")
    case ..<120: return "\(minutes) min"
    case ..<2880: return say("\(minutes / 60) timer", "\(minutes / 60) hours")
    default: return say("\(minutes / 1440) dage", "\(minutes / 1440) days")
    }
  }
}
