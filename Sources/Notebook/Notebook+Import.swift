public import Events
internal import Journal
internal import Keyring
internal import Rebuild

/// What became of events that came from elsewhere.
public struct Taken: Hashable, Sendable {
  /// How many were not here yet.
  public var new: Int
  /// Those about somebody who is erased.
  public var refused: [EventID]
  /// Those about somebody of another region, whose key is not here.
  public var elsewhere: [EventID]

  public init(new: Int = 0, refused: [EventID] = [], elsewhere: [EventID] = []) {
    (self.new, self.refused, self.elsewhere) = (new, refused, elsewhere)
  }

  /// One sentence; nil when all were welcome.
  public var refusal: String? {
    guard let first = refused.first else { return nil }
    let all = refused.count == 1 ? "event \(first)" : "\(refused.count) events, the first of them \(first),"
    return
      "\(all) tell of somebody who is erased and were refused, as they will always be; delete them where they came from"
  }
}

extension Notebook {
  /// Appends whole events with their own ids, as another machine or a file brings them; each once, however
  /// often it comes. Keys are made for handles that are new here, and for nobody of whom the log tells already: their
  /// key is on another machine. The views are left for a later catch-up or
  /// rebuild, and so are the keys of those who are erased by these.
  ///
  /// Events of the erased are refused for ever: of whoever the log says so, wherever keys and views stand, and
  /// of whoever has no key any more. This is the only door for events of others; what is sealed already comes
  /// through it as well, or not at all.
  /// - Parameter settling: on a machine of a region, tells in the same breath that those who are new belong to it:
  ///   origins of others are of no region, and such a machine gives nobody else's.
  @discardableResult
  public func take(_ events: [Event], settling: Bool = false) throws -> Taken {
    while true {
      let (welcome, refused, elsewhere, strangers) = try sort(events)
      let homes = settling && !region.isEmpty ? strangers.map(home) : []
      // None when somebody was erased a moment ago: then it is sorted again.
      guard let new = try append(welcome.map(draft) + homes, counting: welcome.count) else { continue }
      return Taken(new: new, refused: refused.map(\.id), elsewhere: elsewhere.map(\.id))
    }
  }

  /// Whose events these are that neither keys nor log know yet, in order.
  public func strangers(among events: [Event]) throws -> [Handle] {
    try engine.keyring.unknown(among: Set(events.map(\.handle))).subtracting(engine.absent()).sorted()
  }

  /// How many of the first were new; nil when the key of one of them has just been destroyed.
  private func append(_ drafts: [Draft], counting count: Int) throws(JournalError) -> Int? {
    do throws(JournalError) {
      return try engine.journal.appendNow(drafts).prefix(count).count(where: \.isNew)
    } catch {
      if case .sealing(_, let reason) = error, case KeyringError.destroyed = reason { return nil }
      throw error
    }
  }

  /// Tells the welcome from those about the erased; an erasure among them counts for all that come after it.
  private func sort(
    _ events: [Event]
  ) throws -> (welcome: [Event], refused: [Event], elsewhere: [Event], strangers: [Handle]) {
    let (keyring, absent) = (engine.keyring, engine.absent())
    var gone = try engine.erasedInLog()
    var statuses: [Handle: Keyring.Status] = [:]
    for handle in Set(events.map(\.handle)) { statuses[handle] = try keyring.status(of: handle) }
    var (welcome, refused, elsewhere): ([Event], [Event], [Event]) = ([], [], [])
    for event in events {
      if gone.contains(event.handle) || statuses[event.handle] == .destroyed {
        refused.append(event)
      } else if absent.contains(event.handle), statuses[event.handle] == .unknown {
        elsewhere.append(event)
      } else {
        welcome.append(event)
      }
      if case .erased(let handles) = event.content { gone.formUnion(handles.filter { !$0.isOrganisation }) }
    }
    let strangers = Set(welcome.map(\.handle)).filter { statuses[$0] == .unknown }.sorted()
    try keyring.makeKeys(for: strangers)
    return (welcome, refused, elsewhere, strangers)
  }

  private func home(_ handle: Handle) -> Draft {
    let (keyring, told) = (engine.keyring, told(.participantMoved(region: region), handle, Telling("")))
    return Draft(type: told.content.type, handle: handle) { header in
      try keyring.seal(told.event(header.id, occasion: nil).body, for: handle, binding: header.bytes)
    }
  }

  private func draft(_ event: Event) -> Draft {
    let (keyring, body) = (engine.keyring, event.body)
    return Draft(type: event.content.type, handle: event.handle, id: event.id) { header in
      try keyring.seal(body, for: header.handle, binding: header.bytes)
    }
  }
}
