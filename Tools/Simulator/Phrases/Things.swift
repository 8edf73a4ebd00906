extension Phrases {
  static let things = """
    # meal = meal
    {P} spiste to gange, {suppe} i dag
    {suppe} i dag, {p} ville have opskriften
    varm mad til {h}, {vejr}
    åd {suppe} som om det var den første i en uge
    {P} fik {suppe}, to portioner
    {suppe} til {h}
    spiste {suppe} i dag
    {P} tog imod {suppe} for første gang længe
    fik mad og snakkede om {emne}
    # mealDeclined = meal:declined
    ingen mad i dag tak, {p} havde spist
    ville ikke have mad, kun kaffe
    nej tak til {suppe}
    # foodBag = food-bag
    pose med {poseindhold}, {p} bytter altid mælken
    {poseindhold} med hjem, resten af måneden er lang
    madpose til {h} og en til {=slægt}
    madpose med, {poseindhold}
    {P} fik en madpose, {poseindhold}
    tog en pose mad med hjem
    madpose til {h}, det er sidst på måneden
    # clothes = clothes
    gav {h} {beklædning}
    {P} fik {beklædning}
    fandt {beklædning} til {h}, passede næsten
    {beklædning} udleveret
    # clothesDeclined = clothes:declined
    ville ikke have jakken
    {beklædning}? nej tak, sagde {p}
    skubbede støvlerne tilbage, "giv dem til en anden"
    # bedding = bedding
    ny sovepose afleveret
    {P} fik en dyne
    sovepose og liggeunderlag med
    # petFood = pet-food
    kødben og foder til {dyr}
    {dyr} fik først, så spiste {p} selv
    en pose foder til {dyr}
    foder til {dyr}, {p} spurgte selv
    tog foder med til {dyr}
    # hygiene = hygiene
    rene håndklæder og et bad i hallen
    barberede sig i bussens spejl
    sæbe og tandbørste med
    {P} blev klippet i bussen
    bad i hallen, rent tøj bagefter
    shampoo og barberskum til {h}
    # phoneCredit = phone-credit
    taletid på telefonen, 50 kr
    {P} lånte en oplader og tog den med
    tankede telefonen op
    # voucher = voucher
    busbillet til {større}
    gavekort til Brugsen
    rejsekort til {h}
    # ateTogether = ate-together
    {P} sad for bordenden og spiste med
    {suppe} ved langbordet, {p} sad mellem to nye
    blev og spiste med, det er tredje uge i træk
    {P} spiste med ved bordet
    sad med til {suppe}
    spiste sammen med os i dag
    satte sig ved det lange bord og spiste med
    # ateApart = ate-together:declined
    ville ikke sidde med ved bordet, spiste ude
    spiste på trappen, bordet er ikke noget for {h}
    # helpedOut = helped-out
    {P} fejede pladsen uden et ord
    hjalp med at slæbe vand
    stod for kaffen i dag, stærk
    {P} bar borde ind
    vaskede op uden at nogen bad om det
    hjalp til med kaffen
    {P} skrællede kartofler og styrede køen
    hjalp os med at pakke bussen
    # taughtUs = taught-us
    lærte os at binde knob
    {P} viste os hvordan man sliber en kniv
    lærte mig et ord jeg ikke kendte
    # birthday = celebrated
    fødselsdag, vi sang og havde kage med
    {P} fyldte år, lagkage ved bussen
    kage og flag for {h}, {p} sagde ikke så meget
    # christmas = celebrated
    julemad {sted}, {P} fik en lille gave
    vi holdt jul i bussen, {p} sang med
    # talkedWithOthers = talked-with-others
    {N} og {anden} delte en avis og var uenige om det meste
    {N} og {anden} gik hjem samme vej
    talte længe med {anden} om {emne}
    snakkede længe med {anden}
    {N} og {anden} sad sammen hele aftenen
    {N} og {anden} talte om {emne} ved bordet
    var med {anden} nede ved vandet og kom tilbage til kaffe
    # activity = activity
    lagde puslespil med de andre
    var med til at male skiltet til bussen
    gik en tur ned til vandet sammen med os
    slog os i ludo igen
    spillede kort, {p} vandt
    {P} var med til bål
    dart i dag, {p} slog os alle
    var med på fisketuren
    # griefShared = grief-shared
    tændte et lys sammen for en vi savner
    {P} sad med da vi mindedes de døde
    delte sorgen med os, stille aften
    """
}
