import Events

/// What happens when someone does not come.
extension Person {
  mutating func stayAway(_ evening: Evening, _ desk: inout Desk) {
    if evening.isHeld { missed += 1 }
    let chance = desk.pen.chance.part()
    if missed == 5, isMissed, chance < 0.5 {
      tell(.longAbsence, evening, &desk, atStop: evening.atStop(&desk.pen.chance))
    } else if chance < reach {
      reachOut(evening, &desk)
    }
  }

  /// We drive out or ring; those who know us well ring first.
  private mutating func reachOut(_ evening: Evening, _ desk: inout Desk) {
    let occasion = evening.elsewhere(&desk.pen.chance)
    if let due = promise?.due, due <= evening.week {
      return desk.aside(at: occasion.minute + 30) { settlePromise(evening, &$0, occasion) }
    }
    if let index = matters.firstIndex(where: { $0.due <= evening.week }), matters[index].beat.isElsewhere {
      tell(matters[index].beat, evening, &desk, on: occasion)
      if matters[index].beat == .movedIn { home = .flat }
      if !matters[index].moveOn(from: evening.week, &desk.pen.chance) { matters.remove(at: index) }
      return
    }
    tell(contact(&desk.pen.chance), evening, &desk, on: occasion)
    if chapter < ceiling, desk.pen.chance.holds(growth / 2) { chapter += 1 }
    if desk.pen.chance.below(20) == 0, matters.isEmpty { beginMatter(evening.week, &desk.pen.chance) }
  }

  private func contact(_ chance: inout Chance) -> Beat {
    switch chapter {
    case 0: chance.pick([.doorClosed, .doorClosed, .leftNote, .heard, .phoneFailed, .homeRefused])
    case 1, 2:
      chance.pick([.doorClosed, .doorOpened, .leftNote, .phoneCall, .phoneFailed, .message, .doorOpened])
    case 3, 4:
      chance.pick([.doorOpened, .homeTalk, .homeTalk, .phoneCall, .message, .doorClosed, .workerSafety])
    default:
      chance.pick([.homeTalk, .homeTalk, .phoneCall, .message, .contactedUs, .contactedUs, .doorOpened])
    }
  }

  /// Asked about research or sharing, or a yes to one of them taken back.
  mutating func askAgain(_ evening: Evening, _ desk: inout Desk, _ occasion: Occasion) {
    let purpose: Purpose = desk.pen.chance.below(3) == 0 ? .share : .research
    if agrees.contains(purpose) {
      agrees.removeAll { $0 == purpose }
      desk.write(.consentWithdrawn([purpose]), about: handle, occasion)
    } else {
      agrees.append(purpose)
      let with = purpose == .share ? desk.pen.chance.pick(["gældsrådgiveren", "lægen", "bostøtten"]) : ""
      desk.write(
        .consentGiven(
          Agreement([purpose], with: with, how: "spoken", witness: occasion.helper.name, wording: "2")),
        about: handle, occasion)
    }
  }

  /// Whoever was taken for someone else is told apart again.
  mutating func undoMistake(_ evening: Evening, _ desk: inout Desk, atOnce: Bool = false) {
    guard let (other, until) = mistaken, atOnce || until <= evening.week else { return }
    mistaken = nil
    let occasion = Occasion(helper: evening.team[0], at: "", minute: Clock.minute(evening.monday, 8))
    desk.aside(at: occasion.minute) { $0.write(.notSamePerson(other), about: handle, occasion) }
  }
}
