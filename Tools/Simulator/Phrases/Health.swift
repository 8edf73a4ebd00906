extension Phrases {
  static let health = """
    # toothHurts = unwell
    ondt i en tand, kunne ikke spise
    hævet kind, {p} siger det går over
    # toothDeclined = dentist:declined
    nej tak til tandlæge
    tandlæge vil {p} ikke høre om, vi spørger ikke igen lige nu
    # toothBooked = dentist:arranged
    tid hos tandlægen {dag} kl {kl}
    {P} sagde ja til tandlæge, tid {dag}
    socialtandplejen har en tid d. {dato}
    # toothFailed = dentist:failed
    kom ikke til tandlægen
    vendte om i døren hos tandlægen, helt okay
    # toothCancelled = dentist:failed
    tandlægen aflyste
    # toothWent = dentist accompanied
    fulgtes med {h} til tandlægen, sad længe i bilen først
    gik med til tandlægen, to tænder ude
    # toothDone = dentist
    færdig hos tandlægen, viste os smilet
    # doctorDeclined = doctor:declined
    ville ikke til læge
    læge? nej, sagde {p}
    # doctorBooked = doctor:arranged
    tid hos lægen {dag} kl {kl}
    ringede sammen til lægen, tid d. {dato}
    # doctorFailed = doctor:failed
    kom ikke til lægen
    lægen aflyste, ny tid {dag}
    # doctorWent = doctor accompanied
    gik med til lægen, blodprøver
    var hos lægen sammen, ny medicin mod {=lidelse}
    # hospitalBooked = hospital:arranged
    henvist til sygehuset, {=lidelse}
    skal på sygehuset d. {dato}
    # hospitalIn = hospital
    {P} er indlagt på sygehuset med {=lidelse}
    indlagt i nat
    # hospitalVisited = visited-elsewhere
    besøgte {h} på sygehuset, havde blade med
    var inde at se til {h} på afdelingen
    # hospitalOut = released
    udskrevet fra sygehuset, træt men glad
    hjemme fra sygehuset, med en pose piller
    """
  static let systems = """
    # mitidFailed = mitid:failed
    mitid er spærret
    kunne ikke få MitID til at virke
    # mitidBooked = mitid:arranged
    skal have ny kodeviser, den kommer om fem dage
    tid til nyt MitID {dag}
    # mitidPaper = citizen-service:failed
    intet pas og intet billede, borgerservice sendte os hjem
    borgerservice ville se mere papir
    # mitidWorks = mitid
    fik MitID til at virke, {p} tastede selv
    nyt mitid, jeg vendte mig om mens {p} tastede
    # mitidSelf = did-it-themselves mitid
    brugte mitid helt selv i dag
    # benefitStopped = benefits
    kontanthjælpen er stoppet, {p} forstår ikke hvorfor
    trukket i ydelsen, der mangler et skema
    # benefitCalled = called-authority
    ringede til {myndighed} om ydelsen, {nn} min i kø
    # benefitApplied = application benefits
    søgte kontanthjælp sammen
    ansøgning om boligstøtte sendt
    skrev ansøgningen, {p} trykkede selv send
    # benefitWaiting = benefits
    intet svar om ydelsen endnu, {p} låner af de andre
    # benefitGranted = granted
    bevilget! pengene kommer {dag}
    ydelsen er bevilget, {P} gav kaffe til alle
    # benefitRefused = refused-by-system
    afslag fra {myndighed}
    fik nej, ikke i målgruppen
    # jobcentreBooked = jobcentre:arranged
    møde på jobcentret {dag} kl {kl}
    # jobcentreFailed = jobcentre:failed
    kom ikke til mødet på jobcentret
    jobcentret aflyste mødet
    # jobcentreWent = jobcentre accompanied
    gik med på jobcentret, {p} sagde selv det vigtigste
    # workTrial = work
    i praktik på genbrugspladsen
    begyndt i praktik, tre formiddage om ugen
    # workStarted = work
    fast job på lageret!
    fleksjob hos gartneren fra den første
    """
  static let treatment = """
    # relapse = relapse
    drukket igen, sagde det selv
    tilbagefald, vi dømmer ikke
    {P} havde drukket, fik kaffe og et lift hjem
    # treatmentDeclined = addiction-treatment:declined
    vil ikke høre om behandling
    # treatmentBooked = addiction-treatment:arranged
    tid på rusmiddelcentret {dag}
    afrusning d. {dato}, {p} valgte selv dagen
    # treatmentFailed = addiction-treatment:failed
    mødte ikke op til antabus
    kom ikke til rusmiddelcentret
    # treatmentStarted = addiction-treatment
    begyndt i alkoholbehandling
    første samtale på rusmiddelcentret, jeg sad udenfor
    # sober = sober
    ædru i {n} uger
    {P} har ikke drukket siden sidst, {n} dage
    # soberLong = sober
    ædru i {n} måneder, {p} tæller selv
    stadig ædru, drak vand til festen
    # gamblingTold = shared-personal
    fortalte om spillet, hele lønnen på en nat
    # gamblingDeclined = gambling-treatment:declined
    siger nej til hjælp mod spil
    # gamblingBooked = gambling-treatment:arranged
    tid i ludomanibehandling {dag}
    # gamblingStarted = gambling-treatment
    var til første gruppe mod spil
    # psychBooked = psychiatry:arranged
    henvist til distriktspsykiatrien, ventetid
    tid hos psykiatrien d. {dato}
    # psychFailed = psychiatry:failed
    kom ikke af sted til psykiatrien
    # psychWent = psychiatry accompanied
    gik med til psykiatrien, {p} ville have mig med ind
    """
  static let bridges = """
    # contactBooked = contact-person:arranged
    søgt om støtte-kontaktperson
    SKP begynder om to uger
    # contactFailed = contact-person:failed
    SKP'en kom ikke i dag
    # contactMet = contact-person
    mødte sin nye SKP {sted}
    SKP'en var med i dag
    # supportStarted = home-support
    bostøtten er begyndt, hver {dag}
    # warmHandover = warm-handover
    satte dem sammen over kaffe, de talte videre uden os
    # legalAid = legal-aid
    retshjælpen så på sagen
    # outreach = outreach-team
    gadeplan kiggede forbi og talte med {h}
    # church = church-ngo
    præsten kom forbi, de talte om {minde}
    var med i natkirken
    # crisisCentre = crisis-centre
    krisecentret havde plads i aften
    # prisonVisited = visited-elsewhere
    besøgte {h} i arresten, en time
    # released = released
    løsladt i morges, kom lige herhen
    # probation = prison-probation
    var til tilsyn i KiF, til tiden
    """
}
