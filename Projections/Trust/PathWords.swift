import Events

/// Says in words what the path shows, year by year.
struct PathWords {
  let trust: Trust
  let language: Language
  let today: Day
  let firsts: [Path.NumberedFirst]
  let naming: (Kind) -> String

  func text(_ months: ClosedRange<Int32>) -> String { lines(months).joined(separator: " ") }

  /// A line for each year in which something is told.
  func lines(_ months: ClosedRange<Int32>) -> [String] {
    let years = Month(number: months.lowerBound).year...Month(number: months.upperBound).year
    var lines = years.compactMap { year in
      let first = Month(year: year, month: 1).number
      return line(year, (first...(first + 11)).clamped(to: months))
    }
    if let pauses = pauses(months) { lines.append(pauses) }
    let standing = trust.boundaries.filter { $0.no.day.month.number <= months.upperBound }
      .map { "\(naming($0.kind)) (\(language.date($0.no.when)))" }
    if !standing.isEmpty {
      lines.append(language.say("Et nej, der står: ", "A no that stands: ") + standing.listed + ".")
    }
    return lines
  }

  private func line(_ year: Int, _ months: ClosedRange<Int32>) -> String? {
    let before = [PathLane.met, .theyCame, .weCame, .opened, .closed].compactMap { part($0, months) }
    let ours = [PathLane.kept, .broken, .repaired].compactMap { part($0, months) }
    let parts = before + (firstTimes(months).map { [$0] } ?? []) + ours
    return parts.isEmpty ? nil : "\(year): \(parts.joined(separator: "; "))."
  }

  /// `mødtes jan 2, mar 1`: the days of each month.
  private func part(_ lane: PathLane, _ months: ClosedRange<Int32>) -> String? {
    let days = Dictionary(grouping: lane.days(trust).map(\.day.month)) { $0 }
      .filter { months.contains($0.key.number) }
    guard !days.isEmpty else { return nil }
    let told = days.sorted { $0.key < $1.key }
      .map { "\(language.monthName($0.key.month)) \($0.value.count)" }
    return "\(lane.name(language)) \(told.listed)"
  }

  private func pauses(_ months: ClosedRange<Int32>) -> String? {
    let told = trust.pauses(today: today).filter { $0.touches(months, today) }.map { pause in
      let until = pause.until.map { language.date($0.day) } ?? language.say("nu", "now")
      return "\(language.date(pause.from.day)) – \(until) (\(language.short(pause.length)))"
    }
    guard !told.isEmpty else { return nil }
    return language.say("Længere pause end den plejer: ", "A longer pause than usual: ") + told.listed + "."
  }

  private func firstTimes(_ months: ClosedRange<Int32>) -> String? {
    let told = firsts.filter { months.contains($0.first.told.day.month.number) }.map { one in
      let said = one.said.isEmpty ? "" : " “\(one.said)”"
      return "\(one.number) \(one.step)\(said) (\(language.date(one.first.told.when)))"
    }
    return told.isEmpty ? nil : language.say("første gang: ", "for the first time: ") + told.listed
  }
}

extension Pause {
  func touches(_ months: ClosedRange<Int32>, _ today: Day) -> Bool {
    from.day.month.number <= months.upperBound && (until?.day ?? today).month.number >= months.lowerBound
  }
}

extension [String] {
  fileprivate var listed: String { joined(separator: ", ") }
}
