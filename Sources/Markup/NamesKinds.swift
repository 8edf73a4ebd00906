public import Events

/// A view whose page speaks of kinds, which the vocabulary names when it is shown.
public protocol NamesKinds: Paged {
  func page(_ language: Language, today: Day, of name: String, naming: @escaping (Kind) -> String) -> Page
}

extension NamesKinds {
  /// The page with the ids of the kinds, where no vocabulary is at hand.
  public func page(_ language: Language, today: Day, of name: String) -> Page {
    page(language, today: today, of: name, naming: \.rawValue)
  }
}
