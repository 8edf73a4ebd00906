import Events
import Markup

/// The picture: a row for each lane, a cell for each month, at most 80 columns wide. A year has wide cells, two
/// years narrow ones; of more, five years stand side by side and the rest below.
extension Trust {
  func picture(_ language: Language, today: Day, naming: (Kind) -> String) -> [Part] {
    let months = months(today: today)
    guard let first = months.first else { return [] }
    let width = Picture.width(months)
    let start = Int32(width > 2 ? first.month.number : first.month.number / 12 * 12)
    let empty = (start..<first.month.number).map { MonthTold(month: Month(number: $0)) }
    let lanes = Lane.all(language).filter { lane in months.contains { !lane.cell($0, 1).isEmpty } }
    let picture = Picture(width: width, lanes: lanes, language: language)
    var rest = (empty + months)[...]
    var lines: [String] = []
    while !rest.isEmpty {
      lines += (lines.isEmpty ? [] : [""]) + picture.band(Array(rest.prefix(60)))
      rest = rest.dropFirst(60)
    }
    lines += ["", legend(months, language)]
    return [.picture(lines, alternative: alternative(months, language, naming))]
  }

  /// What the signs mean, as far as they stand in the picture.
  private func legend(_ months: [MonthTold], _ language: Language) -> String {
    let signs: [(String, Bool)] = [
      (language.say("• en dag  ● flere", "• a day  ● more"), true),
      (language.say("○ åben dør", "○ open door"), months.contains(where: \.opened)),
      (language.say("× lukket", "× closed"), months.contains(where: \.closed)),
      (language.say("◐ begge", "◐ both"), months.contains { $0.opened && $0.closed }),
    ]
    return Picture.indent + signs.filter(\.1).map(\.0).joined(separator: "  ")
  }

  /// The same in words, year by year.
  private func alternative(
    _ months: [MonthTold], _ language: Language, _ naming: (Kind) -> String
  ) -> String {
    let years = Dictionary(grouping: months, by: \.month.year).sorted { $0.key < $1.key }
    return years.compactMap { year, months in
      let told: [(String, (MonthTold) -> Bool)] = [
        (language.say("mødtes", "met"), { !$0.contactDays.isEmpty }),
        (language.say("kom selv", "they came"), \.theirs), (language.say("vi kom", "we came"), \.ours),
        (language.say("åben dør", "open door"), \.opened),
        (language.say("lukket dør", "closed door"), \.closed),
        (language.say("første gang", "first time"), \.hasFirst),
        (language.say("lang pause", "long pause"), \.isPause),
      ]
      let parts = told.compactMap { label, holds in
        let names = language.runs(months.filter(holds).map(\.month.month))
        return names.isEmpty ? nil : "\(label) \(names)"
      }
      return parts.isEmpty ? nil : "\(year): \(parts.joined(separator: "; "))."
    }.joined(separator: " ")
  }
}

extension Language {
  /// Months in a row are said as one: `jan–mar, maj`.
  fileprivate func runs(_ months: [Int]) -> String {
    var runs: [ClosedRange<Int>] = []
    for month in months {
      if let last = runs.last, last.upperBound + 1 == month {
        runs[runs.count - 1] = last.lowerBound...month
      } else {
        runs.append(month...month)
      }
    }
    return runs.map { run in
      run.count == 1 ? monthName(run.lowerBound) : "\(monthName(run.lowerBound))–\(monthName(run.upperBound))"
    }.joined(separator: ", ")
  }
}

/// How months become rows of text.
struct Picture {
  let width: Int
  let lanes: [Lane]
  let language: Language

  static let labelWidth = 12
  static let indent = String(repeating: " ", count: labelWidth)

  /// Columns for a month: five in a single year, two in two calendar years, one in more.
  static func width(_ months: [MonthTold]) -> Int {
    guard let first = months.first, let last = months.last else { return 1 }
    if months.count <= 12 { return 5 }
    return last.month.year - first.month.year < 2 ? 2 : 1
  }

  /// At most sixty months: two rows that say when, and the lanes.
  func band(_ months: [MonthTold]) -> [String] {
    [years(months), row("", months) { month, _ in monthSign(month.month) }]
      + lanes.map { row($0.label, months, $0.cell) }
  }

  private func row(_ label: String, _ months: [MonthTold], _ cell: (MonthTold, Int) -> String) -> String {
    var text = label.filled(Picture.labelWidth)
    for (index, month) in months.enumerated() {
      if isSeparated(index, month.month) { text += "│" }
      text += cell(month, width).filled(width)
    }
    return text.withoutTrailingBlanks
  }

  private func isSeparated(_ index: Int, _ month: Month) -> Bool {
    index > 0 && month.month == 1 && width < 5
  }

  /// Each year stands over its first month.
  private func years(_ months: [MonthTold]) -> String {
    var text = Picture.indent
    var column = Picture.labelWidth
    for (index, month) in months.enumerated() {
      if isSeparated(index, month.month) { column += 1 }
      if index == 0 || month.month.month == 1 { text = text.filled(column) + "\(month.month.year)" }
      column += width
    }
    return text
  }

  private func monthSign(_ month: Month) -> String {
    let name = language.monthName(month.month).lowercased()
    return width >= 4 ? name : String(name.prefix(1))
  }
}

extension String {
  fileprivate func filled(_ width: Int) -> String {
    self + String(repeating: " ", count: Swift.max(0, width - count))
  }

  fileprivate var withoutTrailingBlanks: String {
    var rest = self[...]
    while rest.last == " " { rest.removeLast() }
    return String(rest)
  }
}
