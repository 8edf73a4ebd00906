public import Events

extension Aside {
  /// Why the view stands still. The sentence is stored as it was first said, in English, so that two machines store
  /// the same bytes: the Danish one is made of it. What is not known here is said as it stands.
  public func said(_ language: Language) -> String { Self.said(reason, language) }

  /// The same of a reason that stands in a longer sentence, as a view's status tells it.
  public static func said(_ sentence: String, _ language: Language) -> String {
    guard language == .danish else { return sentence }
    return danish.reduce(sentence) { $0.replacing($1.english, with: $1.danish) }
  }

  /// The longer before what they hold.
  private static let danish: [(english: String, danish: String)] = [
    ("the body of event ", "indholdet af hændelse "),
    ("the body cannot be read from byte ", "indholdet kan ikke læses fra byte "),
    (" on; restore it", " på; genskab den"),
    (
      "the program broke off at this event while it made the view: when that is mended, ‘tillid rebuild --only NAME’ makes it anew",
      "programmet brød af ved denne hændelse, mens det lavede visningen: når det er rettet, laver ‘tillid rebuild --only NAVN’ den på ny"
    ),
    (
      "the program broke off at this event while it counted, and goes on without it: when that is mended, ‘tillid rebuild’ counts it",
      "programmet brød af ved denne hændelse, mens det talte, og går videre uden den: når det er rettet, tæller ‘tillid rebuild’ den med"
    ),
    ("a record sealed for ", "en post, der er forseglet til "),
    ("the stored key of ", "den gemte nøgle til "),
    (
      " was altered or damaged: restore it from a backup",
      " er ændret eller beskadiget: genskab den fra en kopi"
    ),
    (
      " was altered or damaged: restore the keys from a backup",
      " er ændret eller beskadiget: genskab nøglerne fra en kopi"
    ),
    ("event ", "hændelse "),
    (" is of structural type ", " er af typen "),
    (" is of version ", " er af version "),
    (", newer than ", ", nyere end "),
    (
      ", which this version does not know: install a newer version",
      ", som denne udgave ikke kender: installér en nyere"
    ),
    (": install a newer version", ": installér en nyere udgave"),
    (" tells a time beyond all that can be meant", " fortæller et tidspunkt hinsides alt, der kan være ment"),
    (" tells a count beyond all that can be meant", " fortæller et antal hinsides alt, der kan være ment"),
    (" lacks its target", " siger ikke, hvilken hændelse den er om"),
    (" lacks its other person", " siger ikke, hvem den anden er"),
    (" lacks its promise", " siger ikke, hvilket løfte den er om"),
    (" lacks its machine", " siger ikke, hvilken maskine den er om"),
    (" lacks its erasure", " siger ikke, hvilken sletning den er om"),
    (" lacks its release", " siger ikke, hvilken udgivelse den er om"),
    ("; restore it from a backup, or retract it", "; genskab den fra en kopi, eller træk den tilbage"),
    (", or retract it", ", eller træk den tilbage"),
    (" from a backup", " fra en kopi"),
  ]
}
