public import Events

extension Content {
  /// One of each structural type, with every part filled.
  public static let every: [Content] = [
    .note(line, given: [GivenReading("mitid", .arranged, holds: false)]),
    .presence([GivenReading("mitid")]),
    .correction(
      of: id,
      Amendment(
        line: line, happened: When(minute: 7), counts: Counts(heads: 1, meals: 2, newFaces: 3),
        given: [GivenReading("mitid")])),
    .retraction(of: id, reason: "fejl"),
    .nameGiven("Kaj", isAlias: true),
    .samePerson(other), .notSamePerson(other),
    .consentGiven(
      Agreement(Purpose.allCases, with: "Blå Kors", how: "spoken", witness: "Bo", wording: "1")),
    .consentWithdrawn([.share]), .erased([other]),
    .stopOpened, .stopCounted(Counts(heads: 1, meals: 2, newFaces: 3)), .stopCancelled(reason: "sne"),
    .promiseMade(line, due: When(minute: 7)),
    .promise(.kept, of: id, line), .promise(.broken, of: id, line), .promise(.repaired, of: id, line),
    .promise(.released, of: id, line),
    .helperInvited(name: "Bo", role: "helper"), .helperLeft(name: "Bo"), .vocabularyAdopted(yaml: [1]),
    .viewSwitched(
      ViewSwitch(
        [SwitchedView(ViewVersion(view: "trust", fingerprint: "x"), contents: "00ff")],
        vocabulary: EventID(origin: 3, sequence: 4))),
    .historyRead(purpose: "før besøg", view: "brief"), .releaseMade(Released(study: "prøve")),
    .keyDestroyed(Destruction(id, [other], ended: 6, begun: 7, wrapped: 300)),
    .releaseRecalled(other, reason: "for bredt"),
    .imported(Imported("journal.csv", count: 3)),
    .machineAdmitted(
      Machine("van-7", .van, region: "nord", origin: 7, publicKey: [UInt8](repeating: 7, count: 32))),
    .machineLockedOut(name: "van-7", reason: "stjålet"),
    .participantMoved(region: "syd"),
    .participantLetGo(Departure(other, to: "syd", move: id, told: Moment(milliseconds: 5))),
  ]

  private static let id = EventID(origin: 1, sequence: 1)
  private static let other = Handle(high: 9, low: 9)
  private static let line = Line("\(Line.mark) kom", mentions: [other])
}
