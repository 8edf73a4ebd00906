public import Events

/// Invented events of every structural type, seeded: for laws that must hold whatever was told.
public struct History: Sendable {
  public let events: [Event]
  private let told: [String: LineReading]

  /// - Parameter handle: whose story; the organisation's for a stop's.
  public init(seed: UInt64, count: Int, about handle: Handle = Handle(high: 1, low: 1)) {
    var chance = Chance(seed: seed)
    var teller = Teller()
    var events: [Event] = []
    for number in 0..<count { events.append(teller.event(number, handle, after: events, &chance)) }
    self.events = events
    told = teller.told
  }

  public func read(_ line: Line) -> LineReading { told[line.text] ?? LineReading() }

  public var entries: [Entry] { Storyline.tell(events, read: read) }

  /// The entries that a view of participants may see.
  public var visible: [Entry] {
    let all = entries
    return all.visible(under: Standing(all))
  }
}

/// Makes one event after another.
private struct Teller {
  var told: [String: LineReading] = [:]
  private var minute = Int64(Day(year: 2022, month: 1, day: 3).number) * 1440

  mutating func event(_ number: Int, _ handle: Handle, after events: [Event], _ chance: inout Chance) -> Event
  {
    minute += Int64(chance.one(of: [0, 90, 1440, 1440, 4 * 1440, 10_080, 10_080, 20_160, 90 * 1440]))
    let when =
      chance.happens(1, of: 20)
      ? (try? When(edtf: Day(number: Int32(minute / 1440)).month.description)) ?? When(minute: minute)
      : When(minute: minute)
    return Event(
      id: EventID(origin: UInt64(number % 3 + 1), sequence: UInt64(number + 1)), handle: handle,
      happened: when, recorded: Moment(milliseconds: minute * 60_000 + Int64(number % 5)),
      by: chance.one(of: ["Jytte", "Bo", "Aïsha", ""]), at: chance.one(of: ["Nibe", "Hurup", "Nibe", ""]),
      content: content(number, after: events, &chance))
  }

  private mutating func content(_ number: Int, after events: [Event], _ chance: inout Chance) -> Content {
    if number == 0 { return .consentGiven(Agreement([.care], how: "spoken", witness: "Bo")) }
    switch Int.random(in: 0..<40, using: &chance) {
    case 0:
      return .nameGiven(
        chance.one(of: ["Kaj", "ham med hunden", "Kaj Holm"]), isAlias: chance.happens(1, of: 2))
    case 1:
      return .consentGiven(Agreement([chance.one(of: Purpose.allCases)], with: "Blå Kors", how: "spoken"))
    case 2: return .consentWithdrawn([chance.one(of: [.research, .share, .share, .care])])
    case 3, 4:
      return .promiseMade(line(&chance), due: chance.happens(1, of: 2) ? When(minute: minute + 9000) : nil)
    case 5, 6:
      return .promise(
        chance.one(of: PromiseStep.allCases), of: target(events, .promiseMade, &chance), line(&chance))
    case 7: return .correction(of: target(events, nil, &chance), amendment(&chance))
    case 8: return .retraction(of: target(events, nil, &chance), reason: "fejl")
    case 9: return .presence([GivenReading(chance.one(of: KindNames.all))])
    case 10: return .stopCounted(Counts(heads: 7, meals: chance.happens(1, of: 2) ? 9 : nil, newFaces: 1))
    case 11: return chance.one(of: Teller.rare)
    case 12: return .historyRead(purpose: "before-visit", view: chance.one(of: ["brief", "timeline"]))
    default: return .note(line(&chance), given: given(&chance))
    }
  }

  static let rare: [Content] = [
    .stopOpened, .stopCancelled(reason: "sne"), .samePerson(Handle(high: 9, low: 9)),
    .notSamePerson(Handle(high: 9, low: 9)), .erased([Handle(high: 9, low: 9)]),
    .helperInvited(name: "Bo", role: "helper"), .helperLeft(name: "Bo"), .vocabularyAdopted(yaml: [1]),
    .viewSwitched(
      ViewSwitch(
        [SwitchedView(ViewVersion(view: "trust", fingerprint: "x"), contents: "00ff")], vocabulary: nil)),
    .historyRead(purpose: "før besøg", view: "brief"), .releaseMade(Released(study: "prøve")),
    .keyDestroyed(
      Destruction(
        EventID(origin: 1, sequence: 1), [Handle(high: 9, low: 9)], ended: 6, begun: 7, wrapped: 300)),
    .releaseRecalled(Handle(high: 9, low: 9), reason: "for bredt"),
  ]

  private mutating func line(_ chance: inout Chance) -> Line {
    let words = (0..<Int.random(in: 1...30, using: &chance)).map { _ in chance.one(of: Teller.words) }
    var text = words.joined(separator: " ")
    var mentions: [Handle] = []
    if chance.happens(1, of: 6) {
      text = "\(Line.mark) " + text
      mentions = [Handle(high: 9, low: 9)]
    }
    let bytes = text.utf8.count
    let first = text.prefix { $0 != " " }.utf8.count
    let readings = (0..<Int.random(in: 0...3, using: &chance)).map { _ in
      Reading(
        kind: chance.one(of: KindNames.all), mode: chance.one(of: [.happened, .happened] + Mode.allCases),
        words: chance.one(of: [0..<0, 0..<first, 0..<bytes]))
    }
    let time = TimeTold(SaidTime(.away(bytes - 60, .days)), words: 0..<first)
    told[text] = LineReading(
      readings: readings, counts: chance.happens(1, of: 8) ? Counts(heads: 5, meals: 6) : Counts(),
      dues: bytes.isMultiple(of: 3) ? readings.map { Due($0.kind, time) } : [],
      unasked: bytes.isMultiple(of: 7) ? [0..<first] : [])
    return Line(text, mentions: mentions)
  }

  static let words = [
    "hun", "lukkede", "op", "kaffe", "ved", "bilen", "brevet", "fra", "kommunen", "i", "morgen", "hunden",
    "gårdspladsen", "sagde", "ikke", "noget", "tandlægen", "en", "lang", "snak", "🙂", "kl.", "14", "træls",
  ]

  private func given(_ chance: inout Chance) -> [GivenReading] {
    guard chance.happens(1, of: 5) else { return [] }
    return [
      GivenReading(
        chance.one(of: KindNames.all), chance.one(of: Mode.allCases), holds: chance.happens(3, of: 4))
    ]
  }

  private mutating func amendment(_ chance: inout Chance) -> Amendment {
    Amendment(
      line: chance.happens(1, of: 2) ? line(&chance) : nil,
      happened: chance.happens(1, of: 3) ? When(minute: minute - 5000) : nil, given: given(&chance))
  }

  private func target(_ events: [Event], _ type: EventType?, _ chance: inout Chance) -> EventID {
    let fitting = events.filter { type == nil || $0.content.type == type }
    guard !fitting.isEmpty else { return EventID(origin: 7, sequence: 7) }
    return chance.one(of: fitting).id
  }
}
