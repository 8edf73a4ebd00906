public import Events
import Markup

extension Matters {
  /// Row by row, as it is read today.
  public static func changes(from old: Matters, to new: Matters, _ context: ChangeContext) -> [Change] {
    RowChanges { $0.say("Sagerne", "The matters") }.changes(from: old, to: new, context) {
      view, language, name, naming in
      view.page(language, today: context.today, of: name, naming: naming)
    }
  }
}
