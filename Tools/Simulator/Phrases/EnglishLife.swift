extension Phrases {
  static let englishLife = """
    # unwell = unwell
    {P} was cold and hadn't eaten
    # homeUnsafe = home-unsafe
    no heating in {hjem}
    # suicidalTalk = suicidal-talk
    said {p} doesn't want to live, we stayed and rang the crisis line together
    # afterSuicidalTalk = phone-call
    rang this morning as agreed, {p} had slept
    # violence = violence
    bruises on the arm, wouldn't say from what
    # childConcern = child-concern
    worried about the little one at home, told the coordinator
    # workerSafety = worker-safety
    always go two out there, loose dog
    # bereavement = bereavement
    {=kin} died on Saturday
    # petDied = bereavement pet
    {dyr} died last night
    # petNew = pet
    got a puppy called {dyr}
    # petTalk = pet
    {dyr} slept under the table
    # family = family-contact
    {=kin} rang, {p} picked up
    # familyFailed = family-contact:failed
    {=kin} didn't come after all
    # anniversary = anniversary
    hard day, an anniversary
    # illness = illness
    {=ache} again, new pills
    # consentRemark
    showed {h} what we have written, {p} nodded
    # askedWhatWeHold = asked-what-we-hold
    asked to see what we've written
    # correctionAsked = correction
    corrected us, it was the brother not the father
    # sharing = consent-to-share
    we may tell the debt adviser
    # debtFound = letters
    a stack of reminders, {n} of them unopened
    # debtDeclined = debt-advice:declined
    no to the debt adviser, not yet
    # debtBooked = debt-advice:arranged
    debt adviser booked for {dag}
    # debtFailed = debt-advice:failed
    didn't get to the debt adviser
    # debtWent = debt-advice accompanied
    went along to the debt adviser
    # debtWaiting = waiting-list
    on the waiting list for debt advice
    # debtGranted = granted
    payment plan granted
    # debtRefused = refused-by-system
    refused
    # complaint = complaint application
    wrote the complaint together
    # complaintWon = granted
    the complaint was upheld, granted
    """
  static let englishHousing = """
    # rough = sleeping-rough
    sleeping in {hjem} now
    # eviction = eviction-threat
    eviction letter, the {dato}th
    # housingOffice = housing-office
    at the housing office with {h}
    # waitingList = waiting-list
    on the waiting list for a flat now
    # waitingStill = waiting-list
    still on the waiting list
    # offered = housing-offered
    {P} was offered a flat
    # offerDeclined = housing-offered:declined
    turned down the flat, too far
    # viewing = viewing
    saw the flat together
    # signed = tenancy-signed
    signed the lease
    # guarantee = housing-guarantee
    the council backs the deposit
    # movedIn = moved-in
    moved in today, we carried the bed
    # tenancyTrouble = tenancy-trouble
    the neighbour complains about noise
    # shelter = shelter
    got a bed at the shelter
    # shelterDeclined = shelter:declined
    no to the shelter, too many people
    """
  static let englishHealth = """
    # toothHurts = unwell
    toothache, couldn't eat
    # toothDeclined = dentist:declined
    no dentist, {p} said
    # toothBooked = dentist:arranged
    dentist booked for {dag}
    # toothFailed = dentist:failed
    didn't go to the dentist
    # toothCancelled = dentist:failed
    the dentist cancelled
    # toothWent = dentist accompanied
    went along to the dentist
    # toothDone = dentist
    done at the dentist, showed us the smile
    # doctorDeclined = doctor:declined
    won't see a doctor
    # doctorBooked = doctor:arranged
    doctor booked for {dag}
    # doctorFailed = doctor:failed
    didn't turn up at the doctor's
    # doctorWent = doctor accompanied
    went along to the doctor
    # hospitalBooked = hospital:arranged
    hospital on the {dato}th
    # hospitalIn = hospital
    in hospital with {=ache}
    # hospitalVisited = visited-elsewhere
    visited {h} in hospital
    # hospitalOut = released
    discharged from hospital
    # relapse = relapse
    drinking again, said so
    # treatmentDeclined = addiction-treatment:declined
    won't hear of treatment
    # treatmentBooked = addiction-treatment:arranged
    rehab starts {dag}
    # treatmentFailed = addiction-treatment:failed
    missed the drug clinic
    # treatmentStarted = addiction-treatment
    started rehab
    # sober = sober
    sober {n} weeks
    # soberLong = sober
    sober {n} months
    # gamblingTold = shared-personal
    told us about the gambling
    # gamblingDeclined = gambling-treatment:declined
    no help with the gambling
    # gamblingBooked = gambling-treatment:arranged
    gambling group booked for {dag}
    # gamblingStarted = gambling-treatment
    went to the first gambling group
    # psychBooked = psychiatry:arranged
    referred to psychiatry
    # psychFailed = psychiatry:failed
    didn't make it to psychiatry
    # psychWent = psychiatry accompanied
    went along to psychiatry
    """
  static let englishSystems = """
    # mitidFailed = mitid:failed
    MitID is blocked
    # mitidBooked = mitid:arranged
    new code device on its way
    # mitidPaper = citizen-service:failed
    no passport, citizen service sent us home
    # mitidWorks = mitid
    MitID works now, {p} typed it in
    # mitidSelf = did-it-themselves mitid
    used MitID alone today
    # benefitStopped = benefits
    the benefits have stopped
    # benefitCalled = called-authority
    rang {office} about the money
    # benefitApplied = application benefits
    applied for benefits together
    # benefitWaiting = benefits
    no answer about the benefits yet
    # benefitGranted = granted
    granted! the money comes {dag}
    # benefitRefused = refused-by-system
    refused by {office}
    # contactBooked = contact-person:arranged
    support person starts in two weeks
    # contactFailed = contact-person:failed
    the support person didn't show
    # contactMet = contact-person
    met the new support person
    # supportStarted = home-support
    home support has started
    # warmHandover = warm-handover
    introduced them over coffee, they carried on without us
    # legalAid = legal-aid
    legal aid looked at the case
    # outreach = outreach-team
    the street team came by
    # church = church-ngo
    the vicar came by
    # crisisCentre = crisis-centre
    the crisis centre had a room
    # jobcentreBooked = jobcentre:arranged
    job centre on {dag}
    # jobcentreFailed = jobcentre:failed
    missed the job centre meeting
    # jobcentreWent = jobcentre accompanied
    went along to the job centre
    # workTrial = work
    work trial at the recycling yard
    # workStarted = work
    got the job!
    # prisonVisited = visited-elsewhere
    visited {h} in custody
    # released = released
    released this morning
    # probation = prison-probation
    probation meeting, on time
    """
  static let englishOrganisation = """
    # air
    {vejr}
    cosy
    quiet evening
    good talk and cards
    # countMore = headcount
    {heads} guests, {meals} meals{nye}
    {heads} people, {meals} meals{nye}. {air}
    {heads} came, {meals} ate{nye}. {air}
    # countAll = headcount
    {heads} guests, everyone ate{nye}
    {heads} people, everyone ate{nye}. {air}
    # countCoffee = headcount
    {heads} people, {meals} ate{nye}
    # countOne = headcount
    1 came, {meals} ate
    # countNone = headcount
    nobody came
    # cancelled = stop-cancelled
    {by} stop called off
    # reflection = reflection
    to think about: do we talk too much about papers
    # remark
    the thermos leaks
    """
}
