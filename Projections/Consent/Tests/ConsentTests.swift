import Consent
import Events
import StoryTelling
import Testing

@Suite struct `What was agreed to` {
  @Test(arguments: 0..<60 as Range<UInt64>) func `allows exactly what the standing allows`(seed: UInt64) {
    let entries = History(seed: seed, count: 100).entries
    #expect(Set(Consent(of: entries).allowed.keys) == Standing(entries).purposes)
  }
}
