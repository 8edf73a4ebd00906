internal import Access
internal import Events
internal import HTTPTypes
internal import Notebook
internal import Rebuild

/// Writing: one field, kept at once.
enum Lines {
  static let routes: [Route] = [
    .post(
      "/lines", .role(.helper), "Keeps a line. The same id again is answered as before, and kept once.", keep
    ).takingLine.answering(LineKept.self),
    .get("/lines/{event}", .role(.helper), "A line as it stands now: what it tells, and what may be mended.")
    {
      visit in
      let line = try visit.lineShown()
      return .page("line", title: visit.say("Linjen", "The line"), told: line)
    }.answering(LineShown.self),
    .post("/lines/{event}/chips", .role(.helper), "Takes off a reading of a line, or adds one.", chip)
      .taking(
        .needed("kind", "A kind of the vocabulary."), Field("mode", "How it is told."),
        Field("holds", "Whether the line tells it; true if not said.", .choice(["true", "false"]))),
    .post("/lines/{event}/words", .role(.helper), "Corrects the words of a line.", words)
      .taking(.needed("line", "The words as they should be.")),
    .post("/lines/{event}/undo", .role(.helper), "Takes a line out of every story.", undo),
    .post("/lines/{event}/redo", .role(.helper), "Brings back a line that was taken out.", redo),
    .post(
      "/lines/{event}/about", .role(.helper), "Says whom a line is about that was kept about nobody.", about
    )
    .taking(.needed("person", "The handle.")),
  ]

  private static func keep(_ visit: Visit) throws -> Answer {
    let kept: Kept
    do { kept = try note(try visit.line(), visit) } catch let who as WhoIsMeant {
      return .page(
        "who", title: visit.say("Hvem mener du?", "Whom do you mean?"), told: try who.asked(visit),
        status: .unprocessableContent)
    }
    guard let seat = visit.seat, let first = kept.events.first else { throw WebRefusal.badForm }
    visit.site.lastLines.leave(kept, for: seat.id)
    let place = "/lines/\(first)" + (visit.form["at"].map { "?stop=" + Asked.encoded($0) } ?? "")
    return .done(to: place, told: try LineKept(kept, visit))
  }

  /// Where several bear a name, the one is meant whom the helper may see. Of two, the helper says which.
  private static func note(_ telling: Telling, _ visit: Visit) throws -> Kept {
    do { return try visit.notebook.note(telling) } catch NotebookError.severalBear(let name, _) {
      let bearers = try visit.notebook.directory().bearers(of: name)
      let seen = try bearers.filter(visit.sees)
      guard seen.count == 1, !telling.meant.contains(seen[0]) else {
        throw seen.isEmpty
          ? WebRefusal.severalUnmet(name) : WhoIsMeant(name: name, bearers: seen)
      }
      var telling = telling
      telling.meant += seen
      return try note(telling, visit)
    }
  }
}

extension Route {
  fileprivate var takingLine: Route {
    taking(
      .needed("line", "What happened."), Field("person", "The handle of whom it is about.", .texts),
      Field("meant", "The handle of who is meant by a name that several bear.", .texts),
      Field("at", "The stop."), Field("when", "As it is said or in EDTF, if not now."),
      Field("id", "ORIGIN-SEQUENCE: one of the origins of the seat, and a multiple of 16."))
  }
}

extension Visit {
  /// The line that a form or a phone has sent.
  fileprivate func line() throws -> Telling {
    var telling = telling(form["line"] ?? "")
    guard form.has("line") else { throw WebRefusal.missing("line") }
    telling.about = form.all("person")
    telling.meant = form.all("meant").compactMap(Handle.init)
    telling.id = try form["id"].map(lineID)
    telling.when = try form["when"].map { try When(past: $0, now: now) }
    return telling
  }

  /// An id that this device may give.
  private func lineID(_ text: String) throws -> EventID {
    let most = UInt64(Notebook.mostRecords)
    guard let id = EventID(text), let seat, [seat.origins.outbox, seat.origins.forms].contains(id.origin),
      id.sequence > 0, id.sequence.isMultiple(of: most)
    else { throw WebRefusal.strangeID }
    return id
  }
}

/// Several whom the helper may see bear a name in the line.
struct WhoIsMeant: Error {
  let name: String
  let bearers: [Handle]

  fileprivate func asked(_ visit: Visit) throws -> Asking {
    let names = try visit.notebook.namesMentioned()
    return Asking(
      error: visit.say("Flere hedder \(name).", "Several are called \(name)."), name: name,
      line: visit.form["line"] ?? "", id: visit.form["id"], stop: visit.form["at"], when: visit.form["when"],
      people: visit.form.all("person"), meant: visit.form.all("meant"),
      who: try bearers.map { bearer in
        let others = try visit.notebook.names(of: bearer).filter { $0 != names(bearer) }
        return Asking.Bearer(
          person: bearer.description, shown: names(bearer) ?? name, others: others.joined(separator: ", "))
      })
  }

  /// The line as it was sent, and who may be meant: sent once more with one of them.
  struct Asking: Encodable, Sendable {
    let error: String
    let name: String
    let line: String
    let id: String?
    let stop: String?
    let when: String?
    let people: [String]
    let meant: [String]
    let who: [Bearer]

    struct Bearer: Encodable, Sendable {
      let person: String
      let shown: String
      let others: String
    }
  }
}

/// What became of a line, for machines.
struct LineKept: Encodable, Sendable {
  let event: String
  let events: [String]
  let about: [String]
  let presenceOnly: [String]
  let chips: [Chip]
  let masked: Bool
  /// As it is kept, where some of it was masked: nobody goes on seeing what was typed.
  let line: String?
  let maybe: [String]
  let unknown: [String]
  let undo: String

  init(_ kept: Kept, _ visit: Visit) throws {
    let first = kept.events.first?.description ?? ""
    event = first
    events = kept.events.map(\.description)
    (about, presenceOnly, unknown) = (kept.about, kept.presenceOnly, kept.unknown)
    masked = !kept.masked.isEmpty
    line =
      masked
      ? try kept.events.first.flatMap { try visit.notebook.now($0).entry.line }.map(visit.shown()) : nil
    maybe = try visit.mayBeMeant(kept).map(\.name)
    chips = visit.isForMachine ? try visit.chips(of: kept) : []
    undo = "/lines/\(first)/undo"
  }
}

extension Visit {
  /// Known people whose first name stands in the line; nobody whom this helper may not see.
  func mayBeMeant(_ kept: Kept) throws -> [(name: String, person: Handle)] {
    let directory = try notebook.directory()
    return try kept.maybeMeant.flatMap { name in
      try directory.bearers(of: name).filter(sees).map { (name, $0) }
    }
  }

  fileprivate func chips(of kept: Kept) throws -> [Chip] {
    guard let first = kept.events.first else { return [] }
    let naming = try site.naming(language)
    return try notebook.line(first).flatMap { try chips(of: $0, naming) }
  }

  /// What one record tells.
  func chips(of line: LineNow, _ naming: (Kind) -> String) throws -> [Chip] {
    let names = try notebook.namesMentioned()
    return line.entry.readings.map { reading in
      let words = line.entry.said(reading).shown(unnamed: say("en person", "a person"), name: names)
      return Chip(
        event: line.event.id.description, kind: reading.kind.rawValue, mode: "\(reading.mode)",
        name: language.telling(naming(reading.kind), reading.mode), words: reading.words.isEmpty ? nil : words
      )
    }
  }
}

/// Something that a line tells.
struct Chip: Encodable, Sendable {
  /// The record that tells it.
  let event: String
  let kind: String
  let mode: String
  /// `aftalt: tandlæge`
  let name: String
  /// The words that showed it; nil where a helper said so.
  let words: String?
}
