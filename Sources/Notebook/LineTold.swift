internal import Events
internal import Reading
internal import Rebuild

/// A line that stands, with all its records that can be opened, and whom it is about.
struct LineTold {
  /// The record that was asked for.
  let named: LineNow
  let records: [LineNow]
  /// With whom the words stand, by their keepers; empty where they are the organisation's own.
  let people: [Handle]
  /// Whom the line named when it was told.
  let mentioned: Set<Handle>
  private let notes: [Note]

  private struct Note {
    let now: LineNow
    /// Nil where it is the organisation's.
    let keeper: Handle?
    /// Whether the person's yes covers it.
    let isOpen: Bool
  }

  /// - Throws: `NotebookError.alreadyOut`, `NotebookError.closed`.
  init(_ id: EventID, _ notebook: Notebook) throws {
    let engine = notebook.engine
    records = try notebook.line(id).filter { $0.outBy == nil }
    notes = try records.compactMap { now in
      guard case .note = now.event.content else { return nil }
      let handle = now.event.handle
      guard !handle.isOrganisation else { return Note(now: now, keeper: nil, isOpen: true) }
      return try engine.keeper(of: handle).map { keeper in
        Note(now: now, keeper: keeper, isOpen: try notebook.standing(of: keeper).shows(now.event))
      }
    }
    guard let named = notes.first(where: { $0.now.event.id == id }) else {
      throw NotebookError.alreadyOut(id)
    }
    guard named.isOpen else { throw NotebookError.closed(id) }
    self.named = named.now
    people = notes.filter(\.isOpen).compactMap(\.keeper)
    let handles = notes.compactMap { $0.now.event.content.line?.mentions }.joined()
    mentioned = Set(try handles.compactMap { try engine.keeper(of: $0) })
  }

  /// Whether it was kept about those whom it names, and nobody chose others beside it: whoever is named and has no
  /// record of their own was then there without being remembered.
  var isByMention: Bool {
    let unrecorded = mentioned.subtracting(notes.compactMap(\.keeper))
    let present = records.count { $0.event.content.type == .presence }
    return mentioned.isSuperset(of: people) && unrecorded.count <= present
  }

  /// Whether each new share has its record, and each record its share.
  func isAboutTheSame(_ subject: Subject) -> Bool {
    let told = subject.consenting.filter { $0.line != nil }.map(\.handle)
    return Set(told) == Set(people) && newcomers(of: subject).isEmpty
  }

  /// Who is named now, was not before, and does not agree to be remembered.
  func newcomers(of subject: Subject) -> [Subject.Share] {
    subject.withdrawn.filter { share in
      share.line != nil && !mentioned.contains(share.handle)
        && !notes.contains { $0.keeper == share.handle }
    }
  }

  /// With whom it stood, and stands no more.
  func leavers(from subject: Subject) -> [Handle] {
    people.filter { person in !subject.consenting.contains { $0.handle == person && $0.line != nil } }
  }

  /// The records whose words are corrected, and the new words of each; nil where nothing is about its person.
  /// - Parameter alone: only the one that was asked for.
  func corrected(by subject: Subject, alone: Bool) -> [(now: LineNow, line: Line?)] {
    notes.filter { $0.isOpen && (!alone || $0.now.event.id == named.event.id) }.map { note in
      guard let keeper = note.keeper else { return (note.now, subject.line) }
      return (note.now, subject.consenting.first { $0.handle == keeper }?.line)
    }
  }

  /// Readings by hand that go on with somebody to whom the line is given anew.
  func given(with person: Handle) -> [GivenReading] {
    (notes.first { $0.keeper == person }?.now ?? named).entry.event.given
  }
}
