import Events
import StoryTelling
import Testing
import Words

@Suite struct `Words: stories` {
  @Test(arguments: try Story.beside(#filePath))
  func `holds the lines that may be found`(story: Story) throws {
    let all = story.entries
    var view = Words(of: all.visible(under: Standing(all)))
    view.name(Story.shown)
    let text = view.lines.map { told in
      "  \(story.language.date(told.when)): \(told.line.text)  ‹\(told.event.sequence)›\n"
    }.joined()
    #expect(text == (try story.settled(text)))
  }
}
