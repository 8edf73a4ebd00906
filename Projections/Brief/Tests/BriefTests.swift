import Brief
import Events
import Markup
import StoryTelling
import Testing

@Suite struct `A brief` {
  static let seeds: Range<UInt64> = 0..<150

  private func page(_ seed: UInt64, _ language: Language, after days: Int) -> Page {
    let history = History(seed: seed, count: 20 + Int(seed % 10) * 30)
    let today = (history.events.last?.happened.day ?? Day(number: 0)) + days
    var view = Brief(of: history.visible)
    view.name { $0.shown(unnamed: "en person med et langt navn") { _ in nil } }
    let name = seed % 3 == 0 ? "Anne Grethe Kristine Holm Jensen af Gammelgård" : "Kaj"
    return view.page(language, today: today, of: name, naming: KindNames.name(language))
  }

  @Test(arguments: seeds) func `never has more than 80 words, and every row stands on an event`(seed: UInt64)
  {
    for language in Language.allCases {
      for days in [0, 20, 400] {
        let page = page(seed, language, after: days)
        #expect(page.words <= 80, "\(page.plainText)")
        #expect(page.rows.allSatisfy { !$0.events.isEmpty })
      }
    }
  }

  @Test func `is put to the test by stories that have more to say`() {
    let words = Self.seeds.map { page($0, .danish, after: 0).words }
    #expect(words.count { $0 > 72 } > 20)
  }

  /// Events numbered from 1, a day apart.
  private func brief(_ contents: [Content], _ told: [String: [Reading]] = [:], by: String = "Bo") -> Brief {
    let events = contents.enumerated().map { number, content in
      Event(
        id: EventID(origin: 1, sequence: UInt64(number + 1)), handle: Handle(high: 1, low: 1),
        happened: When(minute: Int64(number) * 1440), recorded: Moment(milliseconds: Int64(number)), by: by,
        content: content)
    }
    return Brief(of: Storyline.tell(events) { LineReading(readings: told[$0.text] ?? []) })
  }

  private func note(_ text: String) -> Content { .note(Line(text), given: []) }

  @Test(arguments: [12, 40, 200]) func `leaves out no promise, however many there are`(count: Int) {
    let text = (0..<30).map { "ord\($0)" }.joined(separator: " ")
    let view = brief((0..<count).map { _ in .promiseMade(Line(text), due: When(minute: 5)) })
    let page = view.page(.danish, today: Day(number: 900), of: "Kaj")
    let linked = Set(page.rows.filter { $0.label.hasPrefix("Lovet") }.flatMap(\.events))
    #expect(linked.count == count)
    #expect(page.words <= 80)
  }

  @Test func `settles a promise told by a line with a later line about the same`() {
    let view = brief(
      [note("lovede brillerne"), note("lovede kørsel"), note("kørsel klaret")],
      [
        "lovede brillerne": [Reading(kind: "promised", mode: .happened)],
        "lovede kørsel": [
          Reading(kind: "promised", mode: .happened), Reading(kind: "transport", mode: .arranged),
        ],
        "kørsel klaret": [
          Reading(kind: "promise-kept", mode: .happened), Reading(kind: "transport", mode: .happened),
        ],
      ])
    #expect(view.pledges.map(\.told.line.text) == ["lovede brillerne"])
  }

  @Test func `shows a broken promise until it is made up for`() {
    let made = EventID(origin: 1, sequence: 1)
    let story: [Content] = [.promiseMade(Line("ringe"), due: nil), .promise(.broken, of: made, Line(""))]
    #expect(brief(story).pledges.map(\.fate) == [.broken])
    #expect(brief(story + [.promise(.repaired, of: made, Line(""))]).pledges.isEmpty)
  }

  @Test func `warns helpers only where a name stands under it, and not for ever`() {
    let told = ["hunden er løs": [Reading(kind: "worker-safety", mode: .happened)]]
    func warns(_ by: String, after days: Int) -> Bool {
      brief([note("hunden er løs")], told, by: by).page(.danish, today: Day(number: Int32(days)), of: "Kaj")
        .rows.contains { $0.label == "Pas på" }
    }
    #expect(warns("Bo", after: 180))
    #expect(!warns("Bo", after: 181))
    #expect(!warns("", after: 1))
  }

  @Test func `says once what the person does not want to be asked about`() {
    let told = ["nej tak til tandlæge tredje gang": [Reading(kind: "dentist", mode: .declined)]]
    let line = note("nej tak til tandlæge tredje gang")
    let event = Event(
      id: EventID(origin: 1, sequence: 1), handle: Handle(high: 1, low: 1), happened: When(minute: 0),
      recorded: Moment(milliseconds: 0), by: "Bo", content: line)
    let view = Brief(
      of: Storyline.tell([event]) {
        LineReading(readings: told[$0.text] ?? [], unasked: [0..<$0.text.utf8.count])
      })
    let rows = view.page(.danish, today: Day(number: 1), of: "Kaj").rows
    #expect(rows.count { $0.label == "Spørg ikke om" } == 1)
    #expect(rows.first { $0.label == "Spørg ikke om" }?.events == [event.id])
  }

  @Test func `tells a matter that lies still, and not that of a promise twice`() {
    let (tooth, debt) = ("tid hos tandlægen", "vi ringer til gældsrådgivningen")
    let view = brief(
      [note(tooth), .promiseMade(Line(debt), due: nil)],
      [
        tooth: [Reading(kind: "dentist", mode: .arranged)],
        debt: [Reading(kind: "debt-advice", mode: .arranged)],
      ])
    func labels(_ day: Int32) -> [String] {
      view.page(.danish, today: Day(number: day), of: "Kaj").rows.map(\.label)
    }
    #expect(labels(14).contains("Haster") && !labels(14).contains("Ligger stille"))
    #expect(labels(15).contains("Ligger stille") && !labels(15).contains("Haster"))
    #expect(labels(900).count { $0 == "Ligger stille" } == 1)
    #expect(labels(900).contains("Lovet"))
  }
}
