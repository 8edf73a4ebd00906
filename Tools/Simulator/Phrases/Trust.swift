extension Phrases {
  static let trust = """
    # gaveName = gave-name
    {p} fortalte hvad {p} hedder i dag
    sagde sit navn, helt af sig selv
    fik navn i dag, det tog sin tid
    gav hånd og sagde sit navn
    # sharedPersonal = shared-personal
    fortalte for første gang om {minde}
    {p} sagde noget om {minde} og så ikke mere
    talte om {minde}, jeg holdt mund
    fortalte om {minde}
    {P} viste et billede af {=slægt} og fortalte
    åbnede sig om {minde}, græd lidt
    talte stille om {minde}, første gang
    {p} fortalte om {minde} mens vi vaskede op
    # showedHome = showed-home home-visit
    viste os rundt i {hjem}
    {P} lod os komme helt ind i {hjem} i dag
    måtte se hvor {p} sover, {p} havde ryddet op
    viste os {hjem} og var stolt af reolen
    # acceptedCompany = accepted-company
    ville gerne have mig med næste gang
    sagde ja til følgeskab
    {P} vil godt have at vi går med ind
    ja tak til at vi tager med {dag}
    # askedForHelp = asked-for-help
    {P} bad om hjælp, det har {p} aldrig gjort før
    spurgte om vi ville hjælpe med {myndighed}
    bad os om hjælp til et papir
    spurgte selv om vi kunne se på noget sammen
    # contradicted = contradicted-us
    sagde at jeg tog fejl om {myndighed}, og kom igen {dag}
    {P} skældte ud sidst og kom igen i dag, det er godt
    {p} var uenig med os og sagde det lige ud, og bagefter fik vi kaffe
    # entrusted = entrusted-us
    gav mig nøglen til postkassen
    {P} betroede os noget som ikke skal stå her
    bad os passe på en kuvert
    betroede mig at {p} ikke kan læse så godt
    # laughed = laughed
    {P} grinede så {p} måtte holde sig til bordet
    lo ad min hue, med rette
    fortalte en vits, den var god
    grinede højt i dag
    {P} drillede os med kaffen, vi grinede
    vi lo så vi måtte sætte os
    sjov i dag, grinede med os alle
    # stayedLonger = stayed-longer
    blev til vi pakkede sammen
    {P} blev hele tiden i dag, det plejer {p} ikke
    gik sidst af alle
    blev hængende længe efter kaffen
    # introducedOther = introduced-other
    tog sin nabo med
    {P} kom med en kammerat, "han trænger også"
    havde {=slægt} med i dag
    tog en anden med som ikke kendte os
    # thanked = thanked
    sagde tak, bare det
    {P} sagde tak fordi vi gider
    tak for alt, sagde {p} i døren
    """
  static let limits = """
    # declinedHelp = declined-help
    "jeg klarer mig", sagde {p}
    nej tak til det hele i dag
    takkede nej til hjælp
    nej tak, {p} klarer sig selv
    ikke noget i dag, tak
    {P} ville ikke have hjælp, kun kaffe
    # wantsNoContact = wants-no-contact
    ville ikke snakke i dag, fair
    bad os lade {h} være
    {P} vil ikke kontaktes for tiden
    "lad mig være", sagde {p}, det gør vi
    # withdrew = withdrew
    var der, og så var {p} væk
    satte koppen og gik
    trak sig da der kom flere til
    {P} gik igen efter to minutter
    gik midt i det hele
    rejste sig og gik da vi talte om {myndighed}
    # angry = angry
    bandede over {myndighed} i tyve minutter
    vred på alt, men blev siddende
    {P} var rasende over {myndighed}
    vred i dag, smækkede med bildøren
    råbte ad os, gik en tur og kom tilbage
    sur på det hele, mest på {myndighed}
    # conflict = conflict-with-us
    skuffet over os, og det forstår jeg godt
    {P} var sur fordi vi ikke kom som aftalt
    følte sig overset i køen, sagde det lige ud
    vi rodede i det og {p} blev ked af det
    # quarrel
    skændtes lidt med {anden} om radioen, det gik over
    uenig med {anden} om {emne}
    # movedAway = moved-away
    {P} er flyttet til {større}
    er rejst, siger de andre
    flyttet, nummeret er lukket
    {P} flyttede i weekenden, sagde farvel sidst
    """
}
