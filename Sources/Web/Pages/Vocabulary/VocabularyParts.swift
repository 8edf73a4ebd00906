internal import Events

/// A vocabulary's text in the parts in which it is edited: its lists, and of the list of kinds each group. Put together
/// again they are the same text, whatever stands in it.
struct VocabularyParts: Sendable {
  struct Part: Sendable {
    /// `signs`, or a group of kinds: `contact`.
    let name: String
    /// The line on which it begins, counted from 1.
    let first: Int
    let lines: [Substring]

    var text: String { lines.joined(separator: "\n") }
    var last: Int { first + lines.count - 1 }
  }

  private(set) var parts: [Part] = []

  init(_ text: String) {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    var marks: [(name: String, line: Int)] = []
    var item = 0
    for (number, line) in lines.enumerated() {
      if let list = Self.list(line) {
        marks.append((list, number))
      } else if line.hasPrefix("  - id:") {
        item = number
      } else if let group = Self.group(line), group != marks.last?.name {
        if marks.last?.name == "kinds" {
          marks[marks.count - 1].name = group
        } else {
          marks.append((group, item))
        }
      }
    }
    marks = Self.unique(marks)
    let starts = marks.enumerated().map { $0 == 0 ? 0 : Self.above($1.line, lines) }
    for (place, mark) in marks.enumerated() {
      let end = place + 1 < marks.count ? starts[place + 1] : lines.count
      parts.append(Part(name: mark.name, first: starts[place] + 1, lines: Array(lines[starts[place]..<end])))
    }
    if parts.isEmpty { parts = [Part(name: "text", first: 1, lines: lines)] }
  }

  subscript(name: String) -> Part? { parts.first { $0.name == name } }

  /// The part in which a line of the whole lies.
  func part(ofLine line: Int) -> Part? { parts.last { $0.first <= line } ?? parts.first }

  /// The whole with other words in one part.
  func replacing(_ name: String, with text: String) -> String {
    parts.map { $0.name == name ? text : $0.text }.joined(separator: "\n")
  }

  /// `signs:` at the beginning of a line.
  private static func list(_ line: Substring) -> String? {
    guard let first = line.utf8.first, (0x61...0x7A).contains(first), let colon = line.firstIndex(of: ":")
    else {
      return nil
    }
    return String(line[..<colon])
  }

  private static func group(_ line: Substring) -> String? {
    let mark = "    group: "
    return line.hasPrefix(mark) ? String(line.dropFirst(mark.count).prefix { $0 != " " }) : nil
  }

  /// A group that stands in two places is two parts.
  private static func unique(_ marks: [(name: String, line: Int)]) -> [(name: String, line: Int)] {
    var count: [String: Int] = [:]
    return marks.map { mark in
      count[mark.name, default: 0] += 1
      let number = count[mark.name] ?? 1
      return (number == 1 ? mark.name : "\(mark.name)-\(number)", mark.line)
    }
  }

  /// Remarks and empty lines right above belong to what follows.
  private static func above(_ line: Int, _ lines: [Substring]) -> Int {
    var start = line
    while start > 0, case let text = lines[start - 1].drop(while: { $0 == " " }),
      text.isEmpty || text.hasPrefix("#")
    { start -= 1 }
    return start
  }
}

extension Language {
  /// What a part of the vocabulary is about.
  func partTitle(_ name: String) -> String {
    switch name {
    case "spellings": say("Stavemåder", "Spellings")
    case "forms": say("Ordformer", "Forms of words")
    case "sets": say("Ordsæt", "Sets of words")
    case "signs": say("Tegn: ja, nej, planer", "Signs: yes, no, plans")
    case "contact": say("Kontakt", "Contact")
    case "help": say("Hjælp", "Help")
    case "bridge": say("Broer til andre", "Bridges to others")
    case "answer": say("Svar", "Answers")
    case "trust": say("Tillid", "Trust")
    case "limit": say("Grænser", "Limits")
    case "thing": say("Ting", "Things")
    case "community": say("Fællesskab", "Community")
    case "promise": say("Løfter", "Promises")
    case "safety": say("Tryghed", "Safety")
    case "housing": say("Bolig", "Housing")
    case "consent": say("Samtykke", "Consent")
    case "life": say("Livet", "Life")
    case "stop": say("Stop", "Stops")
    default: name
    }
  }
}
