public import Events
internal import Formats
internal import Notebook

/// A row as its map says it is meant.
public struct MeantRow: Sendable {
  public var line: Int
  public var text: String
  public var who = ""
  public var when: When?
  public var at = ""
  public var by = ""
  public var given: [GivenReading] = []
  var id = ""
  var kept: [CaseLog.Attribute] = []
}

/// Reads the rows of a file by its map; those that cannot be meant are handed over with the reason.
public struct CSVMeaning {
  public private(set) var rows: CSVRows
  /// The first row, as it stood.
  public let heading: [UInt8]
  public let columns: [String]
  private let map: CSVMap
  private let place: [String: Int]
  private let kinds: (String) -> GivenReading?
  private let today: Day

  public enum Row {
    case meant(MeantRow, CSVRow)
    case bad(RowFault, CSVRow)
  }

  /// - Parameter kinds: the kind that a word of the column `kind` means.
  public init(path: String, _ map: CSVMap, today: Day, kinds: @escaping (String) -> GivenReading?) throws {
    rows = try CSVRows(path: path, delimiter: map.delimiter.utf8.first ?? UInt8(ascii: ","))
    guard let first = try rows.next() else {
      throw ExchangeError.fault(
        path: path, RowFault(line: 1, danish: "filen er tom", english: "the file is empty"))
    }
    columns = first.cells.map(\.trimmed)
    heading = first.raw
    place = Dictionary(zip(columns, columns.indices)) { first, _ in first }
    guard !map.text.isEmpty else { throw ExchangeError.noText(columns: columns) }
    for column in map.columns where place[column] == nil {
      throw ExchangeError.noColumn(column, columns: columns)
    }
    (self.map, self.kinds, self.today) = (map, kinds, today)
  }

  public mutating func next() throws -> Row? {
    guard let row = try rows.next() else { return nil }
    if let fault = row.fault { return .bad(fault, row) }
    do throws(RowRefusal) { return .meant(try meant(row), row) } catch { return .bad(error.fault, row) }
  }

  private struct RowRefusal: Error { let fault: RowFault }

  private func refusal(_ row: CSVRow, _ danish: String, _ english: String) -> RowRefusal {
    RowRefusal(fault: RowFault(line: row.line, danish: danish, english: english))
  }

  private func meant(_ row: CSVRow) throws(RowRefusal) -> MeantRow {
    guard row.cells.count == columns.count else {
      throw refusal(
        row, "\(row.cells.count) felter, hvor der skal være \(columns.count)",
        "\(row.cells.count) cells where there should be \(columns.count)")
    }
    func cell(_ column: String?) -> String {
      column.flatMap { place[$0] }.map { row.cells[$0].trimmed } ?? ""
    }
    var meant = MeantRow(line: row.line, text: cell(map.text))
    let word = cell(map.kind)
    if !word.isEmpty {
      guard let kind = kinds(map.kinds[word] ?? word) else {
        if meant.text.isEmpty { throw refusal(row, "ingen tekst", "no text") }
        meant.kept.append(CaseLog.Attribute(.string, map.kind ?? "", word))
        return try placed(meant, row, cell)
      }
      meant.given = [kind]
      if meant.text.isEmpty { meant.text = word }
    }
    guard !meant.text.isEmpty else { throw refusal(row, "ingen tekst", "no text") }
    return try placed(meant, row, cell)
  }

  private func placed(
    _ begun: MeantRow, _ row: CSVRow, _ cell: (String?) -> String
  ) throws(RowRefusal) -> MeantRow {
    var meant = begun
    guard meant.text.utf8.count <= Notebook.longestLine else {
      throw refusal(
        row, "teksten er over \(Notebook.longestLine) byte",
        "the text is longer than \(Notebook.longestLine) bytes")
    }
    let time = map.when.map { cell($0) }.filter { !$0.isEmpty }.joined(separator: " ")
    if !time.isEmpty {
      guard let when = WrittenDate.read(time, among: map.dates) else {
        throw refusal(
          row, "‘\(time.prefix(40))’ er intet tidspunkt, kortet kender",
          "‘\(time.prefix(40))’ is no time that the map knows")
      }
      guard when.day <= today else {
        throw refusal(row, "\(time.prefix(40)) har ikke været endnu", "\(time.prefix(40)) has not been yet")
      }
      meant.when = when
    }
    (meant.who, meant.at, meant.by, meant.id) = (cell(map.who), cell(map.at), cell(map.by), cell(map.id))
    meant.kept += map.keep.map { CaseLog.Attribute(.string, $0, Masking.mask(cell($0)).line) }
    return meant
  }
}

extension Intake {
  /// First the people of a file, so that a line that names another of them holds no name.
  public func takePeople(_ rows: consuming CSVMeaning) throws {
    while let row = try rows.next() {
      guard case .meant(let meant, _) = row, !meant.who.isEmpty else { continue }
      _ = try person(of: meant.who)
    }
    try flush()
    try notebook.catchUp()
    persons = [:]
  }

  private func person(of name: String) throws -> (Person, number: UInt64) {
    let key = name.lowercased()
    if let person = persons[key] { return person }
    let found = try person(
      key: "who " + key, name: choice.called(name), isAlias: false,
      byName: choice.cases != .organisation && name.contains { $0.isLetter })
    persons[key] = found
    return found
  }

  /// - Parameter aside: told each row that was not taken.
  public func takeRows(
    _ rows: consuming CSVMeaning, aside: (CSVRow) throws -> Void, progress: (Int) -> Void = { _ in }
  ) throws {
    while let row = try rows.next() {
      switch row {
      case .bad(let fault, let raw):
        report.faults.append(fault)
        try aside(raw)
      case .meant(let meant, let raw):
        do { try take(meant, raw) } catch let refusal as NotebookError {
          report.faults.append(
            RowFault(line: meant.line, danish: refusal.sentence(.danish), english: refusal.sentence(.english))
          )
          try aside(raw)
        }
      }
      report.rows += 1
      if report.rows & 255 == 0 { progress(rows.rows.consumed) }
    }
    try flush()
  }

  private func take(_ row: MeantRow, _ raw: CSVRow) throws {
    let who = row.who.isEmpty ? nil : try person(of: row.who)
    if passesOver(who?.0) { return }
    let identity = row.id.isEmpty ? "row \(raw.cells.joined(separator: "\u{1F}"))" : "id \(row.id)"
    guard let mark = try new(identity) else { return }
    var telling = Telling(row.text)
    (telling.at, telling.by, telling.when, telling.given) = (row.at, row.by, row.when, row.given)
    var (isStranger, carried) = (false, row.kept)
    var number: UInt64 = 0
    switch who?.0 {
    case .participant(let handle)?:
      telling.about = [handle.description]
      report.people.insert(handle)
    case .stranger?: (isStranger, carried) = (true, [])
    case .thing(let found)?:
      number = found
      carried.insert(.name(row.who), at: 0)
    case .erased?, .elsewhere?, nil: break
    }
    var (records, masked) = try notebook.weigh(telling, asPresence: isStranger)
    if !carried.isEmpty, !records.isEmpty { records[0].carried = Carried(case: number, carried).bytes }
    count(row, masked, isStranger)
    try keep(records, mark)
  }

  private func count(_ row: MeantRow, _ masked: Set<Masking.Secret>, _ isStranger: Bool) {
    for secret in masked { report.masked[secret, default: 0] += 1 }
    if isStranger { report.presences += 1 }
    if !row.at.isEmpty { report.stops.insert(row.at) }
    if let when = row.when { report.takes(when) }
  }
}
