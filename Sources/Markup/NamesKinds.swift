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

extension Language {
  /// A kind with its mode in words: `tandlæge`, `aftalt: tandlæge`, `nej tak: tandlæge`.
  public func telling(_ kind: String, _ mode: Mode) -> String {
    switch mode {
    case .happened: kind
    case .arranged: say("aftalt: ", "arranged: ") + kind
    case .declined: say("nej tak: ", "declined: ") + kind
    case .failed: say("blev ikke til noget: ", "did not happen: ") + kind
    }
  }
}
