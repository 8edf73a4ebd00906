extension Phrases {
  static let englishThings = """
    # meal = meal
    {P} had {dish}, twice
    # mealDeclined = meal:declined
    no food today, just coffee
    # foodBag = food-bag
    food bag for {h}
    # clothes = clothes
    gave {h} {garment}
    # clothesDeclined = clothes:declined
    wouldn't take the coat
    # bedding = bedding
    new sleeping bag for {h}
    # petFood = pet-food
    dog food for {dyr}
    # hygiene = hygiene
    soap and a toothbrush
    # phoneCredit = phone-credit
    topped up the phone
    # voucher = voucher
    bus ticket to {stad}
    # ateTogether = ate-together
    {P} ate with us at the table
    # ateApart = ate-together:declined
    wouldn't sit at the table, ate outside
    # helpedOut = helped-out
    {P} did the washing up
    carried tables in with us
    # taughtUs = taught-us
    taught us to tie a knot
    # birthday = celebrated
    birthday, we sang and had cake
    # christmas = celebrated
    Christmas dinner at the van
    # talkedWithOthers = talked-with-others
    talked a long time with {anden}
    # activity = activity
    played cards, {p} won
    # griefShared = grief-shared
    lit a candle together for someone we miss
    """
  static let englishHelp = """
    # letters = letters
    read a letter from {office} together
    # lettersDeclined = letters:declined
    didn't want to look at the letters
    # eBoks = e-boks
    opened e-Boks together, {nn} unread
    # eBoksFailed = e-boks:failed
    couldn't get into e-Boks
    # bank = bank-account
    NemKonto sorted
    # citizenService = citizen-service
    new health card ordered
    # calledAuthority = called-authority
    rang {office} together, {nn} minutes on hold
    # calledFailed = called-authority:failed
    couldn't get hold of {office}
    # transport = transport
    drove {h} home
    # repair = repair
    fixed the stove door
    # itHelp = it-help
    printed the papers
    # deadline = deadline
    found a deadline, the {dato}th
    # didItThemselves = did-it-themselves
    {P} rang {office} alone and sorted it
    # postExemption = post-exemption
    exempt from digital post now
    """
  static let englishPromises = """
    # promiseCall
    promised to ring {!callee} for {h}
    # keptCall = promise-kept
    rang {!callee} as promised
    # brokenCall = promise-broken
    forgot to ring {!callee}
    # promiseThing
    promised to bring {!item} next time
    # keptThing = promise-kept
    brought {!item} as promised
    # brokenThing = promise-broken
    forgot {!item}
    # promiseRide
    we'll drive {h} to {!errand} on {dag}
    # keptRide = promise-kept transport
    drove {h} to {!errand} as promised
    # brokenRide = promise-broken
    the car broke down, no ride to {!errand}
    # promiseVisit
    promised to come by {hjem} on {dag}
    # keptVisit = promise-kept home-visit
    came by {hjem} as promised
    # brokenVisit = promise-broken
    never made it out to {hjem} as promised
    # repaired = apologised
    said sorry, it's done now
    # releasedPromise
    not needed any more, {p} said
    # newFace = new-face
    {hj} is new and came along
    # handover = handover
    {hj} takes over from here
    """
}
