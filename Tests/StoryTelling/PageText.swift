import Events
import Foundation
public import Markup

extension Page {
  /// The page as plain text. Behind each row stand the numbers of its events.
  public var plainText: String {
    var lines = [title, String(repeating: "=", count: title.count)]
    if case .heading? = parts.first {} else { lines.append("") }
    return (lines + parts.flatMap(\.plainLines)).joined(separator: "\n") + "\n"
  }

  /// Every row.
  public var rows: [Row] {
    parts.compactMap { part in
      guard case .row(let row) = part else { return nil }
      return row
    }
  }

  public var pictures: [[String]] {
    parts.compactMap { part in
      guard case .picture(let lines, _) = part else { return nil }
      return lines
    }
  }
}

extension Part {
  fileprivate var plainLines: [String] {
    switch self {
    case .heading(let text): ["", text]
    case .remark(let text): ["  (\(text))"]
    case .picture(let lines, let alternative): lines + ["", "  \(alternative)"]
    case .row(let row):
      ["  \(row.label.isEmpty ? "" : row.label + ": ")\(row.text)\(row.plainEvents)"]
    }
  }
}

extension Row {
  fileprivate var plainEvents: String {
    events.isEmpty ? "" : "  ‹\(events.map { String($0.sequence) }.joined(separator: " "))›"
  }
}
