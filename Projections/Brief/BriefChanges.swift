public import Events
import Markup

extension Brief {
  /// Row by row, as a helper reads it today.
  public static func changes(from old: Brief, to new: Brief, _ context: ChangeContext) -> [Change] {
    RowChanges { $0.say("Briefen", "The brief") }.changes(from: old, to: new, context) {
      view, language, name, naming in
      view.page(language, today: context.today, of: name, naming: naming)
    }
  }
}
