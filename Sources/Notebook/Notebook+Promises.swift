public import Events
internal import Reading
internal import Rebuild

/// A promise as it was kept in the log.
public struct Promised: Sendable {
  public let event: EventID
  public let name: String
  public let due: When?
  public let masked: Set<Masking.Secret>
}

extension Notebook {
  /// Keeps what we promised somebody.
  /// - Parameter due: by when; where nobody says, the first day that the line itself names, from that day on.
  /// - Throws: `NotebookError.dueBefore` where it would have been due before it was made.
  public func promise(_ line: String, to name: String, due: When?, _ telling: Telling) throws -> Promised {
    let handle = try participant(named: name)
    guard try standing(of: handle).allows(.care) else { throw NotebookError.notRemembered(name) }
    let (safe, masked) = try checked(line)
    let told = Line(safe, replacing: try mentions(in: safe, directory(), chosen: [handle]))
    let made = telling.when ?? clock().civil
    if let due, let last = due.lastDay, last < made.day { throw NotebookError.dueBefore(due, made: made) }
    let times = try engine.words().times.read(safe, at: made).map(\.when)
    let due = due ?? times.first { $0.day >= made.day }
    let event = try append([self.told(.promiseMade(told, due: due), handle, telling)])[0]
    return Promised(event: event, name: try self.name(of: handle), due: due, masked: masked)
  }

  /// What became of a promise, told by an event or by a line.
  /// - Parameter line: how; may be empty.
  @discardableResult
  public func settle(
    _ id: EventID, _ step: PromiseStep, _ line: String, _ telling: Telling
  ) throws -> EventID {
    let event = try event(id)
    switch event.content {
    case .promiseMade, .note: break
    default: throw NotebookError.noPromise(id)
    }
    guard !event.handle.isOrganisation else { throw NotebookError.noPromise(id) }
    guard try standing(of: event.handle).shows(event) else { throw NotebookError.closed(id) }
    var words = Line("")
    if !line.trimmedOfSpace.isEmpty {
      let safe = try checked(line).line
      words = Line(safe, replacing: try mentions(in: safe, directory(), chosen: [event.handle]))
    }
    return try append([told(.promise(step, of: id, words), event.handle, telling)])[0]
  }

  /// That somebody helps from now on. It opens no door: it says who we are.
  @discardableResult
  public func invite(helper name: String, role: String, _ telling: Telling) throws -> EventID {
    try append([told(.helperInvited(name: try helperName(name), role: role), .organisation, telling)])[0]
  }

  /// That somebody helps no more.
  @discardableResult
  public func leave(helper name: String, _ telling: Telling) throws -> EventID {
    try append([told(.helperLeft(name: try helperName(name)), .organisation, telling)])[0]
  }

  private func helperName(_ name: String) throws -> String {
    let name = name.trimmedOfSpace
    guard !name.isEmpty else { throw NotebookError.emptyName }
    return name
  }

  /// That somebody saw several participants side by side, written before anything is shown.
  public func recordReading(
    of handles: some Sequence<Handle>, view: String, purpose: String, _ telling: Telling
  ) throws {
    let handles = Set(handles).filter { !$0.isOrganisation }.sorted()
    guard !handles.isEmpty else { return }
    let looked = Content.historyRead(purpose: purpose, view: view)
    try save(handles.map { told(looked, $0, telling) }, isOccasion: false)
    try catchUp()
  }
}
