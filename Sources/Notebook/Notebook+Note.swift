public import Events
internal import Keyring
internal import Reading
internal import Rebuild

/// A line as a helper tells it.
public struct Telling: Sendable {
  public var line: String
  public var about: [String] = []
  public var at = ""
  public var by = ""
  public var when: When?
  public var given: [GivenReading] = []
  /// The id that whoever tells it has given it, so that sending it twice tells it once. Its records take this
  /// and those behind it.
  public var id: EventID?
  /// Who is meant where several bear a name in the line.
  public var meant: [Handle] = []

  public init(_ line: String) { self.line = line }
}

/// What became of a line.
public struct Kept: Sendable {
  /// The events, the first for the first person.
  public var events: [EventID] = []
  /// Whom it was kept about, by name; theirs are the first of the events, in this order.
  public var about: [String] = []
  /// What stands with each of these, where it is not the whole line.
  public var shares: [Share] = []
  /// Who was there without having agreed to be remembered: kept as presence only.
  public var presenceOnly: [String] = []
  /// Secrets that were masked.
  public var masked: Set<Masking.Secret> = []
  /// Known people whose first name alone, or whose name with a slip, stands in a line that was kept about
  /// nobody.
  public var maybeMeant: [String] = []
  /// What the line tells, as the views will read it.
  public var reading = LineReading()
  /// The dates that the line names, each with its words.
  public var times: [Dated] = []
  /// When it happened, where the line begins by saying so and nobody else said.
  public var happened: Dated?
  /// Something is told of a `hun` who may be any of those, so that it stands with all of them.
  public var isUnclear = false
  /// Names in the line that nobody known bears: somebody who may not have agreed to stand in it.
  public var unknown: [String] = []

  /// The words of a line that are about one of several, and what they tell.
  public struct Share: Sendable {
    public let name: String
    /// Nil where nothing of the line is about them.
    public let line: String?
    public let reading: LineReading
  }

  public struct Dated: Hashable, Sendable {
    public let words: String
    public let rule: String
    public let when: When

    init(_ time: TimeTold, _ when: When, in line: String) {
      words = String(decoding: Array(line.utf8)[time.words], as: UTF8.self)
      (rule, self.when) = (time.said.rule, when)
    }
  }
}

extension Notebook {
  /// Keeps a line: in the story of each it is about who has agreed, as presence only for the others, and as
  /// the organisation's own when it names nobody. A line that the log has under its id is answered from there.
  public func note(_ telling: Telling) throws -> Kept {
    guard let id = telling.id else { return try keep(understood(telling)) }
    return try keeping.hold(id) {
      if let kept = try kept(before: telling, under: id) { return kept }
      let understood = try understood(telling)
      guard understood.records.count <= Self.mostRecords else {
        throw NotebookError.tooManyAtOnce(most: Self.mostRecords)
      }
      return try keep(understood, from: id)
    }
  }

  /// A line and the records that it makes.
  struct Understood {
    var kept: Kept
    var records: [Told]
  }

  /// So many records follow each other under the id of one line.
  public static let mostRecords = 16

  private func keep(_ understood: Understood, from id: EventID? = nil) throws -> Kept {
    var kept = understood.kept
    kept.events = try append(understood.records, from: id)
    return kept
  }

  /// What a line comes to, before any of it is kept.
  func understood(_ telling: Telling) throws -> Understood {
    var telling = telling
    let line = telling.line.trimmedOfSpace
    guard !line.isEmpty else { throw NotebookError.emptyLine }
    guard line.utf8.count <= Self.longestLine else { throw NotebookError.lineTooLong(bytes: line.utf8.count) }
    let (safe, masked) = Masking.mask(line.filter { $0 != Line.mark })
    let vocabulary = try engine.words()
    var reader = LineReader(vocabulary)
    let subject = try subject(of: safe, telling, &reader)
    var kept = Kept()
    kept.masked = masked
    kept.reading = reader.read(subject.line.text)
    takeTimes(of: safe, vocabulary.times, &telling, &kept)
    try tell(subject, &kept, &reader)
    if kept.about.isEmpty, kept.presenceOnly.isEmpty {
      kept.maybeMeant = try maybeMeant(in: safe, vocabulary.knows)
    } else {
      kept.unknown = try unknown(in: subject.line, telling, vocabulary.knows)
    }
    return Understood(kept: kept, records: records(of: subject, kept.reading, telling, &reader))
  }

  /// Whom it is kept about, and what of it with whom.
  func tell(_ subject: Subject, _ kept: inout Kept, _ reader: inout LineReader) throws {
    kept.about = try subject.consenting.filter { $0.line != nil }.map { try name(of: $0.handle) }
    kept.presenceOnly = try subject.unknown + subject.withdrawn.map { try name(of: $0.handle) }
    kept.isUnclear = subject.isUnclear && kept.about.count > 1
    guard subject.isParted else { return }
    let names = try namesMentioned()
    for share in subject.consenting {
      kept.shares.append(
        Kept.Share(
          name: try name(of: share.handle), line: share.line?.shown(unnamed: "en person", name: names),
          reading: share.line.map { reader.read($0.text) } ?? LineReading()))
    }
  }

  private func records(
    of subject: Subject, _ reading: LineReading, _ telling: Telling, _ reader: inout LineReader
  ) -> [Told] {
    var records = subject.consenting.compactMap { share in
      share.line.map { told(.note($0, given: telling.given), share.handle, telling) }
    }
    for share in subject.withdrawn {
      guard let line = share.line else { continue }
      records.append(presence(reader.read(line.text), telling))
    }
    records += subject.unknown.map { _ in presence(reading, telling) }
    if records.isEmpty { return [told(.note(subject.line, given: telling.given), .organisation, telling)] }
    // A count of the stop that speaks of somebody as well; one number alone may be two coffees for one.
    if reading.counts.heads != nil, reading.counts.meals != nil {
      records.append(told(.stopCounted(reading.counts), .organisation, telling))
    }
    return records
  }

  /// That somebody was there, and what was done, without a word of who it was.
  func presence(_ reading: LineReading, _ telling: Telling) -> Told {
    let kinds = reading.readings.map { GivenReading($0.kind, $0.mode) }
    return told(.presence(kinds + telling.given), .organisation, telling)
  }

  /// `i går: lukkede op` happened yesterday, unless the helper has said when; other times are shown only.
  private func takeTimes(of line: String, _ times: Times, _ telling: inout Telling, _ kept: inout Kept) {
    let now = clock().civil
    if telling.when == nil, let head = times.happened(line), let when = head.said.resolved(at: now) {
      telling.when = when
      kept.happened = Kept.Dated(head, when, in: line)
    } else {
      kept.times = times.read(line, at: telling.when ?? now).map { Kept.Dated($0.told, $0.when, in: line) }
    }
  }

  private func maybeMeant(in line: String, _ isOrdinary: (String) -> Bool) throws -> [String] {
    let directory = try directory()
    let words = line.split { !$0.isLetter }.filter { $0.first?.isUppercase ?? false }
    let partly = Set(words.flatMap { directory.partly(named: String($0)) })
    return Array(partly.union(directory.nearly(in: line, isOrdinary: isOrdinary)).sorted().prefix(5))
  }

  /// Names that stay in the words of a line about somebody known; neither whoever writes nor the stop.
  func unknown(in line: Line, _ telling: Telling, _ isOrdinary: (String) -> Bool) throws -> [String] {
    let said = Set((telling.by + " " + telling.at).lowercased().split { !$0.isLetter }.map(String.init))
    return try directory().strangers(in: line.text) { isOrdinary($0) || said.contains($0) }
  }

  func told(_ content: Content, _ handle: Handle, _ telling: Telling) -> Told {
    let now = clock()
    return Told(
      handle: handle, happened: telling.when ?? now.civil, recorded: now.moment, by: telling.by,
      at: telling.at, content: content)
  }

  /// The line without the names of those who are no participants.
  private func without(_ strangers: [String], in line: String) -> String {
    let names = Directory(strangers.map { ($0, .organisation) })
    let mentions = names.mentions(in: line).map { ($0.place, Handle.organisation) }
    return Line(line, replacing: mentions).shown(unnamed: "en person") { _ in nil }
  }

  /// Whom a line is about: those named beside it, else all whom it mentions.
  func subject(of line: String, _ telling: Telling, _ reader: inout LineReader) throws -> Subject {
    let (about, directory) = (telling.about, try directory())
    let named = try about.map { ($0, try find($0, directory)) }
    for (name, handle) in named where handle == nil {
      let similar = directory.similar(to: name)
      if let region = try moved(name) { throw NotebookError.moved(name, to: region) }
      guard similar.isEmpty else { throw NotebookError.unknown(name, similar: similar) }
    }
    let chosen = named.compactMap(\.1)
    let unknown = named.filter { $0.1 == nil }.map(\.0)
    let line = without(unknown, in: line)
    let mentions = try mentions(in: line, directory, chosen: chosen + telling.meant)
    var subject = Subject(line: Line(line, replacing: mentions), unknown: unknown)
    let handles = about.isEmpty ? mentions.map(\.handle) : chosen
    let people = try Array(Set(handles.map { try engine.members(of: $0) }))
    let bearers = subject.line.mentions.map { handle in people.firstIndex { $0.contains(handle) } }
    let parts = reader.parts(subject.line.text, among: bearers)
    // A line that names nobody of those who were chosen beside it is about each of them.
    let isParted = people.count > 1 && bearers.contains { $0 != nil }
    subject.isUnclear = parts.contains { $0.isUnclear(in: subject.line.text) }
    for (place, person) in people.enumerated() {
      guard let keeper = try engine.keeper(of: person[0]) else { continue }
      let share = Subject.Share(
        handle: keeper, line: isParted ? subject.line.share(of: place, parts) : subject.line)
      if try standing(of: keeper).allows(.care) {
        subject.consenting.append(share)
      } else {
        subject.withdrawn.append(share)
      }
    }
    subject.consenting.sort { $0.handle < $1.handle }
    return subject
  }
}
