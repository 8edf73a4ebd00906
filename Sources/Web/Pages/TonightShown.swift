internal import Access
internal import Events
internal import Notebook

/// An evening as the page shows it.
struct TonightShown: Encodable, Sendable {
  let stop: String?
  /// The same for an address.
  let here: String
  let stops: [Stop]
  let hasStops: Bool
  let counted: String?
  let owed: [Owed]
  let hasOwed: Bool
  /// More is owed than stands here.
  let owesMore: Bool
  let missed: [Guest]
  let hasMissed: Bool
  let usual: [Guest]
  let hasUsual: Bool
  let strangers: String?
  let write: LineField?

  struct Stop: Encodable, Sendable {
    let name: String
    let link: String
    let isHere: Bool
  }

  struct Guest: Encodable, Sendable {
    let person: String
    let name: String
    let last: String
  }

  struct Owed: Encodable, Sendable {
    let person: String
    let name: String
    let event: String
    let words: String
    let due: String
  }

  /// Nobody has said where they are.
  init(_ visit: Visit) {
    (stop, counted, strangers, here) = (nil, nil, nil, "")
    (stops, owed, missed, usual) = ([], [], [], [])
    (hasStops, hasOwed, owesMore, hasMissed, hasUsual) = (false, false, false, false, false)
    write = visit.lineField()
  }

  /// So many promises stand on the page.
  private static let mostOwed = 3

  init(_ evening: Evening, _ visit: Visit) throws {
    let (language, today) = (visit.language, visit.today)
    func guest(_ guest: Evening.Guest) -> Guest {
      Guest(
        person: guest.person.description, name: guest.name,
        last: language.lately(guest.last, today) + (guest.usually.map { language.rhythm($0) } ?? ""))
    }
    (stop, here) = (evening.stop, Asked.encoded(evening.stop))
    stops = (visit.seat?.stops ?? []).map {
      Stop(name: $0, link: Asked.encoded($0), isHere: $0.lowercased() == evening.stop.lowercased())
    }
    hasStops = stops.count > 1
    counted = language.counted(evening.counts)
    let names = try visit.notebook.namesMentioned()
    owed = evening.owed.prefix(Self.mostOwed).map { one in
      Owed(
        person: one.guest.person.description, name: one.guest.name,
        event: one.pledge.told.event.description,
        words: one.pledge.told.line.shown(unnamed: visit.say("en person", "a person"), name: names),
        due: one.pledge.due.map { language.due($0, today) } ?? "")
    }
    (hasOwed, owesMore) = (!owed.isEmpty, evening.owed.count > Self.mostOwed)
    missed = evening.missed.map(guest)
    usual = evening.usual.map(guest)
    (hasMissed, hasUsual) = (!missed.isEmpty, !usual.isEmpty)
    strangers = "/faces?stop=" + Asked.encoded(evening.stop)
    write = visit.lineField(at: evening.stop)
  }
}

extension Language {
  /// `i dag`, `i går`, `tirsdag`, `7. mar`
  func lately(_ day: Day, _ today: Day) -> String {
    switch (today - day).count {
    case 0: say("i dag", "today")
    case 1: say("i går", "yesterday")
    case 2...6: weekdayName(day.weekday)
    default: date(When(day, hour: 0, minute: 0), today: today)
    }
  }

  /// The person's own rhythm, in words.
  fileprivate func rhythm(_ usual: Days) -> String {
    let often =
      switch usual.count {
      case ...2: say("næsten hver dag", "nearly every day")
      case ...5: say("et par gange om ugen", "a few times a week")
      case ...10: say("hver uge", "every week")
      case ...20: say("hver anden uge", "every other week")
      case ...45: say("hver måned", "every month")
      default: say("nu og da", "now and then")
      }
    return say(" · plejer \(often)", " · mostly \(often)")
  }

  fileprivate func due(_ due: When, _ today: Day) -> String {
    let isLate = due.lastDay.map { $0 < today } ?? false
    return (isLate ? say("skulle være sket ", "was due ") : say("senest ", "by ")) + date(due, today: today)
  }

  /// `18 mennesker · 7 måltider · 2 nye`; nil where nothing was counted.
  func counted(_ counts: Events::Counts) -> String? {
    let parts = [
      counts.heads.map { "\($0) " + ($0 == 1 ? say("menneske", "person") : say("mennesker", "people")) },
      counts.meals.map { "\($0) " + ($0 == 1 ? say("måltid", "meal") : say("måltider", "meals")) },
      counts.newFaces.map { "\($0) " + ($0 == 1 ? say("ny", "new face") : say("nye", "new faces")) },
    ].compactMap(\.self)
    return parts.isEmpty ? nil : parts.joined(separator: " · ")
  }
}
