public import Events
public import Markup

extension Readers: Paged {
  /// In words for the one it is about: who, and then each look, the newest first.
  public func page(_ language: Language, today: Day, of name: String) -> Page {
    var page = Page(title: language.say("Hvem har læst om \(name)", "Who has read about \(name)"))
    guard !isEmpty else {
      page.parts = [.remark(language.say("Ingen har læst noget endnu.", "Nobody has read anything yet."))]
      return page
    }
    page.parts.append(.heading(language.say("Hvem", "Who")))
    page.parts += lastOfEach.map { look in
      .row(
        Row(
          look.reader(language), language.say("senest ", "last on ") + language.date(look.when),
          events: [look.event]))
    }
    page.parts.append(.heading(language.say("Hvornår og hvorfor", "When and why")))
    page.parts += occasions.map { .row($0.row(language)) }
    page.parts.append(.remark(language.promise))
    return page
  }

  /// The last look of each reader, the newest first.
  private var lastOfEach: [Look] {
    var seen: Set<String> = []
    return looks.reversed().filter { seen.insert($0.by).inserted }
  }

  /// Looks of one day by one reader at the same thing for the same reason, together; the newest day first.
  private var occasions: [Occasion] {
    var occasions: [Occasion] = []
    for look in looks.reversed() {
      if let same = occasions.lastIndex(where: { $0.day == look.when.day && $0.holds(look) }) {
        occasions[same].events.insert(look.event, at: 0)
      } else {
        occasions.append(Occasion(look))
      }
    }
    return occasions
  }
}

private struct Occasion {
  let look: Look
  var events: [EventID]
  var day: Day { look.when.day }

  init(_ look: Look) { (self.look, events) = (look, [look.event]) }

  func holds(_ other: Look) -> Bool {
    (look.by, look.view, look.purpose) == (other.by, other.view, other.purpose)
  }

  /// `10. maj 2026: Jytte så det vigtigste, før et besøg (2 gange)`.
  func row(_ language: Language) -> Row {
    let why = language.why(look.purpose)
    let what = look.reader(language) + " " + language.what(look.view) + (why.isEmpty ? "" : ", " + why)
    let often = events.count > 1 ? language.say(" (\(events.count) gange)", " (\(events.count) times)") : ""
    return Row(language.date(look.when), what + often, events: events)
  }
}

extension Look {
  fileprivate func reader(_ language: Language) -> String {
    by.isEmpty ? language.say("nogen uden navn", "somebody without a name") : by
  }
}

extension Language {
  fileprivate var promise: String {
    say(
      "Hver gang nogen læser, skrives det her. Spørg os gerne, hvorfor. Du kan altid få rettet, hvad der står, eller sige stop.",
      "Each time somebody reads, it is written here. Do ask us why. You can always have it corrected, or say stop."
    )
  }

  /// What was looked at; a view that has no words of its own here is named.
  fileprivate func what(_ view: String) -> String {
    switch view {
    case "brief": say("så det vigtigste", "saw what matters most")
    case "timeline": say("læste hele historien", "read the whole story")
    case "trust": say("så, hvordan tilliden er vokset", "saw how trust has grown")
    case "faces": say("så, hvem der kender hvem", "saw who knows whom")
    case "matters": say("så, hvad der skal bringes i orden", "saw what needs to come to an end")
    case "promises": say("så, hvad vi har lovet", "saw what we have promised")
    case "words": say("fandt nogle af linjerne", "found some of the lines")
    case "lines": say("så nogle af linjerne", "saw some of the lines")
    case "events": say("læste hændelserne, som de blev skrevet", "read the events as they were written")
    case "": say("læste", "read")
    default: say("så ‘\(view)’", "saw ‘\(view)’")
    }
  }

  /// Why; a reason in somebody's own words stands as they wrote it.
  fileprivate func why(_ purpose: String) -> String { ReadPurpose(purpose)?.words(self) ?? purpose }
}
