public import Events

/// What a helper is told when something cannot be written. Nothing has been saved then.
public enum NotebookError: Error, CustomStringConvertible {
  case unknown(String, similar: [String])
  case severalBear(String, [String])
  case emptyLine
  case lineTooLong(bytes: Int)
  case careFirst(String)
  case nothingToWithdraw(String, Purpose)
  case noSuchEvent(EventID)
  case cannotCorrect(EventID)
  case cannotRetract(EventID)
  case holdsNoWords(EventID)
  case adoptsNothing(EventID)
  case closed(EventID)
  case alreadyOut(EventID)
  case samePerson(String)
  case twoPersons(String, String)
  case stillJoined(String, String)
  case emptyName
  case futureTime(String)
  case noSuchKind(String, similar: [String])
  case noSuchMode(String)
  case erasureWaits(String)

  public var description: String {
    switch self {
    case .unknown(let name, let similar) where similar.isEmpty:
      "there is no participant ‘\(name)’: if they agree to be remembered, write ‘tillid consent \"\(name)\" --give care’"
    case .unknown(let name, let similar):
      "there is no participant ‘\(name)’, but \(similar.map { "‘\($0)’" }.joined(separator: ", ")): write the name as it is known"
    case .severalBear(let name, let names):
      "\(names.count) people are called ‘\(name)’ (\(names.joined(separator: "; "))): say which by a name that is theirs alone, or by the handle"
    case .emptyLine: "the line is empty: write what happened"
    case .lineTooLong(let bytes):
      "the line is \(bytes) bytes long and nothing was saved: a line holds at most \(Notebook.longestLine), so tell it in parts"
    case .careFirst(let name):
      "\(name) has not agreed to be remembered, so there is nothing to share or replay: give ‘care’ first"
    case .nothingToWithdraw(let name, let purpose):
      "\(name) has not agreed to ‘\(purpose)’, so nothing changes"
    case .noSuchEvent(let id): "there is no event \(id): ‘tillid timeline NAME --ids’ shows the ids"
    case .cannotCorrect(let id): "event \(id) cannot be corrected: only lines, counts and promises can"
    case .cannotRetract(let id):
      "event \(id) cannot be taken out: a no, an erasure and who has read stand; for who is whom use ‘tillid same --not’, for a yes ‘tillid consent’"
    case .holdsNoWords(let id):
      "event \(id) holds no words, and none may be put there: write a line of its own with ‘tillid note’"
    case .adoptsNothing(let id):
      "event \(id) adopted no vocabulary: ‘tillid vocabulary adopt’ named the event that did under ‘Undo’"
    case .alreadyOut(let id):
      "event \(id) is taken out already: to bring it back, retract the retraction, whose id was given then"
    case .closed(let id):
      "event \(id) is closed: the participant no longer agrees to be remembered, or did not in between"
    case .samePerson(let name): "both names already mean the same person, \(name)"
    case .twoPersons(let one, let other): "\(one) and \(other) are two persons already, so nothing changes"
    case .stillJoined(let one, let other):
      "\(one) and \(other) are told apart now, but each is still the same person as a third name: part that one as well"
    case .noSuchKind(let word, let similar):
      "the vocabulary has no kind ‘\(word)’\(similar.isEmpty ? "" : ", but \(similar.joined(separator: ", "))"): ‘tillid vocabulary show’ lists them"
    case .noSuchMode(let word):
      "‘\(word)’ has no known mode: write KIND:happened, arranged, declined or failed"
    case .erasureWaits(let reason):
      "the erasure is in the log, but the key is not destroyed yet (\(reason)): mend that, and the next command destroys it"
    case .emptyName: "the name is empty: write a name or what they are called"
    case .futureTime(let time): "\(time) has not been yet: tell what has happened, plans belong in the line"
    }
  }
}
