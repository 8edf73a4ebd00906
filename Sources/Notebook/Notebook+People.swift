public import Events
internal import Keyring
internal import Rebuild

extension Notebook {
  /// A yes. Makes the participant known when the name is new.
  /// - Parameter isAlias: the name is what they are called, not what they said it was.
  public func giveConsent(
    _ name: String, _ agreement: Agreement, isAlias: Bool = false, _ telling: Telling = Telling("")
  ) throws -> (handle: Handle, isNew: Bool) {
    let name = name.trimmedOfSpace
    guard !name.isEmpty else { throw NotebookError.emptyName }
    if let known = try find(name, try directory()) {
      let covers = try standing(of: known).allows(.care) || agreement.purposes.contains(.care)
      guard covers else { throw NotebookError.careFirst(name) }
      try append([told(.consentGiven(agreement), known, telling)])
      return (known, false)
    }
    guard agreement.purposes.contains(.care) else { throw NotebookError.careFirst(name) }
    let handle = Handle.random()
    try engine.keyring.makeKey(for: handle)
    // A phone's line bears the phone's origin, which is of no region: so it is told.
    let home = region.isEmpty ? [] : [told(.participantMoved(region: region), handle, telling)]
    try append(
      [
        told(.consentGiven(agreement), handle, telling),
        told(.nameGiven(name, isAlias: isAlias), handle, telling),
      ] + home)
    return (handle, true)
  }

  /// A no. Without `care` nothing of the story is shown from this commit on.
  public func withdraw(_ purposes: [Purpose], of name: String, _ telling: Telling = Telling("")) throws {
    let handle = try participant(named: name)
    let standing = try standing(of: handle)
    for purpose in purposes where !standing.allows(purpose) {
      throw NotebookError.nothingToWithdraw(name, purpose)
    }
    try append([told(.consentWithdrawn(purposes), handle, telling)])
  }

  /// Another name for a known participant.
  /// - Returns: whether somebody else bears the name already, so that a line with it will ask who is meant.
  @discardableResult
  public func giveName(_ new: String, to name: String, isAlias: Bool, _ telling: Telling) throws -> Bool {
    let new = new.trimmedOfSpace
    guard !new.isEmpty else { throw NotebookError.emptyName }
    let person = try engine.members(of: try participant(named: name))
    let isShared = try directory().bearers(of: new).contains { !person.contains($0) }
    try append([told(.nameGiven(new, isAlias: isAlias), try participant(named: name), telling)])
    return isShared
  }

  /// That somebody looked into a participant's history, and why.
  public func recordReading(of handle: Handle, view: String, purpose: String, _ telling: Telling) throws {
    try append([told(.historyRead(purpose: purpose, view: view), handle, telling)])
  }
}
