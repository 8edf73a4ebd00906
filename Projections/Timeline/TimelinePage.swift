public import Events
public import Markup

extension Timeline: NamesKinds {
  /// Month by month, the newest last; after each line what was read out of it.
  public func page(_ language: Language, today: Day, of name: String, naming: @escaping (Kind) -> String)
    -> Page
  {
    var page = Page(title: name)
    if isEmpty { page.parts = [.remark(language.say("Her står intet endnu.", "Nothing stands here yet."))] }
    var month: Month?
    for happening in happenings {
      if happening.told.day.month != month {
        month = happening.told.day.month
        page.parts.append(.heading(language.month(happening.told.day.month)))
      }
      page.parts.append(
        .row(
          Row(
            happening.place(language), happening.text(language, naming), events: [happening.told.event])))
    }
    return page
  }
}

extension Language {
  fileprivate func month(_ month: Month) -> String { "\(monthName(month.month)) \(month.year)" }

  fileprivate func purpose(_ purpose: Purpose, _ with: String) -> String {
    switch purpose {
    case .care: say("at vi husker", "us remembering")
    case .research: say("forskning uden navn", "research without a name")
    case .share:
      with.isEmpty
        ? say("at vi deler", "us sharing") : say("at vi deler med \(with)", "us sharing with \(with)")
    }
  }
}

extension Happening {
  /// `7. mar 2026 · Nibe · Jytte`.
  public func place(_ language: Language) -> String {
    [language.date(told.when), told.at, told.by].filter { !$0.isEmpty }.joined(separator: " · ")
  }

  fileprivate func text(_ language: Language, _ naming: (Kind) -> String) -> String {
    let small = readings.map { language.telling(naming($0.kind), $0.mode) }.joined(separator: ", ")
    return [
      said(language),
      small.isEmpty ? "" : "— \(small)",
      isCorrected ? language.say("(rettet)", "(corrected)") : "",
    ].filter { !$0.isEmpty }.joined(separator: " ")
  }

  /// What happened and in which words, without what was read out of them.
  public func said(_ language: Language) -> String {
    [happened(language), told.line.text].filter { !$0.isEmpty }.joined(separator: ": ")
  }

  /// What happened beside the words: nothing for a note.
  private func happened(_ language: Language) -> String {
    switch what {
    case .note: ""
    case .presence: language.say("var der", "was there")
    case .name: language.say("sagde sit navn: \(who)", "gave the name \(who)")
    case .alias: language.say("kaldes \(who)", "is called \(who)")
    case .agreed: language.say("sagde ja til ", "said yes to ") + agreed(language)
    case .withdrew: language.say("sagde stop for ", "said stop to ") + agreed(language)
    case .promised: promise(language)
    case .kept: language.say("vi holdt løftet", "we kept the promise")
    case .broken: language.say("vi holdt ikke løftet", "we broke the promise")
    case .repaired: language.say("vi rettede op på løftet", "we made up for the promise")
    case .released: language.say("vi blev løst fra løftet", "we were released from the promise")
    }
  }

  private func agreed(_ language: Language) -> String {
    purposes.map { language.purpose($0, who) }.joined(separator: language.say(" og ", " and "))
  }

  private func promise(_ language: Language) -> String {
    guard let due else { return language.say("vi lovede", "we promised") }
    return language.say("vi lovede inden \(language.date(due))", "we promised by \(language.date(due))")
  }
}
