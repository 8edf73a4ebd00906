import Events

/// Words that hold sentences together and tell nothing by themselves, so that nobody is asked to teach them; and
/// they give the language of a line away.
enum SmallWords {
  /// The language of a folded word; nil for a word that may tell something, and for one of both languages.
  static func language(of word: String) -> Language? {
    switch (danish.contains(word), english.contains(word)) {
    case (true, false): .danish
    case (false, true): .english
    default: nil
    }
  }

  static func holds(_ word: String) -> Bool { danish.contains(word) || english.contains(word) }

  /// Whether the word is a form of no other, though one may look like it: `han` is no hen, and `sig` says nothing.
  static func standsAlone(_ word: [UInt8]) -> Bool { alone.contains(word) }

  private static let alone: Set<[UInt8]> = Set(
    words(
      """
      ad af aldrig all alle alt altid and anden andet andre are as at ave bag bar bare begge bor but by can da
      de dem den denne dens der deres des det dette dig din dine dit dog du efter ej eller en end ende endnu
      ens er et ett fire for foran forbi fordi fra frem fremme får før først gad gav gerne godt ham han hans
      har have hed hel hele heller hellere hen hende hendes henne her hin hos hun hvad hver hvis hvor i igen
      ikke imod ind inde inden ingen intet it its ja jeg jer jo kan kun langs lidt lige lod længe man med
      mellem men mens mere mest mig min mine mit mod må måske ned nede nej nogen noget nogle nok not now nu
      når nær næst næste næsten of og også oh om omkring on one op oppe ord orden os our over ovre per rent
      rundt se selv ses siden sig sin sine sit skal snart som straks så sådan tit to tog ud ude uden up us
      vandt var ved vel vi videre vist vor vores vær være været værre will
      """
    ).map { Array($0.utf8) })

  private static let danish = words(
    """
    ad af aldrig alle alt altid anden andet andre at bare begge blev blive bliver da de dem den denne der
    deres det dette dig din dine dit dog du efter ej eller en end endnu er et ellers flere for fordi forbi
    fra få fået får før først gerne gik god godt gør gøre gjorde ham han hans har havde have hele helt hen
    hende hendes henne her hos hun hvad hver hvis hvor hvordan hvorfor hvornår i igen ikke imellem ind inde
    inden ingen intet ja jeg jer jo kan kom komme kommer kun kunne lidt lige lille man mange med meget
    mellem men mere mest mig min mindre mine mit mod må måske ned nede nej noget nogen nogle nok nu ny nye
    nyt når nær næsten og også om omkring op oppe os over på sagde se selv ser ses sidst sig sige siger sin
    sine sit skal skulle så sådan som stadig stor store synes tag taget tager tidligere til tit to tog ud
    ude uden under var ved vel vi vil ville vor vores vær være været
    """)

  private static let english = words(
    """
    a about after again all also am an and any are as at be because been before being both but by came can
    come could did do does doing done down each few for from get got had has have having he her here hers
    him his how i if in into is it its just like made make many me more most much my no nor not now of off
    on once one only or other our out over own said same say see she should so some still such take than
    that the their them then there these they this those through to told too took twice under until up very
    was we well went were what when where which while who why will with would yes you your
    """)

  private static func words(_ text: String) -> Set<String> {
    Set(
      text.split(whereSeparator: \.isWhitespace).map { word in
        // A word of the list that cannot be folded would be none of any line either.
        (try? Notation.words(word).first) ?? String(word)
      })
  }
}
