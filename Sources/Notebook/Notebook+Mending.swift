public import Events
internal import Journal
internal import Keyring
internal import Rebuild

extension Notebook {
  /// Changes what one record says; the event itself stays.
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

  /// What became of a retraction.
  public struct Retracted: Sendable {
    /// The retractions, that of the event itself first.
    public var ids: [EventID]
    /// Something stands again by it.
    public var isBack: Bool
    /// In whose stories it stood, by name.
    public var about: [String]
    /// Records that cannot be read, so that nobody knows whether they are of the same line: they stay as they are,
    /// but for the one that was named.
    public var unread: [EventID]
  }

  /// Takes an event out of every view, also one that cannot be read, and of a line about several all records.
  /// Retracting the retraction brings them back.
  public func retract(_ id: EventID, reason: String, _ telling: Telling) throws -> Retracted {
    guard let header = try header(of: id), let type = header.type, Self.retractable.contains(type) else {
      throw try header(of: id) == nil ? NotebookError.noSuchEvent(id) : NotebookError.cannotRetract(id)
    }
    guard try !engine.isRetracted(id, of: header.handle) else { throw NotebookError.alreadyOut(id) }
    let occasion = try occasion(of: id, type)
    let others = try occasion.records.filter { try !engine.isRetracted($0.id, of: $0.handle) }
    let reason = try plain(reason)
    let records = [(id: id, handle: header.handle)] + others
    let ids = try append(records.map { told(.retraction(of: $0.id, reason: reason), $0.handle, telling) })
    let names = try records.filter { !$0.handle.isOrganisation }.map { try name(of: $0.handle) }
    return Retracted(
      ids: ids, isBack: type == .retraction, about: names, unread: occasion.unread)
  }

  private func header(of id: EventID) throws -> Header? {
    guard let position = try engine.journal.position(of: id) else { return nil }
    var header: Header?
    try engine.journal.records(at: [position]) { _, found, _ in header = found }
    return header
  }

  /// The other records of one line, or of one correction or retraction of them: they stand behind each other in the log. And those
  /// that cannot be read, and so do not say whether they belong to it.
  private func occasion(of id: EventID, _ type: EventType) throws -> Occasion {
    let ofLine: EventTypes = [.note, .presence, .stopCounted]
    let kin: EventTypes = ofLine.contains(type) ? ofLine : [type]
    var found = Occasion()
    guard [.retraction, .correction].contains(type) || ofLine.contains(type),
      let first = try first(of: id, &found)
    else {
      return found
    }
    var next = first
    while let position = try engine.journal.position(of: next), let header = try header(of: next),
      let type = header.type, kin.contains(type)
    {
      do {
        // The record of one who has been erased is passed by.
        if let event = try engine.event(at: position), event.occasion != first { break }
        if next != id { found.records.append((next, header.handle)) }
      } catch is Aside { found.unread.append(next) }
      next = EventID(origin: next.origin, sequence: next.sequence + 1)
    }
    return found
  }

  private struct Occasion {
    var records: [(id: EventID, handle: Handle)] = []
    var unread: [EventID] = []
  }

  /// The first record of the line to which an event belongs; nil where it stands alone, was erased, or cannot be read.
  private func first(of id: EventID, _ found: inout Occasion) throws -> EventID? {
    guard let position = try engine.journal.position(of: id) else { return nil }
    do { return try engine.event(at: position)?.occasion } catch is Aside {
      found.unread.append(id)
      return nil
    }
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
  /// - Returns: the event, to be retracted by.
  @discardableResult
  public func stop(_ content: Content, _ telling: Telling) throws -> EventID? {
    var content = content
    if case .stopCancelled(let reason) = content { content = .stopCancelled(reason: try plain(reason)) }
    return try append([told(content, .organisation, telling)]).first
  }
}
