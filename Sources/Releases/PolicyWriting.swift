public import Events

extension Policy {
  /// The policy as YAML with a comment on each part, ready to be edited. What it is read to is this policy.
  /// - Parameter unplaced: stops of which no municipality is known.
  public func written(_ language: Language, unplaced: [String] = []) -> String {
    var text = PolicyWriter(language)
    text.write(self, unplaced: unplaced)
    return text.lines.joined(separator: "\n") + "\n"
  }
}

private struct PolicyWriter {
  let language: Language
  var lines: [String] = []

  init(_ language: Language) { self.language = language }

  mutating func write(_ policy: Policy, unplaced: [String]) {
    writeHead(policy)
    writeGuarantee(policy)
    writeKinds(policy)
    writeRest(policy)
    writePlaces(policy.places, unplaced)
  }

  private mutating func writeHead(_ policy: Policy) {
    note(
      "Hvad der må forlade huset, til hvem, og med hvilken garanti.",
      "What may leave, for whom, and with which guarantee.")
    add("study: \(policy.study)")
    add("title: \(quoted(policy.title))")
    note(
      "Hvad der spørges om, i ord som en deltager forstår; står på deltagerens kvittering.",
      "What is asked, in words that a participant understands; it stands on the participant's receipt.")
    add("question: \(quoted(policy.question))")
    note(
      "A: styret genafspilning, personhenførbart. B: forskningsfil med målt restrisiko. C: åbne tal med støj.",
      "A: controlled replay, personal data. B: research file, residual risk measured. C: open counts with noise."
    )
    add("tier: \(policy.tier.rawValue)")
    add("recipient:")
    add("  name: \(quoted(policy.recipient.name))")
    add("  institution: \(quoted(policy.recipient.institution))")
    note("  Hvor aftalen findes.", "  Where the agreement can be found.")
    add("  agreement: \(quoted(policy.recipient.agreement))")
    writeRights(policy.rights)
  }

  private mutating func writeRights(_ rights: Rights) {
    note(
      "Hvem der udgiver og nævnes som kilde, og hvad andre må: det tomme står der som ikke sagt.",
      "Who publishes and is cited, and what others may do: what is empty is told as not said.")
    add("rights:")
    add("  holder: \(quoted(rights.holder))")
    note("  Kun niveau C: navnet hos SPDX, fx CC-BY-4.0.", "  Tier C only: the name at SPDX, CC-BY-4.0 say.")
    add("  license: \(quoted(rights.license))")
    add("  words: \(quoted(rights.words))")
    add("  doi: \(quoted(rights.doi))")
  }

  private mutating func writeGuarantee(_ policy: Policy) {
    let guarantee = policy.guarantee
    add("")
    note(
      "Den, der kender op til `length` hændelser om nogen, finder mindst `people` ens eller ingen.",
      "Whoever knows up to `length` events of somebody finds at least `people` alike, or nobody.")
    add("guarantee:")
    add("  length: \(guarantee.length)")
    add("  people: \(guarantee.people)")
    add("  confidence: \(guarantee.confidence)")
    note(
      "  Er en større andel udsat, gøres slags, tid eller sted grovere for alle.",
      "  If a larger share is exposed, kinds, times or places are made coarser for all.")
    add("  local-budget: \(guarantee.localBudget)")
    guard !guarantee.sensitive.isEmpty else { return }
    note(
      "Kategorier, som ingen må kunne slutte sig til om nogen med mere end `confidence`.",
      "Categories of which nobody may conclude with more than `confidence` that somebody has one.")
    add("sensitive:")
    for rule in guarantee.sensitive {
      add("  - name: \(rule.name)")
      add("    categories: \(flow(rule.categories))")
      add("    confidence: \(rule.confidence)")
    }
  }

  private mutating func writeKinds(_ policy: Policy) {
    add("")
    note(
      "leaf: slags for sig. category: som her. contact: kun at vi mødtes. En slags, der står i ingen kategori, går med sin gruppe i ordforrådet.",
      "leaf: each kind. category: as here. contact: only that we met. A kind in no category goes with its group in the vocabulary."
    )
    add("kinds:")
    add("  level: \(policy.kinds.level.rawValue)")
    note(
      "  Om aftalt, afslået og ikke sket skelnes fra sket.",
      "  Whether arranged, declined and failed are told apart from happened.")
    add("  modes: \(policy.kinds.modes ? "yes" : "no")")
    note("  Slags, der aldrig forlader huset.", "  Kinds that never leave.")
    add("  dropped: \(flow(policy.kinds.dropped))")
    guard !policy.kinds.categories.isEmpty else { return }
    add("  categories:")
    for category in policy.kinds.categories { add("    \(category.name): \(flow(category.kinds))") }
  }

  private mutating func writeRest(_ policy: Policy) {
    add("")
    note(
      "elapsed: dage siden den første hændelse, i spande. quarter: kvartal. week, day: kun niveau A, forskudt.",
      "elapsed: days since the first event, in buckets. quarter: the quarter. week, day: tier A only, shifted."
    )
    add("time: \(policy.time.rawValue)")
    add("shift-weeks: \(policy.shiftWeeks)")
    note("none, role, eller pseudonym (kun A).", "none, role, or pseudonym (A only).")
    add("workers: \(policy.workers.rawValue)")
    note("Højst så mange hændelser af hver; none er alle.", "At most so many events of each; none is all.")
    add("cap: \(policy.cap.map(String.init) ?? "none")")
    note(
      "Færre deltagere end dette, og intet udleveres.", "Fewer participants than this, and nothing leaves.")
    add("least-participants: \(policy.leastParticipants)")
    note(
      "Andelen, der trækkes med: at mangle siger så ikke, at nogen har sagt fra.",
      "The share that is drawn: to be missing then does not tell that somebody said no.")
    add("sample: \(policy.sample)")
    note(
      "jsonl, csv, parquet, xes, ocel-json, ocel-sqlite, cloudevents",
      "jsonl, csv, parquet, xes, ocel-json, ocel-sqlite, cloudevents")
    add("formats: \(flow(policy.formats))")
    guard policy.tier == .c else { return writeNoiseIfChanged(policy.noise) }
    writeNoise(policy.noise)
  }

  private mutating func writeNoiseIfChanged(_ noise: NoiseRule) {
    if noise != NoiseRule() { writeNoise(noise) }
  }

  private mutating func writeNoise(_ noise: NoiseRule) {
    add("")
    note(
      "Niveau C: støjens budget i alt, hvor mange celler én tæller i, og hvilke tabeller.",
      "Tier C: the budget of noise in all, in how many cells one person counts, and which tables.")
    add("noise:")
    add("  epsilon: \(noise.epsilon.numerator)/\(noise.epsilon.denominator)")
    add("  contributions: \(noise.contributions)")
    add("  tables: [\(noise.tables.map(flow).joined(separator: ", "))]")
    note(
      "  Opdigtede forløb, trukket af støjfyldte overgange; order 2 kræver 20.000 deltagere.",
      "  Invented streams, drawn from noisy transitions; order 2 needs 20,000 participants.")
    add("  streams: \(noise.streams)")
    add("  order: \(noise.order)")
    note(
      "  laplace, eller gaussian, når én tæller i flere end 15 celler.",
      "  laplace, or gaussian where one person counts in more than 15 cells.")
    add("  shape: \(noise.shape.rawValue)")
    note(
      "  Kvartaler, som tabeller kan have; nævnes her og læses aldrig af hændelserne.",
      "  Quarters that tables can have; named here, never read from the events.")
    add("  quarters: \(flow(noise.quarters))")
  }

  private mutating func writePlaces(_ places: PlaceRule, _ unplaced: [String]) {
    add("")
    note(
      "none, region eller municipality. Et stop uden kommune udleveres uden sted.",
      "none, region, or municipality. A stop of no municipality leaves without a place.")
    add("places:")
    add("  level: \(places.level.rawValue)")
    write("regions", places.region)
    write("municipalities", places.municipality)
    guard !unplaced.isEmpty else { return }
    note(
      "  Stop i loggen, hvis kommune ikke kendes: flyt dem op.",
      "  Stops of the log of no known municipality: move them up.")
    add("  unplaced:")
    for stop in unplaced.sorted() { add("    - \(quoted(stop))") }
  }

  private mutating func write(_ name: String, _ members: [String: String]) {
    guard !members.isEmpty else { return }
    add("  \(name):")
    for (whole, members) in Dictionary(grouping: members.keys, by: { members[$0] ?? "" }).sorted(by: {
      $0.key < $1.key
    }) {
      add("    \(quoted(whole)): [\(members.sorted().map(quoted).joined(separator: ", "))]")
    }
  }

  // MARK: text

  private mutating func add(_ line: String) { lines.append(line) }

  private mutating func note(_ danish: String, _ english: String) {
    let text = language.say(danish, english)
    let indent = text.prefix { $0 == " " }
    add("\(indent)# \(text.dropFirst(indent.count))")
  }

  private func flow(_ names: [String]) -> String { "[\(names.joined(separator: ", "))]" }

  /// A double-quoted scalar (YAML 1.2, 7.3.1).
  private func quoted(_ text: String) -> String {
    var out = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": out += "\\\""
      case "\\": out += "\\\\"
      case "\n": out += "\\n"
      case "\t": out += "\\t"
      case let control where control.value < 0x20 || control.value == 0x7F:
        out += "\\x" + [UInt8(control.value)].hexadecimal
      default: out.unicodeScalars.append(scalar)
      }
    }
    return out + "\""
  }
}
