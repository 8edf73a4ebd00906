/// The languages in which Tillid speaks to people.
public enum Language: String, CaseIterable, Sendable {
  case danish = "da"
  case english = "en"

  /// Its place where something is kept for each language.
  public var index: Int { self == .danish ? 0 : 1 }

  /// The first text in Danish, the second in English.
  public func say(_ danish: String, _ english: String) -> String { self == .danish ? danish : english }

  /// With a dot or a comma between thousands.
  public func number(_ number: Int) -> String {
    let digits = String(number.magnitude).utf8.reversed()
    var text: [UInt8] = []
    for (place, digit) in digits.enumerated() {
      if place > 0, place % 3 == 0 { text += say(".", ",").utf8 }
      text.append(digit)
    }
    return (number < 0 ? "−" : "") + String(decoding: text.reversed(), as: UTF8.self)
  }

  /// `1.234,5`, `1,234.5`: of a number that is not below zero, with one decimal.
  public func tenths(_ number: Double) -> String {
    let all = Int((number * 10).rounded())
    return self.number(all / 10) + say(",", ".") + String(all % 10)
  }

  /// `12,3 MB`, `12.3 MB`
  public func megabytes(_ bytes: Int) -> String { tenths(Double(bytes) / 1e6) + " MB" }

  /// `1 hændelse`, `1.200 hændelser`
  public func events(_ count: Int) -> String {
    "\(number(count)) " + (count == 1 ? say("hændelse", "event") : say("hændelser", "events"))
  }

  public func monthName(_ month: Int) -> String {
    let names =
      self == .danish
      ? ["jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov", "dec"]
      : ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
    return names[month - 1]
  }

  public func weekdayName(_ weekday: Int) -> String {
    let names =
      self == .danish
      ? ["mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag"]
      : ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
    return names[weekday]
  }

  /// `7. mar 2026`, `7 Mar 2026`.
  public func date(_ day: Day) -> String {
    let (year, month, number) = day.civil
    return say("\(number). \(monthName(month)) \(year)", "\(number) \(monthName(month)) \(year)")
  }

  /// The same without the year, where it is today's.
  public func date(_ when: When, today: Day) -> String {
    let date = date(when)
    let year = " \(today.civil.year)"
    return !when.isVaguerThanDay && date.hasSuffix(year) ? String(date.dropLast(year.count)) : date
  }

  /// As exact as it was told: a date, a month, a year, or the vague text itself.
  public func date(_ when: When) -> String {
    guard when.isVaguerThanDay else { return date(when.day) }
    // An open or odd end is no time by itself; then the text is shown as it was given.
    let ends = when.vague.split(separator: "/").compactMap { try? When(edtf: String($0)) }
    if ends.count == 2 { return "\(date(ends[0])) – \(date(ends[1]))" }
    if ends.count == 1, when.vague.hasSuffix("/..") { return say("fra ", "from ") + date(ends[0]) }
    let (year, month, _) = when.day.civil
    switch when.vague.utf8.count {
    case 4: return "\(year)"
    case 7 where when.vague.hasSuffix(Month(year: year, month: month).description.suffix(3)):
      return "\(monthName(month)) \(year)"
    default: return when.vague
    }
  }
}

extension Language {
  /// A kind with its mode in words: `tandlæge`, `aftalt: tandlæge`, `nej tak: tandlæge`.
  public func telling(_ kind: String, _ mode: Mode) -> String {
    switch mode {
    case .happened: kind
    case .arranged: say("aftalt: ", "arranged: ") + kind
    case .declined: say("nej tak: ", "declined: ") + kind
    case .failed: say("blev ikke til noget: ", "did not happen: ") + kind
    }
  }
}
