public import Events
public import Markup

/// The path of trust as a picture: lanes under the months, the newest at the right. Nothing in it weighs, adds up
/// or climbs: a sign stands where something happened, and a gap where nothing did.
public struct Path: Sendable {
  /// All of it, at most five years to a drawing, the newest first: for a wide screen and for print.
  public let whole: [Drawing]
  /// Some months of it, for a phone.
  public let part: Drawing
  /// From which month a phone goes on towards the beginning, and back towards today.
  public let earlier: Month?
  public let later: Month?
  /// The first times, numbered as in the picture.
  public let firsts: [NumberedFirst]
  /// The same in words: a line for each year.
  public let words: [String]

  /// A first time with the number by which the picture names it.
  public struct NumberedFirst: Hashable, Sendable {
    public let number: Int
    public let first: First
    /// What it is called: `kom igen`.
    public let step: String
    /// Their words, where they say more than that.
    public let said: String
  }

  static let mostMonths: Int32 = 60
  static let mostOfPart: Int32 = 18
  static let leastMonths: Int32 = 12
}

extension Trust {
  /// - Parameter from: the first month that a phone shows; else the last year and a half.
  /// - Returns: nil where nothing is told yet.
  public func path(
    _ language: Language, today: Day, from: Month? = nil, naming: @escaping (Kind) -> String
  ) -> Path? {
    guard let span = span(today: today) else { return nil }
    let firsts = firsts.numbered(language, naming)
    let words = PathWords(trust: self, language: language, today: today, firsts: firsts, naming: naming)
    func drawing(_ months: ClosedRange<Int32>, _ sheet: Sheet) -> Drawing {
      var drawer = PathDrawer(
        trust: self, language: language, today: today, firsts: firsts, naming: naming,
        frame: Frame(sheet: sheet, months: months))
      return drawer.drawing(words.text(months))
    }
    let part = span.part(from: from?.number ?? lastShown)
    return Path(
      whole: span.bands.map { drawing($0, .wide) }, part: drawing(part, .phone),
      earlier: part.lowerBound > span.lowerBound
        ? Month(number: max(span.lowerBound, part.lowerBound - Path.mostOfPart)) : nil,
      later: part.upperBound < span.upperBound ? Month(number: part.upperBound + 1) : nil, firsts: firsts,
      words: words.lines(span))
  }

  /// Where a phone begins when nothing has been told for so long that it would show nothing: with the last there is.
  private var lastShown: Int32? {
    let told = contacts.map(\.day) + firsts.map(\.told.day) + doors.map(\.day)
    return told.max().map { $0.month.number - Path.mostOfPart + 3 }
  }

  /// The months from the first that is told of to this one, at least twelve and at most ten years.
  private func span(today: Day) -> ClosedRange<Int32>? {
    let told =
      contacts.map(\.day) + doors.map(\.day) + firsts.map(\.told.day) + promises.map(\.day)
      + answers.compactMap(\.lastNo?.day)
    guard let first = told.min(), let last = told.max() else { return nil }
    let end = max(last, today).month.number
    return min(max(first.month.number, end - 119), end - Path.leastMonths + 1)...end
  }
}

extension ClosedRange<Int32> {
  /// At most five years each, the newest first.
  fileprivate var bands: [ClosedRange<Int32>] {
    stride(from: upperBound, through: lowerBound, by: -Int(Path.mostMonths)).map { end in
      Swift.max(lowerBound, Swift.min(end - Path.mostMonths, end - Path.leastMonths) + 1)...end
    }
  }

  /// What a phone shows: so many months, from the one that is asked for.
  fileprivate func part(from month: Int32?) -> ClosedRange<Int32> {
    if count <= Int(Path.mostOfPart) { return self }
    let last = upperBound - Path.mostOfPart + 1
    let start = Swift.min(Swift.max(month ?? last, lowerBound), last)
    return start...(start + Path.mostOfPart - 1)
  }
}

extension [First] {
  fileprivate func numbered(_ language: Language, _ naming: (Kind) -> String) -> [Path.NumberedFirst] {
    enumerated().map { index, first in
      let (step, said) = (language.step(first.kind, naming), first.told.line.text)
      return Path.NumberedFirst(number: index + 1, first: first, step: step, said: said == step ? "" : said)
    }
  }
}

/// What a drawing is made for.
enum Sheet {
  case phone, wide

  var width: Double { self == .phone ? 343 : 720 }
  /// Where the lanes begin; before it stand their names.
  var left: Double { self == .phone ? 76 : 84 }
  var right: Double { 6 }
}

/// Which months stand where.
struct Frame {
  let sheet: Sheet
  let months: ClosedRange<Int32>

  var left: Double { sheet.left }
  var end: Double { sheet.width - sheet.right }
  var cell: Double { (end - left) / Double(months.count) }

  func x(_ month: Int32) -> Double { left + Double(month - months.lowerBound) * cell }

  func x(_ day: Day) -> Double {
    let month = day.month
    let length = Double((month.next.firstDay - month.firstDay).count)
    return x(month.number) + (Double(day.civil.day) - 0.5) / length * cell
  }

  func holds(_ day: Day) -> Bool { months.contains(day.month.number) }
}
