extension Event {
  /// The body as bytes, in the format of `body.proto`, version 1.
  public var body: [UInt8] {
    var writer = WireWriter()
    writer.number(1, Body.schema)
    writer.signed(2, happened.minute)
    writer.text(3, happened.vague)
    writer.signed(4, recorded.milliseconds)
    writer.text(5, by)
    writer.text(6, at)
    if let occasion { writer.element(7, occasion.bytes) }
    writer.data(8, carried)
    content.write(to: &writer)
    writer.raw(unknown)
    return writer.bytes
  }
}

extension Content {
  fileprivate func write(to writer: inout WireWriter) {
    switch self {
    case .note(let line, let given):
      writer.line(line)
      writer.given(given)
    case .presence(let given):
      writer.given(given)
    case .correction(let target, let amendment):
      writer.element(19, target.bytes)
      writer.amendment(amendment)
    case .retraction(let target, let reason):
      writer.element(19, target.bytes)
      writer.text(20, reason)
    case .promiseMade(let line, let due):
      writer.line(line)
      if let due { writer.time(22, due) }
    case .promise(_, let target, let line):
      writer.element(19, target.bytes)
      writer.line(line)
    case .nameGiven(let name, let isAlias):
      writer.text(24, name)
      writer.number(25, isAlias ? 1 : 0)
    case .samePerson(let other), .notSamePerson(let other):
      writer.element(26, other.bytes)
    case .erased(let handles):
      for handle in handles { writer.element(26, handle.bytes) }
    case .consentGiven(let agreement):
      writer.agreement(agreement)
    case .consentWithdrawn(let purposes):
      writer.purposes(purposes)
    case .stopOpened:
      break
    case .stopCounted(let counts):
      writer.counts(counts)
    case .stopCancelled(let reason):
      writer.text(20, reason)
    case .helperInvited(let name, let role):
      writer.text(24, name)
      writer.text(32, role)
    case .helperLeft(let name):
      writer.text(24, name)
    case .vocabularyAdopted(let yaml):
      writer.data(33, yaml)
    case .viewSwitched(let made):
      if let vocabulary = made.vocabulary { writer.element(19, vocabulary.bytes) }
      for view in made.views {
        writer.message(34) { inner in
          inner.text(1, view.version.view)
          inner.text(2, view.version.fingerprint)
          inner.text(3, view.contents)
        }
      }
    case .historyRead(let purpose, let view):
      writer.text(35, purpose)
      writer.text(36, view)
    case .releaseMade(let released):
      writer.text(37, released.study)
      released.write(to: &writer)
    case .keyDestroyed(let destruction):
      writer.element(19, destruction.erasure.bytes)
      for handle in destruction.handles { writer.element(26, handle.bytes) }
      writer.message(38) { inner in
        inner.number(1, destruction.epochEnded)
        inner.number(2, destruction.epochBegun)
        inner.number(3, destruction.wrapped)
      }
    case .releaseRecalled(let release, let reason):
      writer.element(26, release.bytes)
      writer.text(20, reason)
    case .imported(let imported):
      writer.text(40, imported.source)
      writer.number(41, imported.count)
    case .machineAdmitted(let machine):
      writer.message(42) { machine.write(to: &$0) }
    case .machineLockedOut(let name, let reason):
      writer.text(24, name)
      writer.text(20, reason)
    case .participantMoved(let region):
      writer.text(43, region)
    case .participantLetGo(let departure):
      writer.element(19, departure.move.bytes)
      writer.element(26, departure.handle.bytes)
      writer.text(43, departure.region)
      writer.signed(44, departure.told.milliseconds)
    }
  }
}

extension WireWriter {
  fileprivate mutating func line(_ line: Line) {
    text(16, line.text)
    for handle in line.mentions { element(17, handle.bytes) }
  }

  fileprivate mutating func given(_ given: [GivenReading]) {
    for reading in given {
      message(18) { inner in
        inner.text(1, reading.kind.rawValue)
        inner.number(2, reading.mode.rawValue)
        inner.number(3, reading.holds ? 0 : 1)
      }
    }
  }

  fileprivate mutating func amendment(_ amendment: Amendment) {
    if let line = amendment.line {
      self.line(line)
      number(21, 1)
    }
    if let happened = amendment.happened { time(22, happened) }
    if !amendment.counts.isEmpty { counts(amendment.counts) }
    given(amendment.given)
  }

  fileprivate mutating func time(_ field: Int, _ when: When) {
    message(field) { inner in
      inner.signed(1, when.minute)
      inner.text(2, when.vague)
    }
  }

  fileprivate mutating func counts(_ counts: Counts) {
    message(23) { inner in
      inner.number(1, counts.heads.map { $0 + 1 } ?? 0)
      inner.number(2, counts.meals.map { $0 + 1 } ?? 0)
      inner.number(3, counts.newFaces.map { $0 + 1 } ?? 0)
    }
  }

  fileprivate mutating func agreement(_ agreement: Agreement) {
    purposes(agreement.purposes)
    text(28, agreement.with)
    text(29, agreement.how)
    text(30, agreement.witness)
    text(31, agreement.wording)
  }

  fileprivate mutating func purposes(_ purposes: [Purpose]) {
    for purpose in purposes { number(27, purpose.rawValue) }
  }
}
