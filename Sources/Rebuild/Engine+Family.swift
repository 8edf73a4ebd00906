public import Events
internal import Journal

extension Engine {
  /// One event and all that may amend it; empty where there is none, or none that can be opened.
  public func family(of id: EventID) throws -> [Event] {
    guard let position = try journal.position(of: id), let root = try event(at: position) else { return [] }
    return try [root] + amendments(of: root)
  }

  /// Of a participant's event, all amendments in that story; of the organisation's, those of the event and of
  /// its amendments.
  private func amendments(of root: Event) throws -> [Event] {
    let index = try served().0.index
    guard root.handle.isOrganisation else {
      var opener = try Opener(keyring)
      var amendments: [Event] = []
      try journal.records(at: index.positions(of: root.handle)) { _, header, record in
        guard let type = header.type, [.correction, .retraction].contains(type) else { return }
        if let event = try opener.event(record) { amendments.append(event) }
      }
      return amendments
    }
    var (front, amendments, seen) = (try index.amendments(of: root.id), [Event](), Set<Position>())
    while let position = front.popLast() {
      guard seen.insert(position).inserted, let event = try event(at: position) else { continue }
      amendments.append(event)
      front += try index.amendments(of: event.id)
    }
    return amendments
  }
}
