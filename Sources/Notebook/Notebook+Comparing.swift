internal import Events
public import Rebuild

extension Notebook {
  /// Those of a comparison whose changes may be shown: who agrees to be remembered today.
  public func shown(_ people: [Comparison.Person]) throws -> [Comparison.Person] {
    try people.filter { try standing(of: $0.handle).allows(.care) }
  }

  /// That somebody reads what a rebuild would change for these: in the story of each, before it is shown. To be
  /// counted is not to be read.
  public func recordCompared(_ people: [Comparison.Person], _ telling: Telling = Telling("")) throws {
    guard !people.isEmpty else { return }
    let looked = Content.historyRead(purpose: "rebuild", view: "comparison")
    try save(people.map { told(looked, $0.handle, telling) }, isOccasion: false)
    try catchUp()
  }
}
