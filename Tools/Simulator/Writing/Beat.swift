/// One thing that can be told in a line. Each has a section of its name in every phrasebook; what it tells as
/// kinds of the vocabulary stands there.
enum Beat: UInt8, CaseIterable, Sendable {
  // At the stop, and how people meet.
  case firstMeeting, knownNowYes, met, greeted, chat, longTalk, phoneCall, phoneFailed, message, contactedUs
  case leftNote, heard, doorClosed, doorOpened, homeTalk, homeRefused, longAbsence, back
  // Signs of trust.
  case gaveName, sharedPersonal, showedHome, acceptedCompany, askedForHelp, contradicted, entrusted, laughed
  case stayedLonger, introducedOther, thanked
  // Limits.
  case declinedHelp, wantsNoContact, withdrew, angry, conflict, quarrel, movedAway
  // Things and company.
  case meal, mealDeclined, foodBag, clothes, clothesDeclined, bedding, petFood, hygiene, phoneCredit, voucher
  case ateTogether, ateApart, helpedOut, taughtUs, birthday, christmas, talkedWithOthers, activity,
    griefShared
  // Help on the spot.
  case letters, lettersDeclined, eBoks, eBoksFailed, bank, citizenService, calledAuthority, calledFailed
  case transport, repair, itHelp, deadline, didItThemselves, postExemption
  // What we promise: a call, a thing, a ride, a visit.
  case promiseCall, keptCall, brokenCall, promiseThing, keptThing, brokenThing
  case promiseRide, keptRide, brokenRide, promiseVisit, keptVisit, brokenVisit, repaired, releasedPromise
  case newFace, handover
  // Safety and life.
  case unwell, homeUnsafe, suicidalTalk, afterSuicidalTalk, violence, childConcern, workerSafety
  case bereavement, petDied, petNew, petTalk, family, familyFailed, anniversary, illness, consentRemark
  case askedWhatWeHold, correctionAsked, sharing
  // Matters: debt.
  case debtFound, debtDeclined, debtBooked, debtFailed, debtWent, debtWaiting, debtGranted, debtRefused
  case complaint, complaintWon
  // A home.
  case rough, eviction, housingOffice, waitingList, waitingStill, offered, offerDeclined, viewing, signed
  case guarantee, movedIn, tenancyTrouble, shelter, shelterDeclined
  // A tooth, a doctor.
  case toothHurts, toothDeclined, toothBooked, toothFailed, toothCancelled, toothWent, toothDone
  case doctorDeclined, doctorBooked, doctorFailed, doctorWent, hospitalBooked, hospitalIn, hospitalVisited
  case hospitalOut
  // MitID, benefits.
  case mitidFailed, mitidBooked, mitidPaper, mitidWorks, mitidSelf
  case benefitStopped, benefitCalled, benefitApplied, benefitWaiting, benefitGranted, benefitRefused
  // Drink, play, mind.
  case relapse, treatmentDeclined, treatmentBooked, treatmentFailed, treatmentStarted, sober, soberLong
  case gamblingTold, gamblingDeclined, gamblingBooked, gamblingStarted, psychBooked, psychFailed, psychWent
  // Others who help.
  case contactBooked, contactFailed, contactMet, supportStarted, warmHandover, legalAid, outreach, church
  case crisisCentre
  // Work, prison.
  case jobcentreBooked, jobcentreFailed, jobcentreWent, workTrial, workStarted, prisonVisited, released
  case probation
  // The organisation's own lines.
  case countMore, countAll, countCoffee, countOne, countNone, cancelled, reflection, remark, tail
  // Homes.
  case homeHouse, homeRough, homeFlat
  // Weather.
  case airWinter, airMild, airSummer

  var section: Int { Int(rawValue) }

  static func home(_ home: Home) -> Beat {
    switch home {
    case .house: .homeHouse
    case .rough: .homeRough
    case .flat: .homeFlat
    }
  }

  static func air(_ month: Int) -> Beat {
    switch month {
    case 12, 1, 2: .airWinter
    case 6, 7, 8: .airSummer
    default: .airMild
    }
  }

  /// A line whose numbers are counted: no slip may touch it.
  var isCount: Bool { Beat.countMore.rawValue...Beat.countNone.rawValue ~= rawValue }

  var isGlad: Bool {
    switch self {
    case .laughed, .thanked, .movedIn, .signed, .birthday, .petNew, .workStarted, .mitidSelf, .doorOpened:
      true
    default: false
    }
  }
}
