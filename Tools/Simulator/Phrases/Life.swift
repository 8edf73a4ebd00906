extension Phrases {
  static let safety = """
    # unwell = unwell
    {P} frøs og havde ikke spist siden i går
    feber og hoste, ville ikke sidde ned
    ser ikke godt ud, har ondt i {=krop}
    {P} rystede af kulde, tæppe og suppe
    # homeUnsafe = home-unsafe
    ingen varme i {hjem}, 11 grader
    skimmel i hele {hjem}
    der er lukket for strømmen
    # suicidalTalk = suicidal-talk
    {P} sagde at {p} ikke gider mere, vi blev siddende, ringede sammen til akuttelefonen
    snakkede om ikke at ville leve, {hj} blev hos {h}
    talte om at dø, vi spurgte direkte, aftalt at vi ringer i morgen tidlig
    # afterSuicidalTalk = phone-call
    ringede i morges som aftalt, {p} havde sovet
    ringede til {h}, bedre i dag, vi tales ved igen {dag}
    # violence = violence
    blå mærker på armen, ville ikke sige hvorfra
    bange for sin eks, vi talte om hvor {p} kan gå hen
    blev slået ned ved stationen
    # childConcern = child-concern
    bekymret for den mindste derhjemme, talte med lederen
    barnet har ikke været i skole, vi har sagt at vi må sige det videre
    # workerSafety = worker-safety
    kør to sammen derud, løs hund
    mørkt derude, aftal altid tur med {hj}
    """
  static let life = """
    # bereavement = bereavement
    {=slægt} døde i lørdags
    mistede en gammel ven, sad stille
    begravelse på {dag}, {P} er i tvivl om {p} kan komme
    # petDied = bereavement pet
    {dyr} døde i nat, {p} har siddet på trappen siden
    {dyr} måtte aflives, vi begravede den sammen
    # petNew = pet
    har fået en hvalp, den hedder {dyr}
    en killing er flyttet ind, {dyr}
    # petTalk = pet
    {dyr} gøede ad {hj}, ellers fredeligt
    {dyr} har fået ny snor
    {dyr} sov på min jakke hele aftenen
    {dyr} med i dag, fik en pølse
    {dyr} lå under bordet
    talte om {dyr}, den er blevet halt
    # family = family-contact
    {=slægt} ringede, {p} tog den
    har talt med {=slægt} for første gang i {n} år
    skrev et brev til {=slægt} sammen
    # familyFailed = family-contact:failed
    {=slægt} kom alligevel ikke
    ringede til {=slægt}, ingen svarede
    # anniversary = anniversary
    svær dag, det er årsdagen
    julen er svær, sagde {p}
    i dag er det {n} år siden
    # illness = illness
    {=lidelse} igen, ny medicin
    {P} har fået besked om {=lidelse}
    dårlig med {=lidelse} i denne uge
    # consentRemark
    viste {h} hvad vi har skrevet, {p} nikkede
    # askedWhatWeHold = asked-what-we-hold
    spurgte hvad vi har skrevet, læste det sammen på telefonen
    {P} ville se hvem der har læst
    # correctionAsked = correction
    rettede os, det var broren og ikke faren
    det passer ikke, sagde {p}, så nu står det rigtigt
    # sharing = consent-to-share
    vi må godt sige det videre til gældsrådgiveren
    {P} sagde ja til at vi taler med lægen
    """
  static let debt = """
    # debtFound = letters
    rykkere i bunken, {n} stykker, {p} har ikke åbnet dem før nu
    brev fra inkasso, læste det sammen
    # debtDeclined = debt-advice:declined
    nej tak til gældsrådgivning, ikke endnu
    ville ikke tale om gælden
    # debtBooked = debt-advice:arranged
    henvist til gældsrådgivning
    tid hos gældsrådgiver {dag} kl {kl}
    {P} vil godt tale med en gældsrådgiver, hun ringer {dag}
    # debtFailed = debt-advice:failed
    kom ikke til gældsrådgivningen, kunne ikke finde bussen
    gældsrådgiveren aflyste, ny tid kommer
    # debtWent = debt-advice accompanied
    fulgtes med {h} til gældsrådgivning
    gik med til gældsrådgiveren, hun lavede et overblik
    # debtWaiting = waiting-list
    gælden ligger i kø, {n} måneders ventetid
    står på venteliste hos gældsrådgivningen
    # debtGranted = granted
    afdragsordning bevilget, til at leve med
    {P} fik ja til gældssanering!
    # debtRefused = refused-by-system
    afslag på gældssanering
    # complaint = complaint application
    skrev en klage sammen, sendt i dag
    klagen er afsted, {p} skrev selv under
    # complaintWon = granted
    medhold i klagen!
    klagen gik igennem, bevilget alligevel
    """
}
