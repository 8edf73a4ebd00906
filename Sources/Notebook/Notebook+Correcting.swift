public import Events
internal import Reading
internal import Rebuild

/// What became of a line in other words.
public struct Corrected: Sendable {
  /// What stands with whom, as if the line had been written so. The events are those that were corrected or, where
  /// the line is about others now, those that tell it anew.
  public var kept = Kept()
  /// With whom it stands no more, by name.
  public var noMore: [String] = []
  /// What took it out as it stood, where it is told anew.
  public var retractions: [EventID] = []

  public init() {}
}

/// Other words for a line, which is parted anew by them: each record gets what is about its person. Where the line is
/// about others than before, it is told anew with those and taken out as it stood, in one commit.
extension Notebook {
  /// - Parameters:
  ///   - line: the whole line as it should be; with `…` in it, what stands with this one alone.
  ///   - given: readings of this record.
  ///   - alone: leaves the other records of the line as they are.
  public func correct(
    wordsOf id: EventID, _ line: String, happened: When? = nil, given: [GivenReading] = [],
    alone: Bool = false,
    _ telling: Telling
  ) throws -> Corrected {
    var corrected = Corrected()
    guard case .note = try event(id).content else {
      corrected.kept.masked = try correct(id, line: line, happened: happened, given: given, telling)
      return corrected
    }
    let told = try LineTold(id, self)
    let (safe, masked) = try checked(line)
    let vocabulary = try engine.words()
    var reader = LineReader(vocabulary)
    var subject = try subject(of: safe, told, &reader)
    let mend = Mend(happened: happened, given: given, telling: telling)
    if alone || safe.contains("…") || told.isAboutTheSame(subject) {
      let alone = alone || safe.contains("…")
      if alone, let keeper = try engine.keeper(of: told.named.event.handle) {
        subject.consenting.removeAll { $0.handle != keeper }
      }
      let records = told.corrected(by: subject, alone: alone)
      try append(records.map { correction(of: $0.now, $0.line, told, mend) })
      corrected.kept.events = records.map(\.now.event.id)
    } else {
      let out = told.records.map { retraction(of: $0, mend) }
      let ids = try append(occasions: [anew(told, subject, mend, &reader), out])
      (corrected.kept.events, corrected.retractions) = (ids[0], ids[1])
      corrected.noMore = try told.leavers(from: subject).map { try name(of: $0) }
    }
    corrected.kept.masked = masked
    corrected.kept.reading = reader.read(subject.line.text)
    try tell(subject, &corrected.kept, &reader)
    corrected.kept.unknown = try unknown(in: subject.line, telling, vocabulary.knows)
    return corrected
  }

  /// What is corrected besides the words, and who says so.
  private struct Mend {
    let happened: When?
    let given: [GivenReading]
    let telling: Telling
  }

  /// Whom the new words are about: whom they name, where the line was about those whom it named; else the same.
  private func subject(of line: String, _ told: LineTold, _ reader: inout LineReader) throws -> Subject {
    var telling = Telling(line)
    telling.meant = told.people + told.mentioned
    if told.isByMention {
      let subject = try subject(of: line, telling, &reader)
      if told.people.isEmpty || !(subject.consenting + subject.withdrawn).isEmpty { return subject }
    }
    telling.about = told.people.map(\.description)
    return try subject(of: line, telling, &reader)
  }

  private func correction(of now: LineNow, _ line: Line?, _ told: LineTold, _ mend: Mend) -> Told {
    guard let line else { return retraction(of: now, mend) }
    let given = now.event.id == told.named.event.id ? mend.given : []
    let amendment = Amendment(line: line, happened: mend.happened, given: given)
    return self.told(.correction(of: now.event.id, amendment), now.event.handle, mend.telling)
  }

  private func retraction(of now: LineNow, _ mend: Mend) -> Told {
    told(.retraction(of: now.event.id, reason: ""), now.event.handle, mend.telling)
  }

  /// The line with those whom it is about now; who was merely there and how many were goes along.
  private func anew(
    _ told: LineTold, _ subject: Subject, _ mend: Mend, _ reader: inout LineReader
  ) -> [Told] {
    var telling = Telling("")
    (telling.by, telling.at) = (told.named.event.by, told.named.event.at)
    telling.when = mend.happened ?? told.named.entry.event.happened
    var records = subject.consenting.compactMap { share in
      share.line.map { line in
        self.told(.note(line, given: told.given(with: share.handle) + mend.given), share.handle, telling)
      }
    }
    for share in told.newcomers(of: subject) {
      if let line = share.line { records.append(presence(reader.read(line.text), telling)) }
    }
    for record in told.records {
      switch record.entry.event.content {
      case .presence(let given): records.append(self.told(.presence(given), .organisation, telling))
      case .stopCounted:
        records.append(self.told(.stopCounted(record.entry.counts), .organisation, telling))
      default: break
      }
    }
    return records
  }
}
