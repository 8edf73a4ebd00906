/// The forms of phrases by their text. Parsing one takes longer than all else that is done with it, and a file that is
/// checked, warned of and compiled asks for each three times.
struct PhraseForms: Sendable {
  private var wide: [String: [[Slot]]] = [:]

  /// As `Notation.wideForms`; not parsed again where it was.
  func wideForms(_ text: String) throws(NotationError) -> [[Slot]] {
    if let known = wide[text] { return known }
    return try Notation.wideForms(text)
  }

  /// As `Notation.forms`.
  func forms(_ text: String) throws(NotationError) -> [[Slot]] { Notation.narrow(try wideForms(text)) }

  /// The same, kept for whoever asks next.
  mutating func learn(_ text: String) throws(NotationError) -> [[Slot]] {
    let forms = try wideForms(text)
    wide[text] = forms
    return Notation.narrow(forms)
  }
}
