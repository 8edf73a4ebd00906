/// What may happen on any evening, by how far the acquaintance has come.
enum Everyday {
  private static let table: [(beat: Beat, weight: Int, from: Int)] = [
    (.met, 12, 0), (.chat, 10, 0), (.meal, 9, 0), (.greeted, 3, 0), (.foodBag, 6, 0), (.clothes, 3, 0),
    (.mealDeclined, 1, 0), (.declinedHelp, 2, 0), (.ateApart, 1, 0), (.clothesDeclined, 1, 0),
    (.hygiene, 2, 0),
    (.ateTogether, 6, 1), (.talkedWithOthers, 6, 1), (.phoneCredit, 1, 1), (.voucher, 1, 1),
    (.activity, 3, 1),
    (.petFood, 4, 1), (.petTalk, 4, 1), (.bedding, 1, 1), (.withdrew, 1, 1), (.helpedOut, 4, 2),
    (.itHelp, 2, 2),
    (.laughed, 3, 2), (.longTalk, 4, 2), (.stayedLonger, 2, 2), (.transport, 2, 2), (.letters, 3, 2),
    (.eBoks, 2, 2), (.eBoksFailed, 1, 2), (.lettersDeclined, 1, 2), (.calledAuthority, 2, 2),
    (.calledFailed, 1, 2), (.deadline, 1, 2), (.angry, 2, 2), (.quarrel, 1, 2), (.repair, 1, 3),
    (.bank, 1, 3),
    (.family, 2, 3), (.sharedPersonal, 3, 3), (.askedForHelp, 2, 3), (.askedWhatWeHold, 1, 3),
    (.didItThemselves, 2, 3), (.illness, 1, 3), (.griefShared, 1, 3), (.thanked, 2, 3), (.taughtUs, 2, 4),
    (.acceptedCompany, 1, 4), (.familyFailed, 1, 4), (.contradicted, 1, 4), (.anniversary, 1, 4),
    (.introducedOther, 1, 4), (.correctionAsked, 1, 4), (.postExemption, 1, 4), (.church, 1, 4),
    (.outreach, 1, 2), (.sharing, 1, 4), (.consentRemark, 1, 3), (.entrusted, 1, 6), (.homeUnsafe, 1, 3),
    (.violence, 1, 5), (.childConcern, 1, 5), (.bereavement, 1, 4), (.wantsNoContact, 1, 1),
  ]

  /// For each chapter, beats as often as their weight.
  private static let bags: [[Beat]] = (0...7).map { chapter in
    table.filter { $0.from <= chapter }.flatMap { Array(repeating: $0.beat, count: $0.weight) }
  }

  static func beat(_ person: Person, _ chance: inout Chance) -> Beat {
    let beat = chance.pick(bags[person.chapter])
    switch beat {
    case .petFood, .petTalk: return person.pet == nil ? .chat : beat
    case .homeUnsafe, .repair: return person.home == .rough ? .bedding : beat
    default: return beat
    }
  }

  /// The signs by which a new chapter begins.
  static let signs: [[Beat]] = [
    [], [.ateTogether, .chat, .laughed, .mealDeclined], [.stayedLonger, .helpedOut, .laughed, .longTalk],
    [.askedForHelp, .letters, .sharedPersonal], [.sharedPersonal, .contactedUs, .acceptedCompany],
    [.showedHome, .contactedUs, .contradicted], [.introducedOther, .taughtUs, .contradicted],
    [.entrusted, .thanked, .taughtUs],
  ]
}

extension Beat {
  /// Not told at the stop, but on another day.
  var isElsewhere: Bool {
    switch self {
    case .doorClosed, .doorOpened, .homeTalk, .showedHome, .phoneCall, .phoneFailed, .message, .leftNote,
      .debtWent,
      .toothWent, .toothDone, .doctorWent, .hospitalIn, .hospitalVisited, .psychWent, .jobcentreWent,
      .prisonVisited,
      .keptRide, .keptVisit, .brokenRide, .viewing, .signed, .movedIn, .housingOffice, .shelter,
      .afterSuicidalTalk,
      .citizenService, .contactedUs, .hospitalOut, .repair, .heard:
      true
    default: false
    }
  }

  /// Someone drove out.
  var isHomeVisit: Bool {
    switch self {
    case .doorClosed, .doorOpened, .homeTalk, .showedHome, .keptVisit: true
    default: false
    }
  }
}
