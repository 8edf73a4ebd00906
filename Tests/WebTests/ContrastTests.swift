import Foundation
import Testing

@testable import Web

@Suite("Colours can be read", .takingTurns) struct ContrastTests {
  private static let texts = [
    ("ink", "paper"), ("ink", "card"), ("soft", "paper"), ("soft", "card"), ("link", "paper"),
    ("link", "card"),
    ("on-act", "act"), ("on-danger", "danger"), ("danger", "paper"), ("danger", "card"), ("on-note", "note"),
    ("on-warn", "warn"), ("on-chip", "chip"), ("ours", "paper"), ("theirs", "paper"), ("door", "paper"),
    ("no", "paper"), ("first", "paper"), ("broken", "paper"), ("pause", "paper"),
  ]
  private static let edges = [("edge", "paper"), ("edge", "card"), ("focus", "paper"), ("focus", "card")]

  @Test(
    "Letters stand out from their ground: 4.5 to 1, in sunlight 7 to 1; edges 3 to 1", arguments: Look.all)
  func contrast(look: Look) throws {
    let colours = try look.colours()
    for (front, ground) in Self.texts {
      let ratio = try colours.ratio(front, ground)
      #expect(ratio >= look.least, "\(look.selector): \(front) on \(ground) is \(ratio)")
    }
    for (front, ground) in Self.edges {
      #expect(try colours.ratio(front, ground) >= 3, "\(look.selector): \(front) on \(ground)")
    }
  }

  @Test("Dark is the same whether the device or the helper chose it, and no theme leaves a colour out")
  func whole() throws {
    let all = try Look.all.map { try $0.colours() }
    #expect(all[1].hex == all[2].hex)
    for colours in all { #expect(colours.hex.keys.sorted() == all[0].hex.keys.sorted()) }
  }
}

/// One block of custom properties in the style sheet.
struct Look: Sendable {
  let selector: String
  let least: Double

  static let all = [
    Look(selector: ":root {", least: 4.5), Look(selector: ":root:not([data-theme]) {", least: 4.5),
    Look(selector: ":root[data-theme=\"dark\"] {", least: 4.5),
    Look(selector: ":root[data-theme=\"sun\"] {", least: 7),
  ]

  func colours() throws -> Colours {
    let sheet = String(decoding: try #require(PageShelf().file("app.css")).bytes, as: UTF8.self)
    let start = try #require(sheet.range(of: selector)).upperBound
    let block = sheet[start...].prefix { $0 != "}" }
    let found = block.matches(of: /--([a-z-]+): #([0-9a-f]{6});/).map { (String($0.1), String($0.2)) }
    return Colours(hex: Dictionary(uniqueKeysWithValues: found))
  }
}

struct Colours {
  /// Six digits by name.
  let hex: [String: String]

  /// WCAG 2.2, contrast ratio.
  func ratio(_ one: String, _ other: String) throws -> Double {
    let lights = try [one, other].map { try luminance(try #require(hex[$0])) }.sorted()
    return (lights[1] + 0.05) / (lights[0] + 0.05)
  }

  /// WCAG 2.2, relative luminance.
  private func luminance(_ hex: String) throws -> Double {
    let value = try #require(Int(hex, radix: 16))
    let parts = [value >> 16, value >> 8 & 255, value & 255].map { part -> Double in
      let share = Double(part) / 255
      return share <= 0.04045 ? share / 12.92 : pow((share + 0.055) / 1.055, 2.4)
    }
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]
  }
}
