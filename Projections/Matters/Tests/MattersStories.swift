import Events
import Markup
import Matters
import StoryTelling
import Testing

@Suite struct `Matters: stories` {
  @Test(arguments: try Story.beside(#filePath))
  func `tells what is expected`(story: Story) throws {
    let all = story.entries
    let seen = Matters.needs == nil ? all : all.visible(under: Standing(all))
    var view = Matters(of: seen)
    view.name(Story.shown)
    let page = view.page(
      story.language, today: story.today, of: story.name, naming: KindNames.name(story.language))
    let text = page.plainText
    #expect(text == (try story.settled(text)))
  }
}
