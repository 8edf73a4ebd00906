import Events
public import Releases

/// What a release is looked at as, to see what hangs on a choice: kinds told as others, spans and places joined, other
/// bounds of a figure. Nothing of the release is changed.
public struct WhatIf: Hashable, Sendable {
  public enum Modes: String, CaseIterable, Sendable {
    /// `bridge` that was declined is a kind of its own, `bridge (declined)`.
    case apart
    /// Whatever was told happened.
    case merged
  }

  /// For a column, what each of its values becomes.
  var regrouped: [ReleaseColumn: [String: String]] = [:]
  /// Kinds that are not told, by the names of the release.
  var dropped: Set<String> = []
  var modes: Modes?
  var least: Int?
  var window: Int?
  var landmark: Int?
  var kinds: [String]?
  var stages: [FigureTerms.Stage]?

  public init() {}

  public func applied(to terms: FigureTerms) -> FigureTerms {
    var terms = terms
    // What may not be told does not become fewer by asking otherwise.
    terms.least = max(terms.least, least ?? terms.least)
    terms.window = window ?? terms.window
    terms.landmark = landmark ?? terms.landmark
    terms.kinds = kinds ?? terms.kinds
    terms.stages = stages ?? terms.stages
    return terms
  }

  /// - Throws: where a value is named that the release does not have.
  public func applied(to table: EventTable) throws(ReplayError) -> EventTable {
    var told = try without(dropped, in: table)
    for (column, names) in regrouped { try told.regroup(column.rawValue, names) }
    switch modes {
    case .apart: told.nameModes()
    case .merged: told.columns.removeAll { $0.name == ReleaseColumn.mode.rawValue }
    case nil: break
    }
    return told
  }

  /// Everybody stays, also who has nothing left.
  private func without(_ names: Set<String>, in table: EventTable) throws(ReplayError) -> EventTable {
    guard !names.isEmpty, let kind = table[ReleaseColumn.kind.rawValue] else { return table }
    for name in names.sorted() where !kind.words.contains(name) { throw .noKind(name) }
    let isDropped = kind.words.map { names.contains($0) }
    let rows = (0..<table.rows).filter { !isDropped[Int(kind.codes[$0])] }
    var (told, count) = (table, 0)
    for index in table.cases.indices {
      count += table.rows(of: index).count { !isDropped[Int(kind.codes[$0])] }
      told.starts[index + 1] = count
    }
    for place in told.columns.indices {
      told.columns[place].codes = rows.map { table.columns[place].codes[$0] }
    }
    return told
  }
}

extension EventTable {
  fileprivate mutating func regroup(_ column: String, _ names: [String: String]) throws(ReplayError) {
    guard let place = columns.firstIndex(where: { $0.name == column }) else { throw .noColumn(column) }
    for name in names.keys.sorted() where !columns[place].words.contains(name) { throw .noKind(name) }
    columns[place].rename { names[$0] ?? $0 }
  }

  /// Each kind with its mode, where that is not `happened`.
  fileprivate mutating func nameModes() {
    guard let mode = self[ReleaseColumn.mode.rawValue],
      let place = columns.firstIndex(where: { $0.name == ReleaseColumn.kind.rawValue })
    else { return }
    let kind = columns[place]
    var (words, numbers, codes): ([String], [String: UInt32], [UInt32]) = ([], [:], [])
    let names = kind.words.map { kind in
      mode.words.map { ["", "happened"].contains($0) ? kind : "\(kind) (\($0))" }
    }
    for (code, mode) in zip(kind.codes, mode.codes) {
      let name = names[Int(code)][Int(mode)]
      if let number = numbers[name] {
        codes.append(number)
      } else {
        numbers[name] = UInt32(words.count)
        codes.append(UInt32(words.count))
        words.append(name)
      }
    }
    columns[place] = Column(kind.name, words: words, codes: codes)
    columns.removeAll { $0.name == ReleaseColumn.mode.rawValue }
  }
}

extension Column {
  /// Values of the same new name become one.
  fileprivate mutating func rename(_ name: (String) -> String) {
    var (told, numbers): ([String], [String: UInt32]) = ([], [:])
    let renamed = words.map { word in
      let new = name(word)
      if let number = numbers[new] { return number }
      numbers[new] = UInt32(told.count)
      told.append(new)
      return UInt32(told.count - 1)
    }
    words = told
    codes = codes.map { renamed[Int($0)] }
  }
}
