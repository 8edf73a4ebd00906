public import Events
public import Markup

/// A promise among those to many participants.
public struct Owed: Sendable, Encodable {
  public var handle: Handle
  public var name = ""
  public var pledge: Pledge

  public init(_ handle: Handle, _ pledge: Pledge) { (self.handle, self.pledge) = (handle, pledge) }
}

/// What we owe, to whom, and how we have kept our word.
public struct AllPromises: Sendable, Encodable {
  /// Overdue first.
  public var owed: [Owed]
  public let overdue: Int
  /// How many more are owed than stand in `owed`.
  public let more: Int
  public let all: OurRecord
  public let stops: [OurRecord]

  public init(_ owed: [Owed], _ records: (all: OurRecord, stops: [OurRecord]), today: Day, most: Int) {
    let sorted = owed.sorted { a, b in
      let (x, y) = (a.pledge.urgency(today), b.pledge.urgency(today))
      return x == y ? a.pledge.told.event < b.pledge.told.event : x < y
    }
    self.owed = Array(sorted.prefix(most))
    more = max(0, sorted.count - most)
    overdue = sorted.count { $0.pledge.isOverdue(today) }
    (all, stops) = records
  }

  public func page(_ language: Language, today: Day) -> Page {
    var page = Page(title: language.say("Vores løfter", "Our promises"))
    guard all.made + all.kept + all.broken > 0 || !owed.isEmpty else {
      let empty = language.say(
        "Vi har ikke lovet nogen noget endnu.", "We have promised nobody anything yet.")
      page.parts = [.remark(empty)]
      return page
    }
    page.parts += [.heading(language.say("Skylder vi", "We owe")), .row(sum(language))]
    page.parts += owed.map { one in
      var row = one.pledge.row(language, today)
      row.text = "\(one.name): \(row.text)"
      return .row(row)
    }
    if more > 0 {
      let text = language.say("\(more) flere: --all viser dem", "\(more) more: --all shows them")
      page.parts.append(.row(Row("", text)))
    }
    page.parts.append(.heading(language.say("Sådan holder vi ord", "How we keep our word")))
    page.parts.append(.remark(language.explained))
    page.parts.append(.row(all.row(language, language.say("I alt", "In all"))))
    page.parts += (stops.count > 1 ? stops : []).map { record in
      .row(record.row(language, record.stop.isEmpty ? language.say("Uden stop", "No stop") : record.stop))
    }
    return page
  }

  private func sum(_ language: Language) -> Row {
    let count = language.number(owed.count + more)
    let late = language.number(overdue)
    return Row(
      language.say("I alt", "In all"),
      owed.count + more == 1
        ? language.say("1 løfte, \(late) over tiden", "1 promise, \(late) overdue")
        : language.say("\(count) løfter, \(late) over tiden", "\(count) promises, \(late) overdue"))
  }
}

extension OurRecord {
  /// `61 holdt, 7 ikke · 2 rettet op · kan ventes 0,86 · usikkert 0,04`
  fileprivate func row(_ language: Language, _ label: String) -> Row {
    var parts = [
      language.say(
        "\(language.number(kept)) holdt, \(language.number(broken)) ikke",
        "\(language.number(kept)) kept, \(language.number(broken)) not")
    ]
    if repaired > 0 { parts.append(language.say("\(repaired) rettet op", "\(repaired) made up for")) }
    if released > 0 { parts.append(language.say("\(released) sluppet", "\(released) released")) }
    if kept + broken == 0 {
      parts = [language.say("det ved vi ikke endnu", "we do not know yet")]
    } else {
      parts.append(language.say("kan ventes ", "to be expected ") + language.share(opinion.expected))
      parts.append(language.say("usikkert ", "uncertain ") + language.share(opinion.uncertainty))
    }
    return Row(label, parts.joined(separator: " · "))
  }
}

extension Language {
  fileprivate var explained: String {
    say(
      "Om os, aldrig om deltagerne. “Kan ventes” er mellem 0 og 1; nyt tæller mest, og efter 180 dage det halve.",
      "About us, never about participants. “To be expected” lies between 0 and 1; what is new counts most, and after 180 days half."
    )
  }

  /// Two digits behind the point.
  fileprivate func share(_ share: Double) -> String {
    let hundredths = Int((share * 100).rounded())
    let rest = hundredths % 100
    return "\(hundredths / 100)\(say(",", "."))\(rest < 10 ? "0" : "")\(rest)"
  }
}
