public import Events
public import Markup

extension Consent: Paged {
  public func page(_ language: Language, today: Day, of name: String) -> Page {
    var page = Page(title: language.say("Hvad \(name) har sagt ja til", "What \(name) has agreed to"))
    page.parts = [.heading(language.say("I dag", "Today"))]
    page.parts += Purpose.allCases.map { .row(row(for: $0, language)) }
    page.parts.append(.remark(language.always))
    guard !isEmpty else { return page }
    page.parts.append(.heading(language.say("Sådan blev det sagt", "How it was said")))
    page.parts += answers.map { .row($0.row(language)) }
    return page
  }

  private func row(for purpose: Purpose, _ language: Language) -> Row {
    if let answer = allowed[purpose] {
      let since = language.say("ja, siden ", "yes, since ") + language.date(answer.told.when)
      return Row(language.purpose(purpose, answer.with), since, events: [answer.told.event])
    }
    let no = answers.last { !$0.isYes && ($0.purposes.contains(purpose) || $0.purposes.contains(.care)) }
    return Row(
      language.purpose(purpose, ""), language.say("nej", "no"), events: no.map { [$0.told.event] } ?? [])
  }
}

extension Language {
  fileprivate func purpose(_ purpose: Purpose, _ with: String) -> String {
    switch purpose {
    case .care: say("At vi husker", "That we remember")
    case .research: say("Forskning uden navn", "Research without a name")
    case .share where with.isEmpty: say("At vi deler", "That we share")
    case .share: say("At vi deler med \(with)", "That we share with \(with)")
    }
  }

  fileprivate var always: String {
    say(
      "Mad og hjælp får man uanset svaret. Et ja kan altid tages tilbage.",
      "Food and help come whatever the answer. A yes can always be taken back.")
  }

  fileprivate func how(_ how: String) -> String {
    switch how {
    case "spoken": say("mundtligt", "spoken")
    case "written": say("skriftligt", "written")
    default: how
    }
  }
}

extension Answer {
  /// `7. mar 2026: ja · vi må huske … · mundtligt · hørt af Bo`.
  fileprivate func row(_ language: Language) -> Row {
    let parts = [
      isYes ? language.say("ja", "yes") : language.say("stop", "stop"),
      purposes.map { language.purpose($0, with) }.joined(separator: ", "),
      language.how(how), heard(language), told.at,
    ]
    return Row(
      language.date(told.when), parts.filter { !$0.isEmpty }.joined(separator: " · "), events: [told.event])
  }

  private func heard(_ language: Language) -> String {
    let witnesses = [told.by, witness].filter { !$0.isEmpty }
    guard !witnesses.isEmpty else { return "" }
    let both = witnesses[0] == witnesses.last ? [witnesses[0]] : witnesses
    return language.say("hørt af ", "heard by ") + both.joined(separator: language.say(" og ", " and "))
  }
}
