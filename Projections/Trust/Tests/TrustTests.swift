import Events
import Markup
import StoryTelling
import Testing
import Trust

@Suite struct `How trust is followed` {
  /// A story of lines, each with one reading, on these days.
  private func trust(_ told: [(Int, Kind, Mode)]) -> Trust {
    let events = told.enumerated().map { number, line in
      Event(
        id: EventID(origin: 1, sequence: UInt64(number + 1)), handle: Handle(high: 1, low: 1),
        happened: When(minute: Int64(line.0) * 1440), recorded: Moment(milliseconds: Int64(number)),
        content: .note(Line("linje"), given: [GivenReading(line.1, line.2)]))
    }
    return Trust(of: Storyline.tell(events) { _ in LineReading() })
  }

  private func met(_ days: [Int]) -> Trust { trust(days.map { ($0, "met-at-stop", .happened) }) }

  @Test func `has the rhythm that the field reference works out`() {
    let view = met([0, 7, 14, 28, 35, 42, 63, 70])
    #expect(view.rhythm?.usual == Days(7))
    #expect(view.rhythm?.long == Days(21))
    #expect(view.pauses(today: Day(number: 70 + 28)).last?.length == Days(28))
    #expect(view.pauses(today: Day(number: 70 + 21)).allSatisfy { $0.until != nil })
  }

  @Test func `calls no pause unusual before there are four gaps, nor within fourteen days`() {
    #expect(met([0, 7, 14, 21]).pauses(today: Day(number: 400)).isEmpty)
    #expect(met([0, 1, 2, 3, 4]).pauses(today: Day(number: 18)).isEmpty)
    #expect(met([0, 1, 2, 3, 4]).pauses(today: Day(number: 19)).count == 1)
  }

  @Test func `counts who took the first step in the last 90 days, as far as it is known`() {
    let view = trust([
      (0, "contacted-us", .happened), (50, "contacted-us", .happened), (60, "phone-call", .happened),
      (70, "met-at-stop", .happened), (80, "home-visit", .happened),
    ])
    #expect(view.initiative(today: Day(number: 100)).0 == OutOf(1, of: 3))
    #expect(view.initiative(today: Day(number: 90)).0 == OutOf(1, of: 3))
    #expect(view.initiative(today: Day(number: 89)).0 == OutOf(2, of: 4))
  }

  @Test func `leaves alone what was declined, until the person takes it`() {
    let declined: [(Int, Kind, Mode)] = [(0, "dentist", .happened), (9, "dentist", .declined)]
    #expect(trust(declined).answers.map(\.isLeftAlone) == [true])
    #expect(trust(declined + [(20, "dentist", .failed)]).answers.map(\.isLeftAlone) == [true])
    #expect(trust(declined + [(20, "dentist", .arranged)]).answers.map(\.isLeftAlone) == [false])
  }

  @Test func `leaves in peace who wants no contact, until they come to us`() {
    let peace: [(Int, Kind, Mode)] = [(0, "wants-no-contact", .happened), (9, "phone-call", .happened)]
    #expect(trust(peace).answers.first { $0.kind == "wants-no-contact" }?.isLeftAlone == true)
    let back = trust(peace + [(20, "contacted-us", .happened)])
    #expect(back.answers.first { $0.kind == "wants-no-contact" }?.isLeftAlone == false)
  }

  /// The five days and the whole pause lie in January 1970.
  @Test func `draws a pause that began this month and lasts`() {
    let view = met([0, 1, 2, 3, 4])
    #expect(view.pauses(today: Day(number: 28)).map(\.length) == [Days(24)])
    let lines = view.page(.english, today: Day(number: 28), of: "Kaj").pictures.joined()
    #expect(lines.contains { $0.hasPrefix("long pause") && $0.contains("─") })
  }

  @Test func `is no longer a picture than ten years, whatever date was written`() {
    let page = met([-700_000, 0, 7]).page(.danish, today: Day(number: 30), of: "Kaj")
    #expect(page.pictures.joined().count < 40)
  }

  @Test(arguments: 0..<60 as Range<UInt64>) func `is a picture within 80 columns`(seed: UInt64) {
    let history = History(seed: seed, count: 20 + Int(seed) * 8)
    let today = (history.events.last?.happened.day ?? Day(number: 0)) + Int(seed % 9) * 90
    for language in Language.allCases {
      let page = Trust(of: history.visible).page(language, today: today, of: "Kaj")
      for line in page.pictures.joined() { #expect(line.count <= 80, "\(line)") }
      #expect(page.rows.allSatisfy { !$0.events.isEmpty })
    }
  }
}
