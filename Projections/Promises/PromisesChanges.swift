public import Events
import Markup

extension Promises {
  /// Row by row, as it is read today.
  public static func changes(from old: Promises, to new: Promises, _ context: ChangeContext) -> [Change] {
    RowChanges { $0.say("Løfterne", "The promises") }.changes(from: old, to: new, context) {
      view, language, name, _ in
      view.page(language, today: context.today, of: name)
    }
  }
}
