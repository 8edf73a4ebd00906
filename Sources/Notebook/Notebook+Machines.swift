public import Events
internal import Rebuild

/// What the log tells of the organisation's machines, and of the region that somebody belongs to.
extension Notebook {
  /// Tells that a machine is one of ours, or under which origin it writes now.
  @discardableResult
  public func admit(_ machine: Machine, _ telling: Telling = Telling("")) throws -> EventID {
    try append([told(.machineAdmitted(machine), .organisation, telling)])[0]
  }

  /// Tells that a machine is lost: nothing goes to it or is taken from it from now on.
  @discardableResult
  public func lockOut(_ name: String, reason: String, _ telling: Telling = Telling("")) throws -> EventID {
    try append([told(.machineLockedOut(name: name, reason: reason), .organisation, telling)])[0]
  }

  /// Lets go of participants who belong to another region now, and whose key and story another machine has. It is
  /// told first, in the organisation's words: without their key nothing here could say any more where they are.
  /// - Parameter telling: those of whom it was not told before a kill.
  public func letGo(_ departures: [Departure], telling: [Departure]) throws {
    guard !departures.isEmpty else { return }
    let told = telling.map { self.told(.participantLetGo($0), .organisation, Telling("")) }
    if !told.isEmpty { try save(told, isOccasion: false) }
    try engine.letGo(departures.map(\.handle))
  }

  /// Tells to which region a participant belongs, under all handles that are the same person.
  public func move(_ name: String, to region: String, _ telling: Telling = Telling("")) throws {
    let handles = try engine.members(of: try participant(named: name)).filter { try !engine.isErased($0) }
    try append(handles.map { told(.participantMoved(region: region), $0, telling) })
  }
}
