internal import Events
internal import Foundation
internal import Formats
internal import Notebook

/// Tells our own events as XES tells cases, and gives back what came from elsewhere as it came.
struct CaseNames {
  private let name: (Handle) -> String
  private let named: (Handle) -> String?

  init(_ notebook: Notebook, usesNames: Bool) throws {
    let names = try notebook.namesMentioned()
    named = { usesNames ? names($0) : "\($0)" }
    name = { usesNames ? names($0) ?? "\($0)" : "\($0)" }
  }

  func trace(
    _ key: CaseBook.Key, _ attributes: [CaseLog.Attribute]?, _ events: [Event]
  ) throws -> CaseLog.Trace {
    let own: [CaseLog.Attribute] =
      switch key {
      case .source: attributes ?? []
      case .person(let handle): [.name(name(handle))]
      case .organisation: [.name("organisation")]
      }
    return CaseLog.Trace(own, events: events.map(event))
  }

  func event(_ event: Event) -> CaseLog.Event {
    let carried = Carried(event.carried)
    if let carried, carried.isWhole { return CaseLog.Event(amended(carried.attributes, event)) }
    var attributes: [CaseLog.Attribute] = [.name(text(event)), .time(time(event.happened))]
    attributes.append(CaseLog.Attribute(.string, "type", "\(event.content.type)"))
    if !event.happened.vague.isEmpty {
      attributes.append(CaseLog.Attribute(.string, "when", event.happened.vague))
    }
    if !event.by.isEmpty { attributes.append(CaseLog.Attribute(.string, "org:resource", event.by)) }
    if !event.at.isEmpty { attributes.append(CaseLog.Attribute(.string, "place", event.at)) }
    let kinds = event.given.filter(\.holds).map { "\($0.kind):\($0.mode)" }.joined(separator: " ")
    if !kinds.isEmpty { attributes.append(CaseLog.Attribute(.string, "kinds", kinds)) }
    let taken = Set(attributes.map(\.key))
    attributes += carried?.attributes.filter { !taken.contains($0.key) } ?? []
    return CaseLog.Event(attributes)
  }

  /// What came, with the words and the time that have since been corrected.
  private func amended(_ attributes: [CaseLog.Attribute], _ event: Event) -> [CaseLog.Attribute] {
    guard let line = event.content.line else { return attributes }
    let before = CaseLog.Event(attributes)
    return attributes.map { attribute in
      var attribute = attribute
      if attribute.key == "concept:name", line.text != attributes.told { attribute.value = shown(line) }
      if attribute.key == "time:timestamp", let when = before.happened, when != event.happened {
        attribute.value = time(event.happened)
      }
      return attribute
    }
  }

  private func text(_ event: Event) -> String {
    if let line = event.content.line, !line.text.isEmpty { return shown(line) }
    guard case .stopCounted(let counts) = event.content else { return "\(event.content.type)" }
    let all = [("heads", counts.heads), ("meals", counts.meals), ("newFaces", counts.newFaces)]
    return all.compactMap { name, count in count.map { "\(name) \($0)" } }.joined(separator: " ")
  }

  private func shown(_ line: Line) -> String {
    String(
      line.shown(unnamed: "en person", name: named).unicodeScalars.filter {
        $0.value >= 0x20 || $0 == "\n" || $0 == "\t"
      })
  }

  /// The civil time, with the offset that clocks here had then.
  private func time(_ when: When) -> String {
    let civil = Date(timeIntervalSince1970: Double(when.minute) * 60)
    let offset = TimeZone.current.secondsFromGMT(for: civil) / 60
    let moment = Moment(milliseconds: when.minute * 60_000).description.dropLast()
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    return "\(moment)\(offset < 0 ? "-" : "+")\(two(abs(offset) / 60)):\(two(abs(offset) % 60))"
  }
}
