/// The fields that notes do not have. Made when the first of them is met.
final class BodyRest {
  private var hasText = false
  private var target: EventID?
  private var reason = ""
  private(set) var time: When?
  private(set) var counts = Counts()
  private var name = ""
  private var isAlias = false
  private var handles: [Handle] = []
  private var purposes: [Purpose] = []
  private var agreement = Agreement([])
  private var role = ""
  private var vocabulary: [UInt8] = []
  private var views: [SwitchedView] = []
  private var readPurpose = ""
  private var readView = ""
  private var released = Released(study: "")
  private var epochs = EpochChange()
  private var imported = Imported("", count: 0)
  private var machine: Machine?
  private var region = ""
  private var moved = Moment(milliseconds: 0)

  /// - Returns: false when this version does not know the field.
  func take(_ field: WireField, _ body: RawSpan) throws(WireError) -> Bool {
    switch field.number {
    case 19: target = try body.eventID(field)
    case 20: reason = body.text(field.bytes)
    case 21: hasText = field.value != 0
    case 22: time = try When(field, body)
    case 23: counts = try Counts(field, body)
    case 24: name = body.text(field.bytes)
    case 25: isAlias = field.value != 0
    case 26: handles.append(try body.handle(field))
    case 27:
      if let purpose = UInt8(exactly: field.value).flatMap(Purpose.init(rawValue:)) {
        purposes.append(purpose)
      }
    default: return try takeRare(field, body)
    }
    return true
  }

  private func takeRare(_ field: WireField, _ body: RawSpan) throws(WireError) -> Bool {
    switch field.number {
    case 28: agreement.with = body.text(field.bytes)
    case 29: agreement.how = body.text(field.bytes)
    case 30: agreement.witness = body.text(field.bytes)
    case 31: agreement.wording = body.text(field.bytes)
    case 32: role = body.text(field.bytes)
    case 33: vocabulary = body.array(field.bytes)
    case 34: views.append(try SwitchedView(field, body))
    case 35: readPurpose = body.text(field.bytes)
    case 36: readView = body.text(field.bytes)
    case 37: released.study = body.text(field.bytes)
    case 38: epochs = try EpochChange(field, body)
    case 39: try released.take(field, body)
    case 40: imported.source = body.text(field.bytes)
    case 41: imported.count = field.value
    case 42: machine = try Machine(field, body)
    case 43: region = body.text(field.bytes)
    case 44: moved = Moment(milliseconds: field.signed)
    default: return false
    }
    return true
  }

  func content(
    _ type: EventType, _ id: EventID, _ line: Line, _ given: [GivenReading]
  ) throws(BodyError) -> Content {
    switch type {
    case .note: .note(line, given: given)
    case .presence: .presence(given)
    case .correction: .correction(of: try demand(target, "target", id), amendment(line, given))
    case .retraction: .retraction(of: try demand(target, "target", id), reason: reason)
    case .nameGiven: .nameGiven(name, isAlias: isAlias)
    case .samePerson: .samePerson(try demand(handles.first, "other person", id))
    case .notSamePerson: .notSamePerson(try demand(handles.first, "other person", id))
    case .consentGiven: .consentGiven(consent)
    case .consentWithdrawn: .consentWithdrawn(purposes)
    case .erased: .erased(handles)
    case .stopOpened: .stopOpened
    case .stopCounted: .stopCounted(counts)
    case .stopCancelled: .stopCancelled(reason: reason)
    case .promiseMade: .promiseMade(line, due: time)
    case .promiseKept: .promise(.kept, of: try demand(target, "promise", id), line)
    case .promiseBroken: .promise(.broken, of: try demand(target, "promise", id), line)
    case .promiseRepaired: .promise(.repaired, of: try demand(target, "promise", id), line)
    case .promiseReleased: .promise(.released, of: try demand(target, "promise", id), line)
    case .helperInvited: .helperInvited(name: name, role: role)
    case .helperLeft: .helperLeft(name: name)
    case .vocabularyAdopted: .vocabularyAdopted(yaml: vocabulary)
    case .viewSwitched: .viewSwitched(ViewSwitch(views, vocabulary: target))
    case .historyRead: .historyRead(purpose: readPurpose, view: readView)
    case .releaseMade: .releaseMade(released)
    case .imported: .imported(imported)
    case .machineAdmitted: .machineAdmitted(try demand(machine, "machine", id))
    case .machineLockedOut: .machineLockedOut(name: name, reason: reason)
    case .participantMoved: .participantMoved(region: region)
    case .participantLetGo:
      .participantLetGo(
        Departure(
          try demand(handles.first, "participant", id), to: region, move: try demand(target, "move", id),
          told: moved))
    case .keyDestroyed:
      .keyDestroyed(
        Destruction(
          try demand(target, "erasure", id), handles, ended: epochs.ended, begun: epochs.begun,
          wrapped: epochs.wrapped))
    case .releaseRecalled: .releaseRecalled(try demand(handles.first, "release", id), reason: reason)
    }
  }

  private func amendment(_ line: Line, _ given: [GivenReading]) -> Amendment {
    Amendment(line: hasText ? line : nil, happened: time, counts: counts, given: given)
  }

  private var consent: Agreement {
    var whole = agreement
    whole.purposes = purposes
    return whole
  }

  private func demand<T>(_ part: T?, _ name: String, _ id: EventID) throws(BodyError) -> T {
    guard let part else { throw .incomplete(id, name) }
    return part
  }
}
