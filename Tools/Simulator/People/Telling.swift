import Events

/// How what happens to a person becomes events.
extension Person {
  /// Tells a beat where it belongs.
  func tell(_ beat: Beat, _ evening: Evening, _ desk: inout Desk, atStop: Occasion) {
    if beat.isElsewhere {
      tell(beat, evening, &desk, on: evening.elsewhere(&desk.pen.chance))
    } else {
      note(beat, evening, &desk, atStop)
    }
  }

  /// Tells a beat on another day: who drives out has read the story first.
  func tell(_ beat: Beat, _ evening: Evening, _ desk: inout Desk, on occasion: Occasion) {
    if beat.isHomeVisit, desk.pen.chance.below(5) < 3 { read(&desk, occasion) }
    let minute = occasion.minute + Int64(desk.pen.chance.among(5...90))
    desk.aside(at: minute) { note(beat, evening, &$0, occasion) }
  }

  private func read(_ desk: inout Desk, _ occasion: Occasion) {
    let before = Occasion(helper: occasion.helper, at: "", minute: occasion.minute - 20)
    let purpose = occasion.helper.style == .english ? "before visit" : "før besøg"
    desk.aside(at: before.minute) {
      $0.write(.historyRead(purpose: purpose, view: "Brief"), about: handle, before)
    }
  }

  private func note(_ beat: Beat, _ evening: Evening, _ desk: inout Desk, _ occasion: Occasion) {
    let helper = occasion.helper
    let other = beat == .talkedWithOthers || beat == .quarrel ? companion(evening, &desk.pen.chance) : nil
    let who = subject(evening, evening.colleague(of: helper), other: other)
    let isLong = beat.takesTail && desk.pen.chance.below(6) == 0
    let line = desk.pen.line(beat, who, helper.style, tail: isLong ? .tail : nil)
    let given = desk.pen.chance.below(25) == 0 && !isLong ? beat.given(helper.style) : []
    let content = Content.note(line, given: given)
    let account: Draft.Account = beat.isHomeVisit ? .homeVisit : .nothing
    if beat == .talkedWithOthers, let other {
      shared(line, with: other, content, &desk, occasion)
    } else if isSettled(evening), desk.pen.chance.below(22) == 0 {
      late(content, evening, &desk, occasion, account)
    } else {
      mended(content, beat, who, &desk, occasion, account)
    }
  }

  /// Known so long that a note with a vague time cannot fall before the consent.
  private func isSettled(_ evening: Evening) -> Bool { evening.week > born + 16 && evening.week < last - 2 }

  private func companion(_ evening: Evening, _ chance: inout Chance) -> Handle? {
    guard !evening.known.isEmpty else { return nil }
    let other = chance.pick(evening.known)
    return other == handle || other == twin ? nil : other
  }

  /// One occasion, told in two records: in each the other is mentioned.
  private func shared(
    _ line: Line, with other: Handle, _ content: Content, _ desk: inout Desk, _ occasion: Occasion
  ) {
    let ticket = desk.outbox.ticket()
    desk.write(content, about: handle, occasion, ticket: ticket)
    let turned = line.mentions == [other] ? Line(line.text, mentions: [handle]) : line
    desk.write(.note(turned, given: []), about: other, occasion, with: ticket)
  }

  /// Without signal, or remembered later: written some days after, at times with a vague time.
  private func late(
    _ content: Content, _ evening: Evening, _ desk: inout Desk, _ occasion: Occasion, _ account: Draft.Account
  ) {
    let exact = When(minute: occasion.minute)
    guard case .note(var line, let given) = content, desk.pen.chance.below(3) == 0 else {
      return desk.write(
        content, about: handle, occasion, happened: exact, daysLater: desk.pen.chance.among(1...8),
        account: account)
    }
    let (vague, words) = Clock.vague(exact.day, occasion.helper.style, &desk.pen.chance)
    line.text = words + line.text
    desk.write(
      .note(line, given: given), about: handle, occasion, happened: vague,
      daysLater: desk.pen.chance.among(7...10), account: account)
  }

  /// Written now; now and then corrected or taken back in the days after.
  private func mended(
    _ content: Content, _ beat: Beat, _ who: Subject, _ desk: inout Desk, _ occasion: Occasion,
    _ account: Draft.Account
  ) {
    let luck = desk.pen.chance.below(1000)
    let ticket = luck < 9 ? desk.outbox.ticket() : 0
    desk.write(content, about: handle, occasion, ticket: ticket, account: account)
    guard ticket != 0 else { return }
    let target = EventID(ticket: ticket)
    let mending: Content
    switch luck {
    case 0..<4:
      mending = .correction(of: target, Amendment(line: desk.pen.line(beat, who, occasion.helper.style)))
    case 4..<5: mending = .correction(of: target, Amendment(happened: When(minute: occasion.minute - 1440)))
    case 5..<6: mending = .correction(of: target, Amendment(given: beat.given(occasion.helper.style)))
    default: mending = .retraction(of: target, reason: desk.pen.chance.pick(Self.slips))
    }
    desk.write(
      mending, about: handle, occasion, happened: When(minute: occasion.minute),
      daysLater: desk.pen.chance.among(0...3))
  }

  private static let slips = [
    "skrevet på den forkerte", "kom med to gange", "det var en anden dag", "wrong person",
  ]
}

extension Beat {
  /// What the phrasebook says that every line of this beat tells, as set by hand.
  func given(_ style: Style) -> [GivenReading] {
    Phrasebook.of(style).kinds[section].map { kind in
      let parts = kind.rawValue.split(separator: ":").map(String.init)
      return GivenReading(Kind(parts[0]), parts.count > 1 ? Mode(parts[1]) ?? .happened : .happened)
    }
  }

  /// May be followed by some small thing.
  fileprivate var takesTail: Bool {
    switch self {
    case .met, .chat, .meal, .letters, .itHelp, .homeTalk, .mitidWorks, .benefitApplied, .longTalk, .petTalk,
      .clothes:
      true
    default: false
    }
  }
}
