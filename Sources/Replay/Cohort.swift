import Events
import Releases

/// A release as figures look at it: for every row its kind, whether it happened, and how long after the first event
/// of its participant it stands.
struct Cohort: Sendable {
  let table: EventTable
  let kind: Column
  /// For each row.
  let happened: [Bool]

  init(_ table: EventTable) throws(ReplayError) {
    guard let kind = table[ReleaseColumn.kind.rawValue] else { throw .noColumn("kind") }
    (self.table, self.kind) = (table, kind)
    let mode = table[ReleaseColumn.mode.rawValue]
    let isHappened = (mode?.words ?? []).map { $0.isEmpty || $0 == "happened" }
    happened = mode.map { $0.codes.map { isHappened[Int($0)] } } ?? Array(repeating: true, count: table.rows)
  }

  var participants: Int { table.cases.count }

  /// The first row of each participant that tells that a kind happened.
  /// - Parameter code: of `kind`.
  func firsts(of code: Int) -> [Int?] {
    table.cases.indices.map { index in
      table.rows(of: index).first { Int(kind.codes[$0]) == code && happened[$0] }
    }
  }

  /// Codes of these kinds, or of all that happened to anybody, by name.
  func codes(_ names: [String]) throws(ReplayError) -> [Int] {
    guard names.isEmpty else {
      var codes: [Int] = []
      for name in names {
        guard let code = kind.words.firstIndex(of: name) else { throw .noKind(name) }
        codes.append(code)
      }
      return codes
    }
    var told = Array(repeating: false, count: kind.words.count)
    for row in 0..<table.rows where happened[row] { told[Int(kind.codes[row])] = true }
    return kind.words.indices.filter { told[$0] && !kind.words[$0].isEmpty }.sorted {
      kind.words[$0] < kind.words[$1]
    }
  }
}

/// How long after the first released event of the same participant each row stands, in steps: days, weeks, quarters,
/// or the spans in which the release tells it.
struct Ages: Sendable {
  /// For each row.
  let steps: [Int]
  /// What each step means: both ends are meant, nil is open.
  let spans: [(from: Int, to: Int?)]
  /// `days`, or `quarters`.
  let unit: String
  /// Whether two events in different steps were certainly two meetings.
  let tellsMeetings: Bool

  init(_ table: EventTable) throws(ReplayError) {
    guard let time = table[ReleaseColumn.time.rawValue] else { throw .noColumn("time") }
    let scale = try TimeScale(time)
    let first = scale.times.indices.first { !time.words[$0].isEmpty }.map { scale.times[$0] }
    let marks = try Self.marks(scale, time, like: first)
    var steps = Array(repeating: 0, count: table.rows)
    for index in table.cases.indices {
      var (start, last): (Int?, Int) = (nil, 0)
      for row in table.rows(of: index) {
        if let mark = marks[Int(time.codes[row])] {
          start = start ?? mark
          last = mark - (start ?? mark)
        }
        steps[row] = max(0, last)
      }
    }
    switch first {
    case .elapsed:
      // Marks are ranks of spans, and a participant's first event is in the first of them.
      steps = Self.ranks(table, time, marks)
      spans = Self.spans(scale, time, marks)
      (unit, tellsMeetings) = ("days", false)
    case .week:
      spans = (0...(steps.max() ?? 0)).map { ($0 * 7, $0 * 7 + 6) }
      (unit, tellsMeetings) = ("days", true)
    case .quarter:
      spans = (0...(steps.max() ?? 0)).map { ($0, $0) }
      (unit, tellsMeetings) = ("quarters", false)
    case .day, nil:
      spans = (0...(steps.max() ?? 0)).map { ($0, $0) }
      (unit, tellsMeetings) = ("days", true)
    }
    self.steps = steps
  }

  /// The number of each word's day, week, quarter or span; nil for an empty word.
  private static func marks(_ scale: TimeScale, _ time: Column, like first: ReleasedTime?) throws(ReplayError)
    -> [Int?]
  {
    var froms: [Int] = []
    for (word, time) in zip(time.words, scale.times) where !word.isEmpty {
      if case .elapsed(let from, _) = time { froms.append(from) }
    }
    let ordered = Set(froms).sorted()
    var marks: [Int?] = []
    for (word, time) in zip(time.words, scale.times) {
      switch (time, first) {
      case _ where word.isEmpty: marks.append(nil)
      case (.elapsed(let from, _), .elapsed): marks.append(ordered.firstIndex(of: from))
      case (.day(let day), .day): marks.append(Int(day.number))
      case (.week(let week), .week): marks.append(Int(week.monday.number - 4) / 7)
      case (.quarter(let number), .quarter): marks.append(number)
      default: throw .noTime(word)
      }
    }
    return marks
  }

  private static func ranks(_ table: EventTable, _ time: Column, _ marks: [Int?]) -> [Int] {
    var steps = Array(repeating: 0, count: table.rows)
    for index in table.cases.indices {
      var last = 0
      for row in table.rows(of: index) {
        last = marks[Int(time.codes[row])] ?? last
        steps[row] = last
      }
    }
    return steps
  }

  private static func spans(_ scale: TimeScale, _ time: Column, _ marks: [Int?]) -> [(from: Int, to: Int?)] {
    var spans = Array(repeating: (from: 0, to: Int?.none), count: (marks.compactMap { $0 }.max() ?? 0) + 1)
    for (mark, time) in zip(marks, scale.times) {
      if let mark, case .elapsed(let from, let to) = time { spans[mark] = (from, to) }
    }
    return spans
  }

  /// The step in which each participant's story ends.
  func last(_ table: EventTable) -> [Int] {
    table.cases.indices.map { table.rows(of: $0).last.map { steps[$0] } ?? 0 }
  }
}
