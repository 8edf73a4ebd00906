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

  public init(_ line: String) { self.line = line }
}

/// What became of a line.
public struct Kept: Sendable {
  /// The events, the first for the first person.
  public var events: [EventID] = []
  /// Whom it was kept about, by name.
  public var about: [String] = []
  /// Who was there without having agreed to be remembered: kept as presence only.
  public var presenceOnly: [String] = []
  /// Secrets that were masked.
  public var masked: Set<Masking.Secret> = []
  /// Known people whose first name alone stands in a line that was kept about nobody.
  public var maybeMeant: [String] = []
  /// What the line tells, as the views will read it.
  public var reading = LineReading()
}

extension Notebook {
  /// Keeps a line: in the story of each it is about who has agreed, as presence only for the others, and as
  /// the organisation's own when it names nobody.
  public func note(_ telling: Telling) throws -> Kept {
    let line = telling.line.trimmedOfSpace
    guard !line.isEmpty else { throw NotebookError.emptyLine }
    guard line.utf8.count <= Self.longestLine else { throw NotebookError.lineTooLong(bytes: line.utf8.count) }
    let (safe, masked) = Masking.mask(line.filter { $0 != Line.mark })
    let subject = try subject(of: safe, telling.about)
    var reader = LineReader(try engine.words())
    var kept = Kept()
    kept.masked = masked
    kept.reading = reader.read(subject.line.text)
    var events: [Told] = []
    for handle in subject.consenting {
      events.append(told(.note(subject.line, given: telling.given), handle, telling))
      kept.about.append(try name(of: handle))
    }
    for name in subject.strangers {
      let kinds = kept.reading.readings.map { GivenReading($0.kind, $0.mode) } + telling.given
      events.append(told(.presence(kinds), .organisation, telling))
      kept.presenceOnly.append(name)
    }
    if !events.isEmpty, kept.reading.counts.heads != nil, kept.reading.counts.meals != nil {
      // A count of the stop that speaks of somebody as well; one number alone may be two coffees for one.
      events.append(told(.stopCounted(kept.reading.counts), .organisation, telling))
    }
    if events.isEmpty { kept.maybeMeant = try partlyNamed(in: safe) }
    if events.isEmpty { events = [told(.note(subject.line, given: telling.given), .organisation, telling)] }
    kept.events = try append(events)
    return kept
  }

  private func partlyNamed(in line: String) throws -> [String] {
    let directory = try directory()
    let words = line.split { !$0.isLetter }.filter { $0.first?.isUppercase ?? false }
    return Array(Set(words.flatMap { directory.partly(named: String($0)) }).sorted().prefix(5))
  }

  func told(_ content: Content, _ handle: Handle, _ telling: Telling) -> Told {
    let now = clock()
    return Told(
      handle: handle, happened: telling.when ?? now.civil, recorded: now.moment, by: telling.by,
      at: telling.at, content: content)
  }

  /// Whom a line is about: those named beside it, else all whom it mentions.
  private struct Subject {
    var line: Line
    var consenting: [Handle] = []
    var strangers: [String] = []
  }

  /// The line without the names of those who are no participants.
  private func without(_ strangers: [String], in line: String) -> String {
    let names = Directory(strangers.map { ($0, .organisation) })
    let mentions = names.mentions(in: line).map { ($0.place, Handle.organisation) }
    return Line(line, replacing: mentions).shown(unnamed: "en person") { _ in nil }
  }

  private func subject(of line: String, _ about: [String]) throws -> Subject {
    let directory = try directory()
    let named = try about.map { ($0, try find($0, directory)) }
    for (name, handle) in named where handle == nil {
      let similar = directory.similar(to: name)
      guard similar.isEmpty else { throw NotebookError.unknown(name, similar: similar) }
    }
    let chosen = named.compactMap(\.1)
    let line = without(named.filter { $0.1 == nil }.map(\.0), in: line)
    let mentions = try mentions(in: line, directory, chosen: chosen)
    var subject = Subject(line: Line(line, replacing: mentions))
    subject.strangers = named.filter { $0.1 == nil }.map(\.0)
    let handles = about.isEmpty ? mentions.map(\.handle) : chosen
    for person in try Set(handles.map { try engine.members(of: $0) }) {
      guard let keeper = try engine.keeper(of: person[0]) else { continue }
      if try standing(of: keeper).allows(.care) {
        subject.consenting.append(keeper)
      } else {
        subject.strangers.append(try name(of: keeper))
      }
    }
    subject.consenting.sort()
    return subject
  }
}
