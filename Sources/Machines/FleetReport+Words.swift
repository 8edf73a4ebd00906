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
    guard let seen = row.seen, let contact = seen.contact else {
      return language.say("aldrig mødt herfra", "never met from here")
    }
    let met = language.say(
      "kontakt for \(language.span(now - contact)) siden", "met \(language.span(now - contact)) ago")
    return ([met] + news(of: seen, language)).joined(separator: "; ")
  }

  private func news(of seen: CarrierState.Peer, _ language: Language) -> [String] {
    var news: [String] = []
    if seen.lacks > 0 {
      let age = seen.lacksSince.map { language.span(now - $0) } ?? "?"
      news.append(
        language.say(
          "\(language.events(seen.lacks)) herfra venter på den, den ældste i \(age)",
          "\(language.events(seen.lacks)) of ours wait for it, the oldest for \(age)"))
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
    if !seen.trouble.isEmpty { news.append(seen.trouble) }
    return news
  }

  /// What somebody should know or do, a sentence each; none where all is well.
  public func remarks(_ language: Language) -> [String] {
    carrying(language) + unconfirmed.map { sentence($0, language) }
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
    return [
      language.say(
        "Denne maskines broker svarer ikke\(waiting): se ‘systemctl status tillid-broker’.",
        "The broker of this machine does not answer\(waiting): see ‘systemctl status tillid-broker’.")
    ]
  }

  private func sentence(_ unconfirmed: Unconfirmed, _ language: Language) -> String {
    let names = unconfirmed.machines.joined(separator: ", ")
    return language.say(
      "Ikke bekræftet af \(names): sletningen \(unconfirmed.erasure).",
      "Not confirmed by \(names): the erasure \(unconfirmed.erasure).")
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
