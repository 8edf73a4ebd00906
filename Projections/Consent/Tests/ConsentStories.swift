import Events
import Consent
import Markup
import StoryTelling
import Testing

@Suite struct `Consent: stories` {
  @Test(arguments: try Story.beside(#filePath))
  func `tells what is expected`(story: Story) throws {
    let all = story.entries
    let seen = Consent.needs == nil ? all : all.visible(under: Standing(all))
    var view = Consent(of: seen)
    view.name(Story.shown)
    let page = view.page(story.language, today: story.today, of: story.name)
    let text = page.plainText
    #expect(text == (try story.settled(text)))
  }
}
