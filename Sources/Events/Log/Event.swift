/// Something that was told: immutable. A mistake is mended by another event.
public struct Event: Hashable, Sendable {
  public var id: EventID
  /// Whose story it belongs to; the organisation's when it is about no participant.
  public var handle: Handle
  public var happened: When
  public var recorded: Moment
  /// The helper who told it; empty when nobody said.
  public var by: String
  /// The stop, or another place; empty when nobody said.
  public var at: String
  /// The first event of one occasion that is told in several records, one for each person.
  public var occasion: EventID?
  public var content: Content
  /// What came with an event from elsewhere and is no part of it here, so that it can be given back as it came; a
  /// message of its own, which no view reads. Empty for what was told here.
  public var carried: [UInt8] = []
  /// Fields that this version does not know, kept as they were written.
  public var unknown: [UInt8]

  public init(
    id: EventID, handle: Handle, happened: When, recorded: Moment, by: String = "", at: String = "",
    occasion: EventID? = nil, content: Content, unknown: [UInt8] = []
  ) {
    self.id = id
    self.handle = handle
    self.happened = happened
    self.recorded = recorded
    self.by = by
    self.at = at
    self.occasion = occasion
    self.content = content
    self.unknown = unknown
  }

  /// The order of a story: when it happened, when it was recorded, and the id, so that two machines that hold
  /// the same events agree to the last byte.
  public static func inOrder(_ a: Event, _ b: Event) -> Bool {
    if a.happened.minute != b.happened.minute { return a.happened.minute < b.happened.minute }
    if a.recorded != b.recorded { return a.recorded < b.recorded }
    return a.id < b.id
  }
}

/// What an event tells, by structure.
public enum Content: Hashable, Sendable {
  case note(Line, given: [GivenReading])
  case presence([GivenReading])
  case correction(of: EventID, Amendment)
  case retraction(of: EventID, reason: String)
  case nameGiven(String, isAlias: Bool)
  case samePerson(Handle)
  case notSamePerson(Handle)
  case consentGiven(Agreement)
  case consentWithdrawn([Purpose])
  case erased([Handle])
  case stopOpened
  case stopCounted(Counts)
  case stopCancelled(reason: String)
  case promiseMade(Line, due: When?)
  case promise(PromiseStep, of: EventID, Line)
  case helperInvited(name: String, role: String)
  case helperLeft(name: String)
  case vocabularyAdopted(yaml: [UInt8])
  case viewSwitched(ViewSwitch)
  case historyRead(purpose: String, view: String)
  case releaseMade(Released)
  case keyDestroyed(Destruction)
  case releaseRecalled(Handle, reason: String)
  case imported(Imported)
  case machineAdmitted(Machine)
  case machineLockedOut(name: String, reason: String)
  case participantMoved(region: String)
  case participantLetGo(Departure)

  /// The structural type in the record's header.
  public var type: EventType {
    switch self {
    case .note: .note
    case .presence: .presence
    case .correction: .correction
    case .retraction: .retraction
    case .nameGiven: .nameGiven
    case .samePerson: .samePerson
    case .notSamePerson: .notSamePerson
    case .consentGiven: .consentGiven
    case .consentWithdrawn: .consentWithdrawn
    case .erased: .erased
    case .stopOpened: .stopOpened
    case .stopCounted: .stopCounted
    case .stopCancelled: .stopCancelled
    case .promiseMade: .promiseMade
    case .promise(let step, _, _): step.type
    case .helperInvited: .helperInvited
    case .helperLeft: .helperLeft
    case .vocabularyAdopted: .vocabularyAdopted
    case .viewSwitched: .viewSwitched
    case .historyRead: .historyRead
    case .releaseMade: .releaseMade
    case .keyDestroyed: .keyDestroyed
    case .releaseRecalled: .releaseRecalled
    case .imported: .imported
    case .machineAdmitted: .machineAdmitted
    case .machineLockedOut: .machineLockedOut
    case .participantMoved: .participantMoved
    case .participantLetGo: .participantLetGo
    }
  }

  /// The words that carry meaning: of a note, of a promise. Nil for all else.
  public var line: Line? {
    switch self {
    case .note(let line, _), .promiseMade(let line, _), .promise(_, _, let line): line
    default: nil
    }
  }
}
