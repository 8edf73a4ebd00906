extension Phrases {
  /// The numbers of a count must be plain to any reader: no other numbers, and no number words, stand there.
  static let organisation = """
    # stemning
    hyggeligt
    {vejr}
    god stemning
    stille aften
    travlt
    mange blev længe
    kaffemaskinen drillede
    lukkede kl 20.30
    snak og kortspil
    # countMore = headcount
    {heads} gæster, {meals} spiste{nye}
    {heads} gæster, {meals} spiste{nye}. {stemning}
    {heads} mødte op, {meals} måltider{nye}. {stemning}
    {heads} kom, {meals} portioner{nye}, {stemning}
    {heads} mennesker i dag, {meals} måltider{nye}
    {heads} personer, {meals} tallerkener{nye}. {stemning}
    {heads} i alt, {meals} spiste{nye}
    # countAll = headcount
    {heads} gæster, alle spiste{nye}
    {heads} mennesker i dag, alle spiste{nye}. {stemning}
    {heads} kom, alle spiste{nye}
    {heads} mødte op, alle spiste{nye}, {stemning}
    # countCoffee = headcount
    {heads} kaffe, {meals} mad{nye}. {stemning}
    {heads} kaffe, {meals} mad{nye}
    {heads} kaffe og {meals} mad{nye}, {stemning}
    # countOne = headcount
    1 kom, {meals} spiste. {stemning}
    1 kaffe, {meals} mad
    # countNone = headcount
    ingen kom
    ingen kom i dag. {stemning}
    # cancelled = stop-cancelled
    stoppet i {by} aflyst
    ingen stop i {by} i dag, vi kan ikke komme frem
    aflyst i {by}, lagde besked på opslagstavlen
    # reflection = reflection
    noget at tænke over: vi taler for meget om papirer
    tænker over om vi kommer for sent på aftenen
    spørgsmål til torsdag: hvem siger farvel når vi skifter hjælper
    # remark
    termokanden lækker, køb en ny
    mangler kopper og rugbrød
    naboen til pladsen kom med æbler
    vejen var glat, kør langsomt ved broen
    """
}
