internal import Access
internal import Events
internal import Journal
internal import Notebook
internal import Reading
internal import Rebuild

/// What may be mended of a line. The line as it was told stays in the log.
extension Lines {
  static func chip(_ visit: Visit) throws -> Answer {
    let line = try visit.mendable()
    guard let asked = visit.form["kind"] else { throw WebRefusal.missing("kind") }
    let holds = visit.form["holds"] != "false"
    let mode = Mode(visit.form["mode"] ?? "happened") ?? .happened
    let kind = try visit.kind(called: asked)
    _ = try visit.notebook.correct(
      line.event.id, line: nil, happened: nil, given: [GivenReading(kind, mode, holds: holds)],
      visit.telling())
    return try visit.mended(line.event.id)
  }

  static func words(_ visit: Visit) throws -> Answer {
    let line = try visit.mendable()
    guard let words = visit.form["line"] else { throw WebRefusal.missing("line") }
    let all = try visit.notebook.line(line.event.id)
    // What stands with somebody whom the helper may not see stays as it is.
    let alone = try !all.allSatisfy { try visit.mayOpen($0.event) }
    let corrected = try visit.notebook.correct(
      wordsOf: line.event.id, words, alone: alone, visit.telling())
    if let seat = visit.seat { visit.site.lastLines.leave(corrected.kept, for: seat.id) }
    return try visit.mended(corrected.retractions.isEmpty ? line.event.id : corrected.kept.events.first)
  }

  /// Sent twice, it is undone once.
  static func undo(_ visit: Visit) throws -> Answer {
    let line = try visit.mendable()
    if line.outBy == nil { _ = try visit.notebook.retract(line.event.id, reason: "", visit.telling()) }
    return try visit.mended(line.event.id)
  }

  static func redo(_ visit: Visit) throws -> Answer {
    let line = try visit.mendable()
    if let out = line.outBy { _ = try visit.notebook.retract(out, reason: "", visit.telling()) }
    return try visit.mended(line.event.id)
  }

  /// It is told anew with whom it is about, and then taken out where it stood.
  static func about(_ visit: Visit) throws -> Answer {
    let line = try visit.mendable()
    guard line.event.handle.isOrganisation, line.outBy == nil, let words = line.entry.line,
      let person = visit.form["person"].flatMap(Handle.init)
    else { throw WebRefusal.missing("person") }
    guard try visit.sees(person) else { throw WebRefusal.notMet }
    let event = line.entry.event
    var telling = visit.telling(words.text)
    (telling.about, telling.at, telling.when) = ([person.description], event.at, event.happened)
    let kept = try visit.notebook.note(telling)
    _ = try visit.notebook.retract(line.event.id, reason: "", visit.telling())
    if let seat = visit.seat { visit.site.lastLines.leave(kept, for: seat.id) }
    return try visit.mended(kept.events.first ?? line.event.id)
  }
}

extension Visit {
  /// The record that the path names, if this helper may mend it: of whom they see, the organisation's, their own.
  func mendable() throws -> LineNow {
    let id = try event()
    guard try notebook.engine.journal.position(of: id) != nil else { throw WebRefusal.noSuchPage }
    let line = try notebook.now(id)
    guard try mayOpen(line.event) else { throw WebRefusal.notMet }
    return line
  }

  func mayOpen(_ event: Event) throws -> Bool {
    if event.handle.isOrganisation || event.by == by { return true }
    guard let keeper = try notebook.engine.keeper(of: event.handle) else { return false }
    return try sees(keeper)
  }

  fileprivate func mended(_ id: EventID?) throws -> Answer {
    let id = try id ?? event()
    return .done(to: "/lines/\(id)", told: try lineShown(id))
  }

  /// By its id, or by what it is called in either language.
  fileprivate func kind(called text: String) throws -> Kind {
    let asked = text.lowercased()
    let kinds = try notebook.engine.words().kinds
    let known = kinds.first { entry in
      [entry.kind.rawValue, entry.danish.lowercased(), entry.english.lowercased()].contains(asked)
    }
    guard let known else {
      let similar = kinds.filter {
        language.say($0.danish, $0.english).lowercased().contains(asked.prefix(4))
      }
      throw WebRefusal.noSuchKind(
        text, similar: similar.prefix(5).map { language.say($0.danish, $0.english) })
    }
    return known.kind
  }
}
