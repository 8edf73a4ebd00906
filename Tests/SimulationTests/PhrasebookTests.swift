import Events
import Testing

@testable import Simulation

@Suite struct `A phrasebook` {
  @Test(arguments: Style.allCases) func `has words for every beat, and names nothing that is not there`(
    style: Style
  ) {
    #expect(Phrasebook.of(style).missing.isEmpty)
  }

  @Test(arguments: Style.allCases) func `tells the same kinds in each language`(style: Style) {
    for beat in Beat.allCases {
      #expect(Phrasebook.of(style).kinds[beat.section] == Phrasebook.plain.kinds[beat.section], "\(beat)")
    }
  }

  @Test func `has no number in what stands beside a count`() {
    let numbers = Set(Style.plain.numbers + Style.english.numbers)
    for text in [Phrases.organisation, Phrases.englishOrganisation, Phrases.words] {
      let section = text.split(separator: "# ").filter { $0.hasPrefix("stemning") || $0.hasPrefix("air") }
      for word in section.joined(separator: " ").split(whereSeparator: { !$0.isLetter }) {
        #expect(!numbers.contains(String(word)), "\(word)")
      }
    }
  }

  @Test func `names the same thing when a promise is made and when it is kept`() {
    let section = Phrases.words.split(separator: "# ").first { $0.hasPrefix("ting\n") } ?? ""
    let things = section.split(separator: "\n").dropFirst().map(String.init)
    var pen = Pen(Chance(seed: 1))
    for promise in 0..<100 as Range<UInt64> {
      let made = pen.line(.promiseThing, Subject(promise: promise), .plain).text
      let kept = pen.line(.keptThing, Subject(promise: promise), .plain).text
      let thing = things[Int(promise) % things.count]
      // A slip of the thumb may have hit one of them.
      #expect(made.contains(thing) || kept.contains(thing))
    }
  }
}

@Suite struct `The source of chance` {
  @Test func `is xoshiro256** seeded by SplitMix64`() {
    var chance = Chance(seed: 0)
    #expect(chance.next() == 0x99ec_5f36_cb75_f2b4)
    #expect(chance.next() == 0xbf6e_1f78_4956_452a)
  }
}
