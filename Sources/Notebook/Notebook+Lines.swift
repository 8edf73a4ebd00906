public import Events
internal import Reading
internal import Rebuild

/// One record of a line as it stands now: corrected, taken out, or as it was told.
public struct LineNow: Sendable {
  /// As it was told.
  public let event: Event
  /// With its corrections, and what it tells.
  public let entry: Entry
  /// The event that took it out.
  public let outBy: EventID?
}

extension Notebook {
  /// All that can be opened of the line to which an event belongs: one record for each whom it is about, those of
  /// who was merely there, and the count of the stop.
  public func line(_ id: EventID) throws -> [LineNow] {
    let first = try event(id).occasion ?? id
    let reader = OneReader(try engine.words())
    return try records(from: first).compactMap { record in
      try record.event.map { try now($0, reader) }
    }
  }

  /// One event of whatever type as it stands now.
  public func now(_ id: EventID) throws -> LineNow {
    try now(try event(id), OneReader(try engine.words()))
  }

  private func now(_ event: Event, _ reader: OneReader) throws -> LineNow {
    let family = try engine.family(of: event.id)
    let retracted = Storyline.retracted(by: family)
    let standing = family.filter { family in
      guard case .retraction(let target, _) = family.content else { return true }
      return target != event.id
    }
    let entry = Storyline.tell(standing, read: reader.read).first { $0.event.id == event.id }
    let outBy = family.first { family in
      guard case .retraction(of: event.id, _) = family.content else { return false }
      return !retracted.contains(family.id)
    }
    return LineNow(event: event, entry: entry ?? Entry(event), outBy: outBy?.id)
  }
}

/// Reads lines for a closure.
private final class OneReader {
  private var reader: LineReader

  init(_ words: CompiledVocabulary) { reader = LineReader(words) }

  func read(_ line: Line) -> LineReading { reader.read(line.text) }
}
