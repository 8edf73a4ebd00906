internal import Events
internal import Yams

/// Which column of a CSV file is what. Nothing but the text is needed.
public struct CSVMap: Hashable, Sendable {
  public var delimiter = ","
  public var text = ""
  /// Whom a row is about.
  public var who: String?
  /// One column, or the date and the time of day.
  public var when: [String] = []
  /// How times are written: `dd-MM-yyyy HH:mm`. Times as `2026-03-07T14:30`, or vaguer, are always understood.
  public var dates: [String] = []
  public var at: String?
  public var by: String?
  public var kind: String?
  /// A kind of the vocabulary for each value of the column `kind`; others are looked for by their own word.
  public var kinds: [String: String] = [:]
  /// Tells a row from all others, if the file has such a number.
  public var id: String?
  /// Further columns that are kept with their rows.
  public var keep: [String] = []

  public init() {}

  /// All columns that are spoken of.
  var columns: [String] { [text] + [who, at, by, kind, id].compactMap(\.self) + when + keep }

  /// - Throws: `ExchangeError.map` with the line.
  public init(yaml: String) throws {
    let root: Node?
    do { root = try Yams.compose(yaml: yaml) } catch {
      throw ExchangeError.map(
        line: Self.line(of: error), danish: "det er ikke YAML", english: "it is no YAML")
    }
    guard let fields = root?.mapping else {
      throw ExchangeError.map(line: 1, danish: "skriv ‘text: KOLONNE’", english: "write ‘text: COLUMN’")
    }
    for (key, value) in fields { try take(key.string ?? "", value, line: key.mark?.line ?? 1) }
    guard !text.isEmpty else {
      throw ExchangeError.map(
        line: 1, danish: "ingen kolonne er teksten: skriv ‘text: KOLONNE’",
        english: "no column is the text: write ‘text: COLUMN’")
    }
  }

  private static func line(of error: any Error) -> Int {
    switch error as? YamlError {
    case .scanner(_, _, let mark, _), .parser(_, _, let mark, _), .composer(_, _, let mark, _): mark.line
    default: 1
    }
  }

  private mutating func take(_ key: String, _ value: Node, line: Int) throws {
    func one() throws -> String {
      guard let text = value.scalar?.string, !text.isEmpty else { throw Self.wrong(key, line) }
      return text
    }
    func some() throws -> [String] {
      guard let list = value.sequence else { return [try one()] }
      return try list.map { item in
        guard let text = item.scalar?.string, !text.isEmpty else { throw Self.wrong(key, line) }
        return text
      }
    }
    switch key {
    case "delimiter":
      delimiter = try one() == "tab" ? "\t" : one()
      guard delimiter.utf8.count == 1, delimiter != "\"", delimiter != "\n" else {
        throw Self.wrong(key, line)
      }
    case "text": text = try one()
    case "who": who = try one()
    case "when": when = try some()
    case "dates": dates = try some()
    case "where": at = try one()
    case "by": by = try one()
    case "kind": kind = try one()
    case "id": id = try one()
    case "keep": keep = try some()
    case "kinds":
      guard let fields = value.mapping else { throw Self.wrong(key, line) }
      for (word, kind) in fields { kinds[word.string ?? ""] = kind.string ?? "" }
    default:
      throw ExchangeError.map(
        line: line,
        danish:
          "‘\(key)’ kendes ikke: skriv text, who, when, dates, where, by, kind, kinds, id, keep eller delimiter",
        english:
          "‘\(key)’ is unknown: write text, who, when, dates, where, by, kind, kinds, id, keep, or delimiter")
    }
  }

  private static func wrong(_ key: String, _ line: Int) -> ExchangeError {
    .map(
      line: line, danish: "‘\(key)’ er ikke skrevet rigtigt",
      english: "‘\(key)’ is not written as it should be")
  }

  /// As it can be edited and given again.
  public var yaml: String {
    func line(_ key: String, _ value: String?) -> String {
      value.map { "\(key): \(Self.quoted($0))\n" } ?? ""
    }
    func list(_ key: String, _ values: [String]) -> String {
      switch values.count {
      case 0: ""
      case 1: line(key, values[0])
      default: "\(key): [\(values.map(Self.quoted).joined(separator: ", "))]\n"
      }
    }
    let words =
      kinds.isEmpty
      ? ""
      : "kinds:\n"
        + kinds.sorted { $0.key < $1.key }.map { "  \(Self.quoted($0)): \(Self.quoted($1))\n" }.joined()
    return line("delimiter", delimiter == "\t" ? "tab" : delimiter) + line("text", text) + line("who", who)
      + list("when", when) + list("dates", dates) + line("where", at) + line("by", by) + line("kind", kind)
      + words + line("id", id) + list("keep", keep)
  }

  private static func quoted(_ text: String) -> String {
    "\""
      + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\t", with: "\\t")
      .replacing("\n", with: "\\n") + "\""
  }
}
