import Events
import Reach
import Markup
import StoryTelling
import Testing

@Suite struct `Reach: stories` {
  @Test(arguments: try Story.beside(#filePath))
  func `tells what is expected`(story: Story) throws {
    var tally = Tally()
    for entry in story.entries { Reach.count(entry, into: &tally) }
    let page = Reach.page(tally, story.language, naming: KindNames.name(story.language))
    let text = page.plainText
    #expect(text == (try story.settled(text)))
  }
}
