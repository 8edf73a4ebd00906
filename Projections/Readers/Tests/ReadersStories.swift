import Events
import Readers
import Markup
import StoryTelling
import Testing

@Suite struct `Readers: stories` {
  @Test(arguments: try Story.beside(#filePath))
  func `tells what is expected`(story: Story) throws {
    let page = Readers(of: story.entries).page(story.language, today: story.today, of: story.name)
    let text = page.plainText
    #expect(text == (try story.settled(text)))
  }
}
