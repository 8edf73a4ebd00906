import Events
import Stops
import Markup
import StoryTelling
import Testing

@Suite struct `Stops: stories` {
  @Test(arguments: try Story.beside(#filePath))
  func `tells what is expected`(story: Story) throws {
    var tally = Tally()
    for entry in story.entries { Stops.count(entry, into: &tally) }
    let page = Stops.page(tally, story.language, today: story.today, naming: KindNames.name(story.language))
    let text = page.plainText
    #expect(text == (try story.settled(text)))
  }
}
