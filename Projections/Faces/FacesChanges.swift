public import Events
import Markup

extension Faces {
  /// Row by row, as it is read today.
  public static func changes(from old: Faces, to new: Faces, _ context: ChangeContext) -> [Change] {
    RowChanges { $0.say("Ansigterne", "The faces") }.changes(from: old, to: new, context) {
      view, language, name, _ in
      view.page(language, today: context.today, of: name)
    }
  }
}
