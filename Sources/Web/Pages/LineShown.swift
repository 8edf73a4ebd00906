internal import Access
internal import Events
internal import Notebook
internal import Reading
internal import Rebuild

/// A line after it was kept: for each whom it is about what stands with them, and what it tells.
struct LineShown: Encodable, Sendable {
  let event: String
  let records: [RecordShown]
  let isOut: Bool
  /// Who was there without being remembered: each may now have said yes.
  let strangers: [Stranger]
  let maybe: [Maybe]
  let hasMaybe: Bool
  let masked: Bool
  let isUnclear: Bool
  let kinds: [KindShown]
  let write: LineField?

  struct Stranger: Encodable, Sendable {
    let name: String
    let place: Int
    /// Their name stands in the words.
    let isNamed: Bool
  }

  struct Maybe: Encodable, Sendable {
    let person: String
    let name: String
  }

  struct KindShown: Encodable, Sendable {
    let name: String
  }
}

/// What stands with one of them.
struct RecordShown: Encodable, Sendable {
  let event: String
  let person: String?
  let name: String
  let line: String?
  let when: String
  let chips: [Chip]
  let hasChips: Bool
  /// What a helper has taken off.
  let off: [Chip]
  let hasOff: Bool
  let isCorrected: Bool
  let isOut: Bool
  /// Others have their own part of the line.
  let isShare: Bool
}

extension Visit {
  func lineShown(_ named: EventID? = nil) throws -> LineShown {
    let id = try named ?? event()
    let lines = try notebook.line(id).filter { try mayOpen($0.event) }
    guard let first = lines.first else { throw WebRefusal.notMet }
    let kept = seat.flatMap { site.lastLines.kept(first.event.id, for: $0.id) }
    if kept == nil {
      try read(Set(lines.map(\.event.handle)).filter { !$0.isOrganisation }, "lines", .settling)
    }
    let maybe = try kept.map(mayBeMeant) ?? []
    let kinds = try notebook.engine.words().kinds.map { language.say($0.danish, $0.english) }
    let presence = kept?.presenceOnly ?? []
    let strangers = (presence + (kept?.unknown ?? [])).enumerated().filter { Handle($0.element) == nil }
    return LineShown(
      event: first.event.id.description,
      records: try lines.map { try record($0, isShare: lines.count { $0.entry.hasWords } > 1) },
      isOut: lines.allSatisfy { $0.outBy != nil },
      strangers: strangers.map {
        LineShown.Stranger(name: $0.element, place: $0.offset, isNamed: $0.offset >= presence.count)
      },
      maybe: maybe.map { LineShown.Maybe(person: $0.person.description, name: $0.name) },
      hasMaybe: !maybe.isEmpty && first.outBy == nil,
      masked: !(kept?.masked.isEmpty ?? true), isUnclear: kept?.isUnclear ?? false,
      kinds: kinds.sorted().map(LineShown.KindShown.init),
      write: lineField(at: query["stop"] ?? (first.event.at.isEmpty ? nil : first.event.at)))
  }

  private func record(_ line: LineNow, isShare: Bool) throws -> RecordShown {
    let names = try notebook.namesMentioned()
    let naming = try site.naming(language)
    let chips = try chips(of: line, naming)
    let off = line.entry.event.given.filter { given in
      !given.holds && !line.entry.readings.contains { $0.kind == given.kind && $0.mode == given.mode }
    }
    let event = line.entry.event
    let isOfSomebody = !event.handle.isOrganisation
    return RecordShown(
      event: event.id.description,
      person: isOfSomebody ? try notebook.engine.keeper(of: event.handle)?.description : nil,
      name: isOfSomebody ? names(event.handle) ?? say("en person", "a person") : unnamed(event.content),
      line: line.entry.line?.shown(unnamed: say("en person", "a person"), name: names),
      when: [language.date(event.happened, today: today), event.at, event.by].filter { !$0.isEmpty }
        .joined(separator: " · "),
      chips: chips, hasChips: !chips.isEmpty,
      off: Set(off).map { given in
        Chip(
          event: event.id.description, kind: given.kind.rawValue, mode: "\(given.mode)",
          name: language.telling(naming(given.kind), given.mode), words: nil)
      }.sorted { $0.name < $1.name },
      hasOff: !off.isEmpty, isCorrected: line.entry.isCorrected, isOut: line.outBy != nil, isShare: isShare)
  }

  /// Whose the record is that is about no participant.
  private func unnamed(_ content: Content) -> String {
    switch content {
    case .presence: say("En, der ikke er husket", "Somebody who is not remembered")
    case .stopCounted: say("Talt ved stoppet", "Counted at the stop")
    default: say("Om stoppet", "About the stop")
    }
  }
}
