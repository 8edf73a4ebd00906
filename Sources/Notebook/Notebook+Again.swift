internal import Events
internal import Journal
internal import Reading
internal import Rebuild

/// A line that arrives again under its id: the answer was lost on its way, or somebody pressed twice.
extension Notebook {
  /// What became of the line when it came first; nil when it is new.
  /// - Throws: `NotebookError.otherLine` where the id was given to other words.
  func kept(before telling: Telling, under id: EventID) throws -> Kept? {
    let records = try records(from: id)
    guard !records.isEmpty else { return nil }
    // Somebody may have said yes or no in between, or got a name; then the line would not be understood as it
    // was, or not at all, and the log alone says what was kept.
    do {
      let again = try understood(telling)
      if again.isKept(as: records) {
        var kept = again.kept
        kept.events = records.map(\.id)
        return kept
      }
    } catch is NotebookError {}
    guard try records.allSatisfy({ try fits(telling, $0.event) }) else { throw NotebookError.otherLine(id) }
    return try kept(as: records)
  }

  /// One record of a line; no event where its key is destroyed.
  struct LineRecord {
    let id: EventID
    let handle: Handle
    let event: Event?
  }

  /// All records of the line whose first has this id.
  func records(from first: EventID) throws -> [LineRecord] {
    var records: [LineRecord] = []
    var next = first
    while records.count < Self.mostRecords, let position = try engine.journal.position(of: next) {
      var handle = Handle.organisation
      try engine.journal.records(at: [position]) { _, header, _ in handle = header.handle }
      let event = try engine.event(at: position)
      if let event, next != first, event.occasion != first { break }
      records.append(LineRecord(id: next, handle: handle, event: event))
      next = EventID(origin: next.origin, sequence: next.sequence + 1)
    }
    return records
  }

  /// Whether the words may be those of which this was kept: what stands for a name may be any words.
  private func fits(_ telling: Telling, _ event: Event?) throws -> Bool {
    switch event?.content {
    case .note(let line, _): return line.text.mayBeKept(of: try checked(telling.line).line)
    case .presence(let kinds):
      var reader = LineReader(try engine.words())
      let read = reader.read(try checked(telling.line).line).readings
      return kinds.allSatisfy { kind in
        telling.given.contains(kind) || read.contains { $0.kind == kind.kind && $0.mode == kind.mode }
      }
    default: return true
    }
  }

  /// As the log alone tells it.
  private func kept(as records: [LineRecord]) throws -> Kept {
    var kept = Kept()
    kept.events = records.map(\.id)
    let names = try namesMentioned()
    var reader = LineReader(try engine.words())
    for case .note(let line, let given) in records.compactMap({ $0.event?.content }) {
      guard kept.reading == LineReading() else { break }
      kept.reading = reader.read(line.text)
      kept.reading.readings += given.filter(\.holds).map { Reading(kind: $0.kind, mode: $0.mode) }
    }
    kept.about = records.filter { !$0.handle.isOrganisation }.compactMap { names($0.handle) }
    return kept
  }
}

extension Notebook.Understood {
  /// Whether these are the very records that it makes.
  fileprivate func isKept(as stored: [Notebook.LineRecord]) -> Bool {
    records.count == stored.count
      && zip(records, stored).allSatisfy { $0.handle == $1.handle && $0.content == $1.event?.content }
  }
}

extension String {
  /// Whether a line may be kept in these words: what stands here for a name, or for what is about others, may
  /// be any words there; all else is the same.
  fileprivate func mayBeKept(of line: String) -> Bool {
    let kept = replacing("en person", with: String(Line.mark)).replacing("…", with: String(Line.mark))
    let parts = kept.split(separator: Line.mark, omittingEmptySubsequences: false)
      .map { String($0).trimmedOfSpace }
    guard parts.count > 1, let first = parts.first, let last = parts.last else { return kept == line }
    guard line.hasPrefix(first) else { return false }
    var rest = line.dropFirst(first.count)
    for part in parts.dropFirst().dropLast() where !part.isEmpty {
      guard let place = rest.firstRange(of: part) else { return false }
      rest = rest[place.upperBound...]
    }
    return rest.hasSuffix(last)
  }
}
