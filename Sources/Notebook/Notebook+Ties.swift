internal import Events
internal import Journal
internal import Rebuild

extension Notebook {
  /// Two names turn out to be one person, or two after all. Told in both stories.
  public func tie(_ one: String, _ other: String, same: Bool, _ telling: Telling) throws {
    if same { try join(one, other, telling) } else { try part(one, other, telling) }
  }

  private func join(_ one: String, _ other: String, _ telling: Telling) throws {
    let (a, b) = (try participant(named: one), try participant(named: other))
    guard try !engine.members(of: a).contains(b) else { throw NotebookError.samePerson(one) }
    try append([told(.samePerson(b), a, telling), told(.samePerson(a), b, telling)])
  }

  private func part(_ one: String, _ other: String, _ telling: Telling) throws {
    let (a, b) = (try bearer(of: one), try bearer(of: other))
    guard a != b else { throw NotebookError.samePerson(one) }
    guard try engine.members(of: a).contains(b) else { throw NotebookError.twoPersons(one, other) }
    try append([told(.notSamePerson(b), a, telling), told(.notSamePerson(a), b, telling)])
    guard try !engine.members(of: a).contains(b) else { throw NotebookError.stillJoined(one, other) }
  }

  /// The handle under which a name was given, also when the person bears others by now.
  private func bearer(of name: String) throws -> Handle {
    let keeper = try participant(named: name)
    let members = try engine.members(of: keeper)
    guard members.count > 1, Handle(name) == nil else { return keeper }
    for position in try namings(of: members) {
      guard let event = try engine.event(at: position), case .nameGiven(let given, _) = event.content,
        !Directory([(given, event.handle)]).bearers(of: name).isEmpty
      else { continue }
      return event.handle
    }
    return keeper
  }

  /// Where in the log these were given their names.
  private func namings(of members: [Handle]) throws -> [Position] {
    var positions: [Position] = []
    var last: Position = 0
    while true {
      let reached = try engine.journal.read(after: last, atMost: 100_000, types: [.nameGiven]) {
        position, header, _ in
        if members.contains(header.handle) { positions.append(position) }
      }
      guard reached > last else { return positions }
      last = reached
    }
  }
}
