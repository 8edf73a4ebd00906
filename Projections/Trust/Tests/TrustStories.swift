import Events
import Trust
import Markup
import StoryTelling
import Testing

@Suite struct `Trust: stories` {
  @Test(arguments: try Story.beside(#filePath))
  func `tells what is expected`(story: Story) throws {
    let all = story.entries
    let seen = Trust.needs == nil ? all : all.visible(under: Standing(all))
    var view = Trust(of: seen)
    view.name(Story.shown)
    let page = view.page(
      story.language, today: story.today, of: story.name, naming: KindNames.name(story.language))
    let path = view.path(story.language, today: story.today, naming: KindNames.name(story.language))
    let words = path.map { ["", "Path"] + $0.words.map { "  \($0)" } } ?? []
    let text = page.plainText + words.map { $0 + "\n" }.joined()
    #expect(text == (try story.settled(text)))
  }
}
