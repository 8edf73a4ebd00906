import Events
import Faces
import Markup
import StoryTelling
import Testing

@Suite struct `Faces: stories` {
  @Test(arguments: try Story.beside(#filePath))
  func `tells what is expected`(story: Story) throws {
    let all = story.entries
    let seen = Faces.needs == nil ? all : all.visible(under: Standing(all))
    var view = Faces(of: seen)
    view.name(Story.shown)
    let page = view.page(story.language, today: story.today, of: story.name)
    let text = page.plainText
    #expect(text == (try story.settled(text)))
  }
}
