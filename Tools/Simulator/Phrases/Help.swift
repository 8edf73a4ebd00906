extension Phrases {
  static let help = """
    # brevfra
    kommunen
    inkasso
    Skat
    retten
    Udbetaling Danmark
    boligselskabet
    # letters = letters
    {P} lagde et brev fra {brevfra} på bordet, vi læste det to gange
    åbnede {n} kuverter, resten venter
    læste et brev fra {brevfra} sammen
    {P} havde en pose breve med, vi tog de øverste
    sorterede rudekuverter, {n} lagt til side
    læste brevet fra {brevfra} højt to gange
    # lettersDeclined = letters:declined
    brevene ville {p} ikke se på
    nej til brevene, de ligger stadig i posen
    # eBoks = e-boks
    åbnede e-Boks sammen, {nn} ulæste
    hjalp med e-boks, intet farligt
    {P} loggede selv på e-boks, vi læste fra {brevfra}
    # eBoksFailed = e-boks:failed
    kunne ikke komme i e-boks
    e-boks driller, koden var væk
    # bank = bank-account
    nemkonto på plads
    hjalp {h} med at få nyt hævekort
    banken åbnede en basal konto til {h}
    # citizenService = citizen-service
    nyt sundhedskort bestilt
    borgerservice med {h}, billed-id på plads
    # calledAuthority = called-authority
    sad i kø hos {myndighed} i {nn} minutter, {p} lagde ikke på
    ringede til {myndighed}, {nn} min i kø
    ringede til {myndighed} på højtaler, {p} talte selv
    fik fat i en sød en hos {myndighed}
    # calledFailed = called-authority:failed
    fik ikke fat i {myndighed}
    {myndighed} tog ikke telefonen
    # transport = transport
    {P} kørte med os til {større}
    kørte {h} hjem
    gav {h} et lift til {større}
    {P} fik skjuts hjem i regnen
    # repair = repair
    fik brændeovnen til at virke
    lappede cyklen sammen
    satte en ny rude i {hjem}
    skiftede låsen på {hjem}
    # itHelp = it-help
    printede et skema, {p} skrev under på motorhjelmen
    printede papirer til {h}
    {P} lånte min telefon
    lånte computeren og fik sendt en mail
    # deadline = deadline
    fandt en frist, senest d. {dato}
    frist om 14 dage, skrevet på kalenderen
    der er frist {dag}, det står nederst på side 3
    # didItThemselves = did-it-themselves
    var selv i {større} og ordnede det med {myndighed}
    {P} ringede selv til {myndighed} og klarede det
    gjorde det helt selv, vi holdt bare kaffen
    klarede selv papirerne denne gang
    # postExemption = post-exemption
    fritaget for digital post nu
    fuldmagt til posten skrevet under
    """
  static let promises = """
    # promiseCall
    vi ringer til {!opkald} for {h} inden {dag}
    lovede at ringe til {!opkald}
    jeg lovede {h} at få fat i {!opkald}
    # keptCall = promise-kept
    fik ringet til {!opkald} som lovet
    ringede til {!opkald} som aftalt og gav {h} besked
    # brokenCall = promise-broken
    fik ikke ringet til {!opkald}, vores fejl
    glemte at ringe til {!opkald}
    # promiseThing
    lovede at have {!ting} med næste gang
    vi tager {!ting} med til {h} {dag}
    jeg har lovet {h} {!ting}
    # keptThing = promise-kept
    havde {!ting} med som lovet
    {P} fik {!ting} som vi lovede
    # brokenThing = promise-broken
    vi havde lovet {!ting} og kom uden, flovt
    fik ikke købt det vi lovede, {!ting}
    # promiseRide
    vi kører {h} til {!ærinde} {dag}
    lovede at hente {h} kl {kl} og køre til {!ærinde}
    # keptRide = promise-kept transport
    kørte {h} til {!ærinde} som lovet
    hentede {h} som aftalt og kørte til {!ærinde}
    # brokenRide = promise-broken
    kom ikke og hentede {h} til {!ærinde}, bilen var i stykker
    vi kom for sent, nåede ikke {!ærinde}
    # promiseVisit
    lovede at kigge forbi {hjem} {dag}
    vi kommer ud til {h} {dag} kl {kl}
    # keptVisit = promise-kept home-visit
    kom forbi {hjem} som lovet
    var ude hos {h} som aftalt, {p} stod klar
    # brokenVisit = promise-broken
    nåede ikke ud til {h} som lovet
    kom ikke forbi {hjem}, skulle have ringet
    # repaired = apologised
    sagde undskyld og fik det gjort
    beklagede over for {h}, nu er det gjort, {p} sagde det er okay
    kom med det en uge for sent og sagde undskyld
    # releasedPromise
    {p} sagde at det ikke er nødvendigt mere
    ikke aktuelt længere, {p} har klaret det
    # newFace = new-face
    {hj} er ny og var med i dag, {P} så tiden an
    ny hjælper med, {hj}, {P} gav hånd
    # handover = handover
    {hj} tager over, vi tre drak kaffe sammen
    kontakten er givet videre til {hj}
    """
}
