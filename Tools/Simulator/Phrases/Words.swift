extension Phrases {
  /// Small change, used by the other sections.
  static let words = """
    # airWinter
    frost i nat
    sne og blæst
    minus 4 grader
    bidende koldt
    slud hele aftenen
    # airMild
    regn og rusk
    det blæste gevaldigt
    tåge over markerne
    gråt og fugtigt
    regn
    # airSummer
    sol og lærkesang
    lunt og stille
    lys aften
    torden i det fjerne
    myg overalt
    # sted
    ved bussen
    ved vognen
    ved stoppet
    i forsamlingshuset
    på holdepladsen
    ved stoppet i {by}
    # kort
    det var det
    mere blev det ikke til
    fint nok
    mere næste gang
    det var rigeligt for i dag
    vi lod det ligge der
    # humør
    træt i dag
    i godt humør
    stille i dag
    snakkesalig
    lidt presset
    mere åben end sidst
    langt væk i tankerne
    rolig
    bleg og forfrossen
    nyklippet og glad
    tavs, men smilede
    rastløs
    # suppe
    suppe
    gryderet
    lasagne
    frikadeller
    boller i karry
    hakkebøf
    kyllingesuppe
    pasta
    # poseindhold
    brød og pålæg
    rugbrød og frugt
    frost og kartofler
    grønt og mælk
    dåsemad
    # beklædning
    en varm jakke
    vinterstøvler
    sokker og undertøj
    en hue
    regntøj
    et par bukser
    en fleecetrøje
    # emne
    fiskeri
    vejret
    gamle traktorer
    fodbold
    børnebørn
    naboerne
    krigen i fjernsynet
    biler
    haven
    priserne i Brugsen
    dengang på havet
    den gamle købmand
    svampe i skoven
    biavl
    kortspil
    en film fra i aftes
    kartofler
    # slægt
    søsteren
    broren
    datteren
    sønnen
    moren
    den ældste
    # minde
    barndommen på børnehjem
    årene til søs
    skilsmissen
    faren der drak
    ungerne som {p} ikke ser
    gården der gik tabt
    tiden på værftet
    ulykken
    # myndighed
    kommunen
    jobcentret
    Udbetaling Danmark
    sagsbehandleren
    Skat
    ydelseskontoret
    # lidelse
    hjertet
    KOL
    sukkersyge
    gigt
    ryggen
    leveren
    # krop
    ryggen
    knæet
    maven
    foden
    skulderen
    # større
    Aalborg
    Hjørring
    Randers
    Viborg
    Aarhus
    # ting
    briller
    en vinterjakke
    gummistøvler
    et gasblus
    en telefonoplader
    et tæppe
    en cykelslange
    en lampe
    # opkald
    Udbetaling Danmark
    kommunen
    boligselskabet
    lægen
    banken
    jobcentret
    # ærinde
    tandlægen
    lægen
    borgerservice
    banken
    genbrugsen
    # tail
    tog en madpose med hjem
    kaffe to gange
    {vejr}
    {kort}
    {p} var {humør}
    vi ses næste gang
    blev til vi pakkede sammen
    # homeHouse
    huset
    campingvognen
    kolonihavehuset
    sommerhuset
    annekset
    skurvognen
    # homeRough
    bilen
    teltet
    laden
    skuret
    # homeFlat
    lejligheden
    """
}
