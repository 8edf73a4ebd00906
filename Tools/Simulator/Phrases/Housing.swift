extension Phrases {
  static let housing = """
    # rough = sleeping-rough
    sover i {hjem} nu
    {P} har sovet ude i nat igen
    sover i {hjem}, {vejr}, tæpper og kaffe
    sover på sofa hos en kammerat
    # eviction = eviction-threat
    truet af udsættelse, fogeden kommer d. {dato}
    {P} er sagt op, huslejen mangler for to måneder
    brev om fogedsag d. {dato}
    # housingOffice = housing-office
    var hos boligselskabet med {h}
    boligrådgivningen i {større}, de var venlige
    # waitingList = waiting-list
    {P} er skrevet op til bolig, nr. {nn} på listen
    på venteliste til lejlighed nu
    # waitingStill = waiting-list
    stadig på venteliste til bolig
    intet nyt om lejligheden, venter stadig på ventelisten
    # offered = housing-offered
    {P} er tilbudt en lejlighed i {by}!
    tilbud om en toværelses, {p} tænker over det
    # offerDeclined = housing-offered:declined
    sagde nej til lejligheden, for langt fra {by}
    takkede nej til værelset
    # viewing = viewing
    var ude at se lejligheden, {p} målte vinduerne
    så lejligheden sammen, lille men lys
    # signed = tenancy-signed
    skrev under på lejekontrakten
    kontrakt skrevet under, nøgler d. {dato}
    # guarantee = housing-guarantee
    indskudslånet er på plads
    kommunen garanterer for indskuddet
    # movedIn = moved-in
    flyttet ind i dag, vi bar seng op
    nøgler i dag, {P} stod bare og så
    {P} er flyttet ind, fik en plante med
    # tenancyTrouble = tenancy-trouble
    naboen klager over larm
    advarsel fra udlejer, vi svarede sammen
    # shelter = shelter
    fik en seng på herberget i {større}
    kørte {h} til herberget, der var plads
    # shelterDeclined = shelter:declined
    herberg vil {p} ikke høre om
    nej til herberget, for mange mennesker
    """
}
