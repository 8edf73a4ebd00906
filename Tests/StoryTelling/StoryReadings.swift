public import Events
import Foundation

/// The readings in brackets behind a line: `[door-opened, dentist:declined "nej tak til tandlæge"]`.
extension Story {
  static func split(_ what: String) -> (text: String, readings: [String]) {
    guard what.hasSuffix("]"), let open = what.lastIndex(of: "[") else { return (what, []) }
    let inside = what[what.index(after: open)...].dropLast()
    var quoted = false
    let parts = inside.split { character in
      if character == "\"" { quoted.toggle() }
      return character == "," && !quoted
    }
    return (
      what[..<open].trimmingCharacters(in: .whitespaces),
      parts.map { $0.trimmingCharacters(in: .whitespaces) }
    )
  }

  static func kindAndMode(_ reading: String) -> (Kind, Mode) {
    let name = reading.prefix { $0 != " " }.split(separator: ":")
    return (Kind(String(name.first ?? "")), name.dropFirst().first.flatMap { Mode(String($0)) } ?? .happened)
  }

  /// The readings with the places of their words; without words a reading stands on the whole line. Behind
  /// `@` stands the day of the month on which it is due; `unasked "moren"` is what not to ask about.
  static func reading(_ text: String, _ readings: [String]) -> LineReading {
    var told = LineReading()
    for reading in readings {
      let (kind, mode) = kindAndMode(reading)
      let words = reading.split(separator: "\"").dropFirst().first.map(String.init) ?? ""
      let place = place(of: Story.line(words).text, in: text)
      if kind == "unasked" {
        told.unasked.append(place)
      } else {
        told.readings.append(Reading(kind: kind, mode: mode, words: place))
      }
      if let day = reading.split(separator: "@").dropFirst().last.flatMap({ Int($0) }) {
        let said = SaidTime(.date(day, month: nil, year: nil), tense: .ahead)
        told.dues.append(Due(kind, TimeTold(said, words: place)))
      }
    }
    return told
  }

  private static func place(of words: String, in text: String) -> Range<Int> {
    guard !words.isEmpty, let range = text.range(of: words) else { return 0..<0 }
    let start = text.utf8.distance(from: text.startIndex, to: range.lowerBound)
    return start..<(start + words.utf8.count)
  }

  /// A line in which `{Bente}` is a mention; the handle is made from the name.
  public static func line(_ text: String) -> Line {
    var line = Line("")
    for (index, part) in text.split(separator: "{", omittingEmptySubsequences: false).enumerated() {
      guard index > 0, let close = part.firstIndex(of: "}") else {
        line.text += part
        continue
      }
      line.text.append(Line.mark)
      line.text += part[part.index(after: close)...]
      line.mentions.append(handle(of: String(part[..<close])))
    }
    return line
  }

  /// A handle that spells the first eight bytes of a name, so that the name can be shown again.
  static func handle(of name: String) -> Handle {
    Handle(high: 2, low: name.utf8.prefix(8).reduce(0) { $0 << 8 | UInt64($1) })
  }

  /// Shows the mentions of a line by the names in it.
  public static func shown(_ line: Line) -> String {
    line.shown(unnamed: "en person") { handle in
      let bytes = handle.low.hexadecimal
      return String(
        decoding: stride(from: 0, to: 16, by: 2).compactMap { offset in
          UInt8(bytes.dropFirst(offset).prefix(2), radix: 16)
        }.filter { $0 != 0 }, as: UTF8.self)
    }
  }
}
