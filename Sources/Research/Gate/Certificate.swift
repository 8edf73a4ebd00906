public import Events

/// What a recipient signs when a release is recalled: the recall is noted in the log when the signed paper is here,
/// and only then does the gate take the release for gone.
public struct Certificate: Hashable, Sendable {
  private let released: Released
  private let id: String
  private let made: Day

  /// - Parameters:
  ///   - id: what people call the release.
  ///   - made: when it was handed out.
  public init(_ released: Released, id: String, made: Day) {
    (self.released, self.id, self.made) = (released, id, made)
  }

  /// Plain text, a page at most.
  public func text(_ language: Language) -> String {
    let institution = released.institution.isEmpty ? released.recipient : released.institution
    let manifest = released.manifest.hexadecimal
    return language.say(
      """
      ERKLÆRING OM SLETNING

      Udtræk:     \(released.study) (\(id)), niveau \(released.tier), udleveret \(language.date(made))
      Modtager:   \(institution)
      Manifest:   SHA-256 \(manifest)

      Udtrækket er kaldt tilbage. Jeg erklærer på modtagerens vegne:

      1. Alle filer i udtrækket er slettet, også kopier, sikkerhedskopier og det, der er sendt videre.
      2. Alt, der er udledt af det og har en række for hver deltager eller hændelse, er slettet.
      3. Tabeller og figurer, der allerede er udgivet, er nævnt her: ______________________________
      4. Ingen har prøvet at finde ud af, hvem en deltager er. Er det alligevel sket, står det her: ____________

      Navn, stilling:  ______________________________    Dato: ____________

      Underskrift:     ______________________________
      """,
      """
      CERTIFICATE OF DELETION

      Release:    \(released.study) (\(id)), tier \(released.tier), handed out \(language.date(made))
      Recipient:  \(institution)
      Manifest:   SHA-256 \(manifest)

      The release has been recalled. On behalf of the recipient I declare:

      1. All files of the release are deleted, also copies, backups and what was passed on.
      2. Everything derived from it with a row for each participant or event is deleted.
      3. Tables and figures already published are named here: ______________________________
      4. Nobody tried to find out who a participant is. If it happened all the same, it says so here: __________

      Name, position:  ______________________________    Date: ____________

      Signature:       ______________________________
      """)
  }
}
