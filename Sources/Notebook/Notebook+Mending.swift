public import Events
internal import Journal
internal import Keyring
internal import Rebuild

extension Notebook {
  /// Changes what an event says; the event itself stays.
  /// - Returns: the secrets that were masked in the new line.
  @discardableResult
  public func correct(
    _ id: EventID, line: String?, happened: When?, given: [GivenReading], _ telling: Telling
  ) throws -> Set<Masking.Secret> {
    let event = try event(id)
    switch event.content {
    case .note, .promiseMade, .promise: break
    case .stopCounted, .presence:
      guard line == nil else { throw NotebookError.holdsNoWords(id) }
    default: throw NotebookError.cannotCorrect(id)
    }
    guard try event.handle.isOrganisation || standing(of: event.handle).shows(event) else {
      throw NotebookError.closed(id)
    }
    var amendment = Amendment(happened: happened, given: given)
    var masked: Set<Masking.Secret> = []
    if let line {
      let (safe, found) = try checked(line)
      let mentions = try mentions(in: safe, directory(), chosen: [event.handle])
      (amendment.line, masked) = (Line(safe, replacing: mentions), found)
    }
    try append([told(.correction(of: id, amendment), event.handle, telling)])
    return masked
  }

  /// What a helper may take out: what was told of somebody or of a stop, and amendments of it. Never a no, an
  /// erasure, who is whom, or who has read.
  private static let retractable: EventTypes = [
    .note, .presence, .correction, .retraction, .nameGiven, .consentGiven, .stopOpened, .stopCounted,
    .stopCancelled, .promiseMade, .promiseKept, .promiseBroken, .promiseRepaired, .promiseReleased,
  ]

  /// Takes an event out of every view, also one that cannot be read. Retracting the retraction brings it back.
  /// - Returns: the retraction's own id, and whether something stands again by it.
  @discardableResult
  public func retract(
    _ id: EventID, reason: String, _ telling: Telling
  ) throws -> (id: EventID, isBack: Bool) {
    guard let position = try engine.journal.position(of: id) else { throw NotebookError.noSuchEvent(id) }
    var header: Header?
    try engine.journal.records(at: [position]) { _, found, _ in header = found }
    guard let header, let type = header.type, Self.retractable.contains(type) else {
      throw NotebookError.cannotRetract(id)
    }
    guard try !engine.isRetracted(id, of: header.handle) else { throw NotebookError.alreadyOut(id) }
    let content = Content.retraction(of: id, reason: try plain(reason))
    return (try append([told(content, header.handle, telling)])[0], type == .retraction)
  }

  /// One event, opened.
  public func event(_ id: EventID) throws -> Event {
    guard let position = try engine.journal.position(of: id),
      let event = try engine.event(at: position)
    else { throw NotebookError.noSuchEvent(id) }
    return event
  }

  /// Adopts a vocabulary. The views keep their words until they are rebuilt.
  /// - Returns: the event that adopted it.
  @discardableResult
  public func adopt(yaml: [UInt8], _ telling: Telling = Telling("")) throws -> EventID {
    try append([told(.vocabularyAdopted(yaml: yaml), .organisation, telling)])[0]
  }

  /// The text of a vocabulary by the event that adopted it.
  public func vocabulary(adoptedBy id: EventID) throws -> [UInt8] {
    guard case .vocabularyAdopted(let yaml) = try event(id).content else {
      throw NotebookError.adoptsNothing(id)
    }
    return yaml
  }

  /// A stop is opened, counted by hand, or cancelled.
  public func stop(_ content: Content, _ telling: Telling) throws {
    var content = content
    if case .stopCancelled(let reason) = content { content = .stopCancelled(reason: try plain(reason)) }
    try append([told(content, .organisation, telling)])
  }
}
