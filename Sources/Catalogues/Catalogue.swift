import Brief
import Consent
import Faces
import Matters
import Names
import Promises
import Reach
import Readers
public import Rebuild
import Stops
import Timeline
import Trust
import Words

extension Catalogue {
  /// Every projection. A new one is a folder, its name in Package.swift, and a line here. The command, the
  /// tools and the tests keep the same views by it.
  public static let all = Catalogue(
    stories: [
      StoryFold(Names.self),
      StoryFold(Consent.self),
      StoryFold(Timeline.self),
      StoryFold(Trust.self),
      StoryFold(Faces.self),
      StoryFold(Matters.self),
      StoryFold(Promises.self),
      StoryFold(Brief.self),
      StoryFold(Readers.self),
      StoryFold(Words.self),
    ],
    tallies: [
      TallyFold(Stops.self),
      TallyFold(Reach.self),
      TallyFold(Helpers.self),
      TallyFold(Reliability.self),
    ])
}
