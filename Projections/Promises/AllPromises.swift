public import Events
public import Markup

/// A promise among those to many participants.
public struct Owed: Sendable, Encodable {
  public var handle: Handle
  public var name = ""
  public var pledge: Pledge

  public init(_ handle: Handle, _ pledge: Pledge) { (self.handle, self.pledge) = (handle, pledge) }

  /// Puts the names in, for those who may see them.
  public mutating func show(_ name: (Handle) -> String, _ shown: (Line) -> String) {
    self.name = name(handle)
    pledge.told.line = Line(shown(pledge.told.line))
  }
}

/// What we owe, to whom, and how we have kept our word.
public struct AllPromises: Sendable, Encodable {
  /// Overdue, or not kept and not made up for: the newest first, since there a call helps most.
  public var late: [Owed]
  /// Due within 14 days, the first of them first.
  public var soon: [Owed]
  public let count: Count
  public let all: OurRecord
  public let stops: [OurRecord]

  /// How many there are, shown or not.
  public struct Count: Hashable, Sendable, Encodable {
    public let owed: Int
    public let late: Int
    public let soon: Int
  }

  /// - Parameter most: how many stand in each list.
  public init(_ owed: [Owed], _ records: (all: OurRecord, stops: [OurRecord]), today: Day, most: Int) {
    let late = owed.filter { $0.pledge.isLate(today) }
    let soon = owed.filter { !$0.pledge.isLate(today) && $0.pledge.isDue(before: today + 15) }
    count = Count(owed: owed.count, late: late.count, soon: soon.count)
    self.late = Array(late.sorted { $1.pledge.sortKey < $0.pledge.sortKey }.prefix(most))
    self.soon = Array(soon.sorted { $0.pledge.sortKey < $1.pledge.sortKey }.prefix(most))
    (all, stops) = records
  }

  public func page(_ language: Language, today: Day) -> Page {
    var page = Page(title: language.say("Vores løfter", "Our promises"))
    guard all.made + all.kept + all.broken + count.owed > 0 else {
      let empty = language.say(
        "Vi har ikke lovet nogen noget endnu.", "We have promised nobody anything yet.")
      page.parts = [.remark(empty)]
      return page
    }
    page.parts.append(.row(sum(language)))
    page.parts += section(
      language.say("Over tiden eller ikke holdt, de nyeste først", "Overdue or not kept, the newest first"),
      late, of: count.late, language, today)
    page.parts += section(
      language.say("De næste 14 dage", "The next 14 days"), soon, of: count.soon, language, today)
    page.parts += records(language)
    return page
  }

  /// How we have kept our word, in all and stop by stop.
  public func records(_ language: Language) -> [Part] {
    let elsewhere = language.say("Ikke ved et stop", "Not at a stop")
    let rows = (stops.count > 1 ? stops : []).map { record in
      Part.row(record.row(language, record.stop.isEmpty ? elsewhere : record.stop))
    }
    return [
      .heading(language.say("Sådan holder vi ord", "How we keep our word")), .remark(language.explained),
      .row(all.row(language, language.say("I alt", "In all"))),
    ] + rows
  }

  private func section(
    _ heading: String, _ some: [Owed], of count: Int, _ language: Language, _ today: Day
  ) -> [Part] {
    guard count > 0 else { return [] }
    let rows = some.map { one in
      var row = one.pledge.row(language, today)
      row.text = "\(one.name): \(row.text)"
      return Part.row(row)
    }
    let more = count - some.count
    let rest = language.say("\(more) flere: --all viser dem", "\(more) more: --all shows them")
    return [.heading(heading)] + rows + (more > 0 ? [.row(Row("", rest))] : [])
  }

  private func sum(_ language: Language) -> Row {
    let (owed, late) = (language.number(count.owed), language.number(count.late))
    return Row(
      language.say("Skylder vi", "We owe"),
      language.say(
        "\(owed) \(count.owed == 1 ? "løfte" : "løfter"), \(late) over tiden eller ikke holdt",
        "\(owed) \(count.owed == 1 ? "promise" : "promises"), \(late) overdue or not kept"))
  }
}

extension Pledge {
  fileprivate func isLate(_ today: Day) -> Bool { fate == .broken || isOverdue(today) }

  fileprivate func isDue(before day: Day) -> Bool { due.map { $0.day < day } ?? false }

  /// By when it was due, or else by when it was made.
  fileprivate var sortKey: (Int64, EventID) { ((due ?? told.when).minute, told.event) }
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
