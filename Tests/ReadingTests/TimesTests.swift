import Events
import Reading
import Testing

@Suite struct `A time in a line` {
  /// A Wednesday.
  static let event = When(Day(year: 2026, month: 11, day: 18), hour: 15, minute: 10)

  static let vocabulary = Vocabulary(spellings: [
    Spelling("morgen", .danish, variants: ["mårn"]), Spelling("måned", .danish, variants: ["mdr", "md"]),
    Spelling("tomorrow", .english, variants: ["tmrw"]),
  ])

  static let shared = Times(vocabulary)

  static func times() -> Times { shared }

  /// The times that a line says, each as `words = EDTF`, or `words = rule` where it is no date.
  static func told(_ line: String, at event: When = event) -> [String] {
    times().read(line).map { told in
      let words = String(decoding: Array(line.utf8)[told.words], as: UTF8.self)
      return "\(words) = \(told.said.resolved(at: event)?.description ?? told.said.rule)"
    }
  }

  @Test(arguments: [
    ("i går lukkede han op", "i går = 2026-11-17"),
    ("var der igår", "igår = 2026-11-17"),
    ("mødte ham i forgårs", "i forgårs = 2026-11-16"),
    ("kaffe i dag", "i dag = 2026-11-18"),
    ("ringer i mårn", "i mårn = 2026-11-19"),
    ("vi ses imorgen", "imorgen = 2026-11-19"),
    ("kommer i overmorgen", "i overmorgen = 2026-11-20"),
    ("ringede i morges", "i morges = 2026-11-18"),
    ("sov dårligt i nat", "i nat = 2026-11-17/2026-11-18"),
    ("var fuld i aftes", "i aftes = 2026-11-17"),
    ("i mandags kom han", "i mandags = 2026-11-16"),
    ("i onsdags kom han", "i onsdags = 2026-11-11"),
    ("sidste tirsdag", "sidste tirsdag = 2026-11-17"),
    ("på tirsdag", "på tirsdag = 2026-11-24"),
    ("på onsdag", "på onsdag = 2026-11-25"),
    ("næste tirsdag", "næste tirsdag = 2026-11-24"),
    ("næste fredag", "næste fredag = 2026-11-27"),
    ("tirsdag skal han til lægen", "tirsdag = 2026-11-24"),
    ("var hos lægen tirsdag", "tirsdag = 2026-11-17"),
    ("lovede at ringe fredag", "fredag = 2026-11-20"),
    ("tid hos lægen tisdag", "tisdag = 2026-11-24"),
    ("tid hos lægen tirsd", "tirsd = 2026-11-24"),
    ("på tirsdag om en uge", "på tirsdag om en uge = 2026-12-01"),
    ("tirsdag i næste uge", "tirsdag i næste uge = 2026-11-24"),
    ("mandag i sidste uge", "mandag i sidste uge = 2026-11-09"),
    ("tid kl 13.30", "kl 13.30 = 2026-11-18T13:30"),
    ("tid 13:30", "13:30 = 2026-11-18T13:30"),
    ("vi kommer kl. 9", "kl. 9 = 2026-11-18T09:00"),
    ("kl. 8 i aften", "kl. 8 i aften = 2026-11-18T20:00"),
    ("vi ses halv to", "halv to = 2026-11-18T13:30"),
    ("vi ses kvart i tre", "kvart i tre = 2026-11-18T14:45"),
    ("tirsdag kl 10.15 hos kommunen", "tirsdag kl 10.15 = 2026-11-24T10:15"),
    ("i morgen kl. 9", "i morgen kl. 9 = 2026-11-19T09:00"),
    ("d. 14", "d. 14 = 2026-12-14"),
    ("frist den 30.", "den 30 = 2026-11-30"),
    ("fik brev d. 14", "d. 14 = 2026-11-14"),
    ("møde 14/3", "14/3 = 2027-03-14"),
    ("senest d. 1/12", "d. 1/12 = 2026-12-01"),
    ("indkaldt 14. marts", "14. marts = 2027-03-14"),
    ("retten 3/12-26", "3/12-26 = 2026-12-03"),
    ("retten 3.12.2026", "3.12.2026 = 2026-12-03"),
    ("frist fredag den 27.", "fredag den 27 = 2026-11-27"),
    ("tirsdag d. 24/11 kl 10", "tirsdag d. 24/11 kl 10 = 2026-11-24T10:00"),
    ("om 14 dage", "om 14 dage = 2026-12-02~"),
    ("om otte dage", "om otte dage = 2026-11-25~"),
    ("om en uge", "om en uge = 2026-11-25~"),
    ("om 3 dage", "om 3 dage = 2026-11-21"),
    ("om tre mdr", "om tre mdr = 2027-02"),
    ("om et år", "om et år = 2027"),
    ("om et par uger", "om et par uger = 2026-12-02~"),
    ("for to uger siden", "for to uger siden = 2026-11-04~"),
    ("for en måned siden", "for en måned siden = 2026-10"),
    ("tre dage siden", "tre dage siden = 2026-11-15"),
    ("i sidste uge", "i sidste uge = 2026-11-09/2026-11-15"),
    ("næste uge", "næste uge = 2026-11-23/2026-11-29"),
    ("uge 50", "uge 50 = 2026-12-07/2026-12-13"),
    ("uge 2", "uge 2 = 2027-01-11/2027-01-17"),
    ("i weekenden kommer vi", "i weekenden = 2026-11-21/2026-11-22"),
    ("til foråret", "til foråret = 2027-21"),
    ("i sommer var han i Skagen", "i sommer = 2026-22"),
    ("efter jul", "efter jul = 2026-12-27/.."),
    ("inden jul", "inden jul = 2026-12-23~"),
    ("til påske", "til påske = 2027-03-25/2027-03-29"),
    ("sidst på måneden", "sidst på måneden = 2026-11-21/2026-11-30"),
    ("først i december", "først i december = 2026-12-01/2026-12-10"),
    ("i januar", "i januar = 2027-01"),
    ("næste måned", "næste måned = 2026-12"),
    ("hver torsdag", "hver torsdag = rhythm"),
    ("om torsdagen", "om torsdagen = rhythm"),
    ("i 3 uger", "i 3 uger = length"),
    ("inden for 14 dage", "inden for 14 dage = 2026-12-02~"),
  ])
  func `is what a Dane means by it`(line: String, told: String) {
    #expect(Self.told(line) == [told])
  }

  @Test(arguments: [
    ("he came yesterday", "yesterday = 2026-11-17"),
    ("back tomorrow", "tomorrow = 2026-11-19"),
    ("back tmrw", "tmrw = 2026-11-19"),
    ("the day after tomorrow", "the day after tomorrow = 2026-11-20"),
    ("slept rough last night", "last night = 2026-11-17"),
    ("seen this morning", "this morning = 2026-11-18"),
    ("last Tuesday", "last Tuesday = 2026-11-17"),
    ("next Friday", "next Friday = 2026-11-27"),
    ("went to the dentist on Tuesday", "Tuesday = 2026-11-17"),
    ("dentist on Tuesday", "Tuesday = 2026-11-24"),
    ("by Friday", "by Friday = 2026-11-20"),
    ("we will call Wedensday", "Wedensday = 2026-11-25"),
    ("meeting at 1.30 pm", "at 1.30 pm = 2026-11-18T13:30"),
    ("Tuesday at 10", "Tuesday at 10 = 2026-11-24T10:00"),
    ("quarter to three", "quarter to three = 2026-11-18T14:45"),
    ("court on the 14th", "the 14th = 2026-12-14"),
    ("14th of March", "14th of March = 2027-03-14"),
    ("March 14", "March 14 = 2027-03-14"),
    ("in a fortnight", "in a fortnight = 2026-12-02~"),
    ("in two weeks", "in two weeks = 2026-12-02~"),
    ("two weeks ago", "two weeks ago = 2026-11-04~"),
    ("3 days ago", "3 days ago = 2026-11-15"),
    ("last week", "last week = 2026-11-09/2026-11-15"),
    ("next month", "next month = 2026-12"),
    ("in January", "in January = 2027-01"),
    ("next spring", "next spring = 2027-21"),
    ("after Christmas", "after Christmas = 2026-12-27/.."),
    ("end of the month", "end of the month = 2026-11-21/2026-11-30"),
    ("every Thursday", "every Thursday = rhythm"),
    ("for three weeks", "for three weeks = length"),
    ("within 14 days", "within 14 days = 2026-12-02~"),
  ])
  func `is what an Englishman means by it`(line: String, told: String) {
    #expect(Self.told(line) == [told])
  }

  @Test(arguments: [
    "han fik en jakke", "18 kaffe, 7 mad, 2 nye", "halvdelen", "1/2 liter mælk", "døgnvagt 24/7",
    "den 3. samtale", "3. gang", "the 3rd time", "may need a coat", "they march on", "tlf 12 34 56 78",
    "50 kr",
    "søn kom", "han er 14 år", "mon han kommer", "5 grader", "sat by the fire", "timen gik", "fri af lænken",
    "nattens kulde", "10.000 kr", "afd. 7", "gav 3 par sokker", "mand og hund", "fred og ro", "i",
  ])
  func `is not found where there is none`(line: String) {
    #expect(Self.told(line) == [])
  }

  @Test(arguments: [
    ("i går: lukkede op", "i går"), ("i mandags: kaffe og en snak", "i mandags"),
    ("yesterday: he opened", "yesterday"),
    ("i går lukkede han op", nil), ("i går: lovede at ringe i morgen", nil), ("i morgen: stop i Nibe", nil),
    ("han var der i går: kaffe", nil), ("mandag: kaffe", nil),
  ])
  func `is when all of it happened only at the head of the line`(line: String, head: String?) {
    let told = Self.times().happened(line).map { String(decoding: Array(line.utf8)[$0.words], as: UTF8.self) }
    #expect(told == head)
  }

  @Test(arguments: [
    ("i går", "2026-11-17"), ("onsdag", "2026-11-11"), ("Tuesday", "2026-11-17"),
    ("for 3 dage siden", "2026-11-15"),
    ("d. 14", "2026-11-14"), ("tirsdag kl 14", "2026-11-17T14:00"), ("sidste måned", "2026-10"),
    ("engang", nil),
    ("i går hos Kaj", nil),
  ])
  func `said by itself lies behind`(text: String, when: String?) {
    #expect(Self.times().meant(by: text)?.resolved(at: Self.event)?.description == when)
  }

  @Test func `stands each for itself in a line that has several`() {
    #expect(
      Self.told("i går hos lægen, ny tid tirsdag kl 9, og for to uger siden var han syg") == [
        "i går = 2026-11-17", "tirsdag kl 9 = 2026-11-24T09:00", "for to uger siden = 2026-11-04~",
      ])
  }
}
