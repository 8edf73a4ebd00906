import Events

/// What a picture of trust shows of one month.
struct MonthTold {
  var month: Month
  var contactDays: Set<Day> = []
  var theirs = false
  var ours = false
  var opened = false
  var closed = false
  var hasFirst = false
  var isPause = false
}

extension Trust {
  /// The picture goes no further back, however old a date somebody wrote.
  private static let mostMonths: Int32 = 120

  /// Every month from the first that is told of to this one.
  func months(today: Day) -> [MonthTold] {
    let days = contacts.map(\.day) + doors.map(\.day) + firsts.map(\.told.day)
    guard let earliest = days.min()?.month, let latest = days.max()?.month else { return [] }
    let end = max(latest, today.month).number
    let start = max(earliest.number, end - Trust.mostMonths + 1)
    var months = (start...end).map { MonthTold(month: Month(number: $0)) }
    func mark(_ day: Day, _ change: (inout MonthTold) -> Void) {
      if day.month.number >= start { change(&months[Int(day.month.number - start)]) }
    }
    for contact in contacts { mark(contact.day) { $0.take(contact) } }
    for door in doors { mark(door.day) { $0.take(door) } }
    for first in firsts { mark(first.told.day) { $0.hasFirst = true } }
    for pause in pauses(today: today) {
      for month in pause.months(today: today) { mark(month.firstDay) { $0.isPause = true } }
    }
    return months
  }
}

extension Pause {
  /// The months in which nothing was; while it lasts, up to this one. Where there is none, the one in which it
  /// ended, or lasts.
  fileprivate func months(today: Day) -> [Month] {
    let first = from.day.month.next.number
    let end = (until?.day ?? today).month
    let last = until == nil ? end.number : end.number - 1
    return first > last ? [end] : (first...last).map { Month(number: $0) }
  }
}

extension MonthTold {
  mutating func take(_ contact: Contact) {
    contactDays.insert(contact.day)
    if contact.initiative == .theirs { theirs = true }
    if contact.initiative == .ours { ours = true }
  }

  mutating func take(_ door: Door) {
    if door.wasOpened { opened = true } else { closed = true }
  }
}

/// One row of the picture: what it is called and what stands in a month's cell.
struct Lane {
  let label: String
  let cell: (MonthTold, _ width: Int) -> String

  /// Contact days as dots; the last dot of a full cell stands for all that have no room.
  static func dots(_ days: Int, _ width: Int) -> String {
    let room = max(1, width - 1)
    if days == 0 { return "·" }
    return days <= room
      ? String(repeating: "•", count: days) : String(repeating: "•", count: room - 1) + "●"
  }

  static func all(_ language: Language) -> [Lane] {
    [
      Lane(label: language.say("mødtes", "met")) { dots($0.contactDays.count, $1) },
      Lane(label: language.say("kom selv", "they came")) { month, _ in month.theirs ? "▲" : "" },
      Lane(label: language.say("vi kom", "we came")) { month, _ in month.ours ? "△" : "" },
      Lane(label: language.say("døren", "door")) { month, _ in
        month.opened ? month.closed ? "◐" : "○" : month.closed ? "×" : ""
      },
      Lane(label: language.say("første gang", "first time")) { month, _ in month.hasFirst ? "★" : "" },
      Lane(label: language.say("lang pause", "long pause")) { month, width in
        month.isPause ? String(repeating: "─", count: width) : ""
      },
    ]
  }
}
