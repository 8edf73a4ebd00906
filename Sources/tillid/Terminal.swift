import Events
import Foundation
import Markup

/// Prints pages and sentences. Colour and weight only where a terminal reads.
enum Terminal {
  static let isRich = isRead && ProcessInfo.processInfo.environment["NO_COLOR"] == nil
  /// By somebody at a screen, and not by a program or into a file.
  private static let isRead = isatty(1) == 1
  /// Of one line of JSON, what a screen is given.
  private static let mostRead = 4000

  static func complain(_ text: String) { FileHandle.standardError.write(Data((text + "\n").utf8)) }

  static func bold(_ text: String) -> String { isRich ? "\u{1B}[1m\(text)\u{1B}[0m" : text }
  static func quiet(_ text: String) -> String { isRich ? "\u{1B}[2m\(text)\u{1B}[0m" : text }

  /// Said once above a view, quietly.
  static func remark(_ text: String) { print(quiet(wrap(text, indent: 0))) }

  static func show(_ page: Page, ids: Bool = false) {
    print(bold(page.title))
    for part in page.parts {
      switch part {
      case .heading(let text): print("\n" + bold(text))
      case .remark(let text): remark(text)
      case .picture(let lines, _): print("\n" + lines.joined(separator: "\n"))
      case .row(let row): show(row, labels: page.labelWidth, ids: ids)
      }
    }
  }

  private static func show(_ row: Row, labels: Int, ids: Bool) {
    let label = row.label.padding(to: labels)
    let text = wrap(row.text, indent: labels + 2, begun: max(0, label.count - labels))
    print("\(quiet(label))  \(text)")
    if ids, !row.events.isEmpty {
      print(
        quiet(
          String(repeating: " ", count: labels + 2) + row.events.map(\.description).joined(separator: " ")))
    }
  }

  /// Breaks a text at the terminal's width, later lines indented.
  /// - Parameter begun: columns of the first line that are taken beyond the indent.
  static func wrap(_ text: String, indent: Int, begun: Int = 0) -> String {
    let width = max(40, columns - indent)
    var lines = [""]
    for word in text.split(separator: " ") {
      let taken = lines.count == 1 ? begun : 0
      if taken + lines[lines.count - 1].count + word.count + 1 > width { lines.append("") }
      lines[lines.count - 1] += (lines[lines.count - 1].isEmpty ? "" : " ") + word
    }
    return lines.joined(separator: "\n" + String(repeating: " ", count: indent))
  }

  static let columns: Int = {
    var size = winsize()
    guard ioctl(1, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 80 }
    return min(Int(size.ws_col), 100)
  }()

  static func json(_ value: some Encodable) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    print(String(decoding: try encoder.encode(value), as: UTF8.self))
  }

  /// Whole for programs and files; at a screen a vocabulary, two million characters, is told by its beginning.
  static func jsonLine(_ value: some Encodable) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    let line = String(decoding: try encoder.encode(value), as: UTF8.self)
    guard isRead, line.utf8.count > mostRead else { return print(line) }
    print(line.prefix(mostRead) + quiet("… (\(line.utf8.count) bytes in all; to see them: > events.jsonl)"))
  }
}

extension Page {
  fileprivate var labelWidth: Int {
    parts.reduce(0) { width, part in
      guard case .row(let row) = part else { return width }
      return max(width, min(row.label.count, 24))
    }
  }
}

extension String {
  func padding(to width: Int) -> String { self + String(repeating: " ", count: max(0, width - count)) }
}
