import Events
import Foundation

/// One line of a story: `when · where · who · what [readings]`.
extension Story {
  mutating func tell(_ line: String) throws(StoryError) {
    let parts = line.split(separator: "·", maxSplits: 3, omittingEmptySubsequences: false)
      .map { $0.trimmingCharacters(in: .whitespaces) }
    guard parts.count == 4 else { throw StoryError("‘\(line)’ lacks a part: when · where · who · what") }
    let when: When
    do throws(EDTFError) { when = try When(edtf: parts[0].replacing(" ", with: "T")) } catch {
      throw StoryError("\(error)")
    }
    let (text, readings) = Story.split(parts[3])
    let content = try content(text, readings)
    if let line = content.line { told[line.text] = Story.reading(line.text, readings) }
    if case .correction(_, let amendment) = content, let line = amendment.line {
      told[line.text] = Story.reading(line.text, readings)
    }
    let number = UInt64(events.count + 1)
    events.append(
      Event(
        id: EventID(origin: 1, sequence: number),
        handle: content.isOrganisations ? .organisation : Handle(high: 1, low: 1), happened: when,
        recorded: Moment(milliseconds: when.minute * 60_000 + Int64(number)), by: parts[2], at: parts[1],
        content: content))
  }

  /// The words that stand for other events than a note.
  private func content(_ text: String, _ readings: [String]) throws(StoryError) -> Content {
    if let name = text.after("navn:") { return .nameGiven(name, isAlias: false) }
    if let name = text.after("kaldes:") { return .nameGiven(name, isAlias: true) }
    if let yes = text.after("siger ja:") { return .consentGiven(Story.agreement(yes)) }
    if let no = text.after("siger nej:") { return .consentWithdrawn(Story.agreement(no).purposes) }
    if let promise = text.after("vi lover:") { return try Story.promise(promise) }
    for (word, step) in Story.steps {
      if let line = text.after(word) { return .promise(step, of: try last(.promiseMade), Story.line(line)) }
    }
    if let line = text.after("rettet:") {
      return .correction(of: try last(nil), Amendment(line: Story.line(line)))
    }
    if let reason = text.after("slettet:") { return .retraction(of: try last(nil), reason: reason) }
    if let why = text.after("læst:") { return .historyRead(purpose: why, view: "brief") }
    if text == "stop åbnet" { return .stopOpened }
    if let reason = text.after("aflyst:") { return .stopCancelled(reason: reason) }
    if let counts = text.after("talt:") { return .stopCounted(Story.counts(counts)) }
    if text == "nogen" {
      return .presence(readings.map { Story.kindAndMode($0) }.map { GivenReading($0, $1) })
    }
    return .note(Story.line(text), given: [])
  }

  private static let steps: [(String, PromiseStep)] = [
    ("løfte holdt:", .kept), ("løfte brudt:", .broken), ("løfte repareret:", .repaired),
    ("løfte sluppet:", .released),
  ]

  private func last(_ type: EventType?) throws(StoryError) -> EventID {
    let found = events.last { type == nil ? !$0.content.isAmendment : $0.content.type == type }
    guard let found else { throw StoryError("there is no event before it that it could be about") }
    return found.id
  }

  /// `care, research · mundtligt · vidne Bo · med Blå Kors`.
  private static func agreement(_ text: String) -> Agreement {
    let parts = text.split(separator: "·").map { $0.trimmingCharacters(in: .whitespaces) }
    var agreement = Agreement(
      (parts.first ?? "").split(separator: ",").compactMap {
        Purpose($0.trimmingCharacters(in: .whitespaces))
      })
    for part in parts.dropFirst() {
      if let witness = part.after("vidne ") {
        agreement.witness = witness
      } else if let other = part.after("med ") {
        agreement.with = other
      } else {
        agreement.how = part == "mundtligt" ? "spoken" : "written"
      }
    }
    return agreement
  }

  /// `tage brillerne med (inden 2026-03-12)`.
  private static func promise(_ text: String) throws(StoryError) -> Content {
    guard let due = text.range(of: "(inden "), text.hasSuffix(")") else {
      return .promiseMade(line(text), due: nil)
    }
    let date = String(text[due.upperBound...].dropLast())
    do throws(EDTFError) {
      let before = text[..<due.lowerBound].trimmingCharacters(in: .whitespaces)
      return .promiseMade(line(before), due: try When(edtf: date))
    } catch {
      throw StoryError("\(error)")
    }
  }

  /// Heads, meals, new faces.
  private static func counts(_ text: String) -> Counts {
    let numbers = text.split(separator: " ").map { Int($0) }
    return Counts(
      heads: numbers.first ?? nil, meals: numbers.dropFirst().first ?? nil,
      newFaces: numbers.dropFirst(2).first ?? nil)
  }
}

extension Content {
  /// True for what is told of a stop and of nobody.
  fileprivate var isOrganisations: Bool {
    switch self {
    case .stopOpened, .stopCounted, .stopCancelled, .presence: true
    default: false
    }
  }
}
