import Events
import Markup
import Sample
import StoryTelling
import Testing

@Suite struct `Sample: stories and laws` {
  @Test(arguments: try Story.beside(#filePath))
  func `tells what is expected`(story: Story) throws {
    let all = story.entries
    var view = Sample(of: all.visible(under: Standing(all)))
    view.name(Story.shown)
    let text = view.page(story.language, today: story.today, of: story.name).plainText
    #expect(text == (try story.settled(text)))
  }

  @Test(arguments: 0..<25 as Range<UInt64>)
  func `keeps the laws of a story`(seed: UInt64) throws {
    let laws = ProjectionLaws(Sample.self, seed: seed)
    #expect(try laws.goesOnFromAnywhere())
    #expect(try laws.staysWhatItIsWhenStored())
    #expect(try laws.passesOverUnknownFields())
    #expect(laws.doesNotDependOnArrival())
    #expect(laws.holdsNothingAfterANo())
  }
}
