extension Phrases {
  static let englishWords = """
    # airWinter
    frost
    snow
    minus 4 degrees
    # airMild
    rain
    wind
    # airSummer
    sun
    warm and still
    # mood
    tired today
    in good spirits
    quiet
    talkative
    calmer than last week
    a bit on edge
    # topic
    fishing
    the weather
    old engines
    football
    the neighbours
    prices
    # kin
    the sister
    the brother
    the daughter
    the son
    # past
    the children's home
    the years at sea
    the divorce
    losing the farm
    # office
    the council
    the job centre
    the benefits office
    # ache
    the back
    the heart
    diabetes
    the knee
    # dish
    soup
    stew
    pasta
    curry
    # garment
    a warm coat
    winter boots
    dry socks
    a hat
    # item
    glasses
    a winter coat
    a phone charger
    a blanket
    # callee
    the council
    the bank
    the housing office
    the doctor
    # errand
    the dentist
    the doctor
    the bank
    # homeHouse
    the caravan
    the cottage
    the old house
    # homeRough
    the car
    the tent
    the barn
    # homeFlat
    the flat
    # tail
    took a food bag home
    two coffees
    {p} was {mood}
    stayed till we packed up
    """
  static let englishContact = """
    # firstMeeting = first-meeting
    {P} is new today, {mood}
    first time we've met {h}, coffee and few words
    # knownNowYes
    been here before without a name, today {p} said we may remember
    # met = met-at-stop
    {P} was at the stop, {mood}
    {P} came to the van, {mood}
    met {h} at the stop, talked about {topic}
    # greeted = greeted
    just a nod today
    said hi and walked on
    # chat
    talked about {topic}
    {P} was {mood}
    not many words, but {p} stayed sitting
    # longTalk = long-talk
    long talk about {past}
    sat in the car for an hour talking about {topic}
    # phoneCall = phone-call
    rang {h}, {p} was {mood}
    spoke on the phone with {h} about {weekdayWord}
    # weekdayWord
    {dag}
    # phoneFailed = phone-call:failed
    {P} didn't pick up
    # message = message
    texted back and forth with {h}
    # contactedUs = contacted-us
    {P} rang us first!
    {p} wrote and asked if we were coming {dag}
    # leftNote = left-note
    left a note in the letterbox
    # heard = heard-from-others
    the neighbour says {p} is not well
    # doorClosed = home-visit door-closed
    drove out to {h}, no answer at the door
    # doorOpened = home-visit door-opened
    drove out to see {h}, {p} opened the door
    # homeTalk = home-visit
    home visit to {h}, talked about {topic}
    # homeRefused = home-visit:declined
    doesn't want us out at {hjem}, rather here
    # longAbsence = long-absence
    not seen {h} for {n} weeks
    # back
    back again after the break, {mood}
    # gaveName = gave-name
    told us {s} name today
    # sharedPersonal = shared-personal
    told us about {past}
    # showedHome = showed-home home-visit
    showed us round {hjem}
    # acceptedCompany = accepted-company
    would like us to come along next time
    # askedForHelp = asked-for-help
    {P} asked for help with {office}
    # contradicted = contradicted-us
    told us we were wrong about {office}, and came back with cake
    # entrusted = entrusted-us
    gave me the key to the letterbox
    # laughed = laughed
    laughed out loud with us
    # stayedLonger = stayed-longer
    stayed till we packed up
    # introducedOther = introduced-other
    brought a neighbour along
    # thanked = thanked
    said thank you at the door
    # declinedHelp = declined-help
    no help today, thanks, {p} said
    # wantsNoContact = wants-no-contact
    asked us to leave {h} alone
    # withdrew = withdrew
    got up and left when more people came
    # angry = angry
    furious about {office}
    # conflict = conflict-with-us
    feels we let {h} down
    # quarrel
    argued a little with {anden}, it passed
    # movedAway = moved-away
    moved away, the number is dead
    """
}
