/// The days between two events of one person, in the buckets of tier B.
enum Gap: Int, CaseIterable {
  case sameDay, week, month, quarter, halfYear, longer

  /// What is longer is taken for a year at most: a public bound.
  var days: ClosedRange<Int> {
    switch self {
    case .sameDay: 0...0
    case .week: 1...7
    case .month: 8...30
    case .quarter: 31...91
    case .halfYear: 92...182
    case .longer: 183...365
    }
  }

  init(days: Int) {
    self = Gap.allCases.first { days <= $0.days.upperBound } ?? .longer
  }
}

/// The days since the first event, as tier B writes them.
enum Elapsed {
  static let names = ["0-7", "8-30", "31-91", "92-182", "183-365", "366-"]
  private static let ends = [7, 30, 91, 182, 365]

  static func index(_ days: Int) -> Int { ends.firstIndex { days <= $0 } ?? ends.count }
}
