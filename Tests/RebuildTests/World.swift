import Events
import Reading
import StoryTelling

/// A whole organisation's history, seeded: several people, late events, amendments of amendments, people who
/// turn out to be one and then not, withdrawals, erasures, counts that are corrected.
struct World {
  private(set) var events: [Event] = []
  private var chance: Chance
  private let people: [Handle]
  private var minute = Int64(Day(year: 2025, month: 1, day: 6).number) * 1440

  /// The words by which every test reads, adopted at the beginning of time.
  static let vocabulary = Event(
    id: EventID(origin: 9, sequence: 1), handle: .organisation, happened: When(minute: 0),
    recorded: Moment(milliseconds: 0), content: .vocabularyAdopted(yaml: Array(words.utf8)))

  static let words = """
    kinds:
      - id: dentist
        group: bridge
        name: {da: tandlæge, en: dentist}
        da: [tandlæge-]
      - id: meal
        group: thing
        name: {da: måltid, en: meal}
        da: [mad]
      - id: door-opened
        group: contact
        name: {da: lukkede op, en: opened the door}
        da: [lukkede op]
      - id: met-at-stop
        group: contact
        name: {da: mødt ved stop, en: met at stop}
        da: [ved stoppet]
      - id: promised
        group: promise
        name: {da: vi lovede, en: we promised}
        da: [lovede]
    """

  init(seed: UInt64, people count: Int = 10, events total: Int) {
    chance = Chance(seed: seed)
    people = (1...count).map { Handle(high: UInt64($0) << 40 | seed, low: UInt64($0)) }
    for person in people {
      add(.consentGiven(Agreement([.care], how: "spoken")), person)
      add(.nameGiven("Person \(person.low)", isAlias: false), person)
    }
    while events.count < total { addSomething() }
  }

  private mutating func addSomething() {
    let person = chance.one(of: people)
    switch Int.random(in: 0..<30, using: &chance) {
    case 0 where chance.happens(1, of: 3): tie(same: true)
    case 1: tie(same: false)
    case 2 where chance.happens(1, of: 3): add(.consentWithdrawn([.care]), person)
    case 3, 4: add(.consentGiven(Agreement([.care, .research], how: "spoken")), person)
    case 5: add(.nameGiven("Kaldet \(events.count)", isAlias: true), person)
    case 6, 7: amend(.correction(of: target, Amendment(line: Line(line))))
    case 8: amend(.correction(of: target, Amendment(happened: When(minute: minute - 50_000))))
    case 9: amend(.correction(of: target, Amendment(counts: Counts(heads: 3, meals: events.count))))
    case 10, 11: amend(.retraction(of: target, reason: ""))
    case 12, 13: add(.stopCounted(Counts(heads: events.count % 20, meals: 7)), .organisation)
    case 14: add(.stopOpened, .organisation)
    case 15: add(.presence([GivenReading("meal")]), .organisation)
    case 16: add(.note(Line(line), given: []), .organisation)
    case 17: add(.promiseMade(Line(line), due: nil), person)
    case 18 where Int.random(in: 0..<4, using: &chance) == 0:
      add(.erased([person]), .organisation)
    case 19: add(.historyRead(purpose: "before-visit", view: "brief"), person)
    default: add(.note(Line(line), given: []), person)
    }
  }

  private var target: EventID { mutating get { chance.one(of: events).id } }

  private var line: String {
    mutating get {
      let parts = ["fik mad", "lukkede op", "tandlæge på tirsdag", "ved stoppet", "lovede at ringe", "regn"]
      return chance.one(of: parts) + ", " + chance.one(of: parts) + " \(events.count)"
    }
  }

  /// An amendment stands with the event that it amends.
  private mutating func amend(_ content: Content) {
    let targeted: EventID? =
      switch content {
      case .correction(let target, _), .retraction(let target, _): target
      default: nil
      }
    guard let owner = events.first(where: { $0.id == targeted }) else { return }
    add(content, owner.handle)
  }

  private mutating func tie(same: Bool) {
    let (a, b) = (chance.one(of: people), chance.one(of: people))
    guard a != b else { return }
    add(same ? .samePerson(b) : .notSamePerson(b), a)
    add(same ? .samePerson(a) : .notSamePerson(a), b)
  }

  private mutating func add(_ content: Content, _ handle: Handle) {
    minute += Int64.random(in: 0...3000, using: &chance)
    let late = chance.happens(1, of: 6) ? Int64.random(in: 0...40_000, using: &chance) : 0
    let origin = UInt64.random(in: 1...3, using: &chance)
    events.append(
      Event(
        id: EventID(origin: origin, sequence: UInt64(events.count + 2)), handle: handle,
        happened: When(minute: minute - late), recorded: Moment(milliseconds: minute * 60_000),
        by: chance.one(of: ["Jytte", "Bo"]), at: chance.one(of: ["Nibe", "Hurup", ""]), content: content))
  }
}
