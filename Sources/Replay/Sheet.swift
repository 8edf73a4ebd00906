/// A figure as a table: what is written as JSON and CSV, and what another program has to come to as well.
///
/// A row that tells of fewer participants than may be told stands in none of them; only how many such rows there
/// were is said.
public struct Sheet: Hashable, Sendable {
  public var name: String
  /// What holds for the whole figure, in its order.
  public var facts: [Fact]
  public var columns: [String]
  /// Each as long as `columns`.
  public var rows: [[Cell]]
  /// Rows left out because too few stand behind them.
  public var hidden: Int

  public init(_ name: String, facts: [Fact], columns: [String], rows: [[Cell]] = [], hidden: Int = 0) {
    (self.name, self.facts, self.columns, self.rows) = (name, facts, columns, rows)
    self.hidden = hidden
  }

  public struct Fact: Hashable, Sendable {
    public var name: String
    public var value: Cell
    public init(_ name: String, _ value: Cell) { (self.name, self.value) = (name, value) }
  }

  public enum Cell: Hashable, Sendable {
    case text(String)
    case number(Int)
    /// In millionths.
    case share(Int)
    case nothing

    public static func number(_ number: Int?) -> Cell { number.map { .number($0) } ?? .nothing }

    /// Rounded to millionths, halves upwards.
    public static func share(_ share: Double?) -> Cell {
      guard let share, share.isFinite, share.magnitude < 1e9 else { return .nothing }
      return .share(Int((share * 1_000_000 + 0.5).rounded(.down)))
    }
  }
}

extension Sheet {
  /// One object: the facts, how many rows are hidden, and the rows, each with its columns by name.
  public var json: String {
    var text = "{\n  \"figure\": \(name.jsonText)"
    for fact in facts { text += ",\n  \(fact.name.jsonText): \(fact.value.json)" }
    text += ",\n  \"hidden\": \(hidden),\n  \"rows\": ["
    for (index, row) in rows.enumerated() {
      let cells = zip(columns, row).map { "\($0.jsonText): \($1.json)" }
      text += (index == 0 ? "\n" : ",\n") + "    {" + cells.joined(separator: ", ") + "}"
    }
    return text + (rows.isEmpty ? "]\n}\n" : "\n  ]\n}\n")
  }

  /// The rows under the names of their columns (RFC 4180, with line feeds).
  public var csv: String {
    let lines = [columns.map(\.csvText)] + rows.map { $0.map(\.csv) }
    return lines.map { $0.joined(separator: ",") + "\n" }.joined()
  }
}

extension Sheet.Cell {
  fileprivate var json: String {
    switch self {
    case .text(let text): text.jsonText
    case .nothing: "null"
    case .number, .share: plain
    }
  }

  fileprivate var csv: String {
    if case .text(let text) = self { text.csvText } else { plain }
  }

  /// For people, rounded to three digits behind the point.
  public var shown: String {
    guard case .share(let millionths) = self else { return plain }
    let thousandths = Int((Double(millionths) / 1000).rounded())
    return String(Sheet.Cell.share(thousandths * 1000).plain.dropLast(3))
  }

  private var plain: String {
    switch self {
    case .text(let text): return text
    case .number(let number): return String(number)
    case .nothing: return ""
    case .share(let millionths):
      let digits = String(millionths.magnitude % 1_000_000)
      let zeros = String(repeating: "0", count: 6 - digits.utf8.count)
      return "\(millionths < 0 ? "-" : "")\(millionths.magnitude / 1_000_000).\(zeros)\(digits)"
    }
  }
}

extension String {
  fileprivate var csvText: String {
    let isPlain = !contains { ",\"\r\n".contains($0) }
    return isPlain ? self : "\"" + replacing("\"", with: "\"\"") + "\""
  }
}
