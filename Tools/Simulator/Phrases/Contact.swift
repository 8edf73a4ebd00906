extension Phrases {
  static let contact = """
    # firstMeeting = first-meeting
    ny i dag, {P} kom og stod lidt før {p} satte sig
    første gang vi ser {h}, kaffe og ikke så mange ord
    nyt ansigt {sted}, boede tidligere i {større}
    {P} er ny her, hørte om os i Brugsen
    har ikke mødt {h} før, {humør}, ville gerne have {suppe}
    første gang, stod længe henne ved cyklerne inden {p} kom over
    # knownNowYes
    har været her før uden navn, i dag sagde {p} ja til at vi husker
    {p} har kendt os længe, nu må vi gerne skrive lidt ned
    sagde ja, men kun det vigtigste
    ja til at vi husker, nej til kommunen, gentog det med egne ord
    # met = met-at-stop
    {P} var den første {sted}, hjalp os med at finde strøm
    stod {sted} og ventede da vi kørte ind
    så {h} {sted}, {p} var {humør}, {vejr}
    {P} kom {sted} lige før lukketid
    sad i hjørnet {sted} og kiggede på
    kom {sted} med røde kinder, {vejr}
    {P} var {sted} en halv times tid
    traf {h} {sted}, {p} skulle lige varme sig
    {P} kom forbi {sted}, {humør}
    {P} sad {sted} igen, {humør}
    mødte {h} {sted}, {kort}
    {P} var {sted} fra vi åbnede
    så {h} {sted}, snakkede om {emne}
    {P} kom {sted} til sidst, {vejr}
    {P} dukkede op {sted}, havde gået hele vejen
    {P} kom på cykel i dag, sad {sted} og varmede fingre
    # greeted = greeted
    {P} nikkede bare i dag
    sagde hej fra bilen og kørte videre
    {P} hilste og gik igen
    vinkede fra den anden side af vejen
    hilste kort, ville ikke sidde ned
    et nik og et lille smil i dag
    # chat
    ville høre om vi også kommer i næste uge
    {P} spurgte til {hj}
    fortalte om {emne}, {p} er god til at fortælle
    {humør}, drak to kopper og kiggede ud
    vi talte om {emne}, og så om {emne}
    {P} havde sovet dårligt
    hørte radio sammen, {p} kommenterede det hele
    havde bagt boller og delte ud
    skulle bare høre en stemme, sagde {p}
    drømmer om en tur til {større}
    har fundet en gammel cykel, vil selv sætte den i stand
    {P} sad ved varmeren med hænderne fremme
    snakkede om {emne}
    {P} var {humør} i dag
    lidt om {emne}, lidt om {emne}
    {P} sagde ikke så meget, men blev siddende
    hørte på de andre, {kort}
    talte om {emne} mens {p} drak kaffe
    {humør}, ville helst tale om {emne}
    {P} havde avisen med og læste op
    # longTalk = long-talk
    lang snak om {minde}
    sad i bilen en time og talte om {emne}
    god lang snak {sted}
    vi talte længe, mest om {=slægt}
    {P} fortalte og fortalte, vi lyttede
    en halv time på bænken om {minde}
    # phoneCall = phone-call
    ringede til {h}, {p} var {humør}
    snakkede i telefon med {h} om {dag}
    ringede for at høre hvordan det går, {p} lød {humør}
    talte med {h} i telefonen, {kort}
    # phoneFailed = phone-call:failed
    {P} tog ikke telefonen
    ringede to gange, ingen svarer
    telefonen er slukket, prøver igen {dag}
    # message = message
    skrev sammen om {dag}
    sms'ede {h} tidspunktet, fik en tommel
    {P} skrev tak for sidst, jeg skrev tilbage
    skrev lidt frem og tilbage med {h} i aftes
    # contactedUs = contacted-us
    {P} ringede selv!
    {p} skrev selv og spurgte om vi kom {dag}
    {P} opsøgte os, spurgte efter mig
    ringede selv i morges, ville bare høre en stemme
    kom selv hen til bilen før vi nåede at åbne
    # leftNote = left-note
    lagde en seddel i postkassen
    lagde et kort med vores nummer
    satte maden på trappen med en lap papir
    # heard = heard-from-others
    naboen siger at {p} har det skidt
    købmanden fortæller at {p} stadig handler der
    {=slægt} ringede og sagde at {p} er hjemme
    de andre siger at de har set {h} ved havnen
    # doorClosed = home-visit door-closed
    kørte ud til {h}, {p} lukkede ikke op
    ingen hjemme, lyset var tændt
    bankede på, gardinet bevægede sig, døren blev lukket
    grusvejstur til {h}, ingen åbnede
    var ude ved {hjem}, {P} ville ikke lukke op
    # doorOpened = home-visit door-opened
    kørte ud til {h}, {p} lukkede op
    grusvejstur, {P} åbnede døren på klem og så helt
    var ude ved {hjem}, {p} kom ud på trappen
    bankede på og {p} lukkede op med det samme
    {P} stod og ventede i døren da vi kom
    # homeTalk = home-visit
    var ude i {hjem}, {p} havde lavet kaffe
    gik en tur rundt om {hjem} med {h}, talte om {emne}
    sad i {hjem} en times tid, {p} var {humør}
    grusvejstur, satte mad ind i køleskabet sammen
    grusvejstur til {h}, kaffe i køkkenet
    var hjemme hos {h}, snakkede om {emne}
    kiggede forbi {hjem}, {p} var {humør}
    hjemmebesøg, {kort}
    kørte ud til {h}, sad på trappen og talte om {emne}
    var ude ved {h} med brænde, {vejr}
    # homeRefused = home-visit:declined
    vil ikke have os ud til {hjem}, kommer hellere herned
    nej tak til besøg, {p} vil helst ses ude
    spurgte om vi måtte kigge ud, det ville {p} ikke
    # longAbsence = long-absence
    ikke set {h} i {n} uger
    ingen har set {h} længe
    savner {h}, har ikke været her siden sidst på måneden
    stadig intet spor af {h}
    # back
    tilbage efter pausen, {humør}
    {P} kom igen, sagde ikke hvor {p} havde været
    så {h} igen, dejligt
    nu er {p} her igen, vi spurgte ikke
    """
}
