public import Events

/// A view that can show itself.
public protocol Paged {
  /// - Parameters:
  ///   - today: for what depends on it: pauses, the last 90 days, what is overdue.
  ///   - name: what the participant is called.
  func page(_ language: Language, today: Day, of name: String) -> Page
}
