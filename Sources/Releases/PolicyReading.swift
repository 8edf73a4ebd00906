internal import Yams

extension Policy {
  /// The events of a release can be written so.
  public static let formatNames = [
    "jsonl", "csv", "parquet", "xes", "ocel-json", "ocel-sqlite", "cloudevents",
  ]

  /// What stands in a policy of this tier where the text says nothing.
  public init(tier: Tier) {
    self.init()
    self.tier = tier
    switch tier {
    case .a:
      (kinds.level, time, places.level, workers) = (.leaf, .week, .municipality, .pseudonym)
      (cap, leastParticipants) = (nil, 1)
    case .b: break
    case .c: (time, leastParticipants) = (.quarter, 200)
    }
  }

  /// Reads a policy. Every key may be left out but `study`; all that is wrong is told at once, line by line.
  /// - Parameter known: the kinds of the vocabulary by group: others are refused. Nil leaves kinds unlooked at.
  public init(yaml text: String, known: [String: [String]]? = nil) throws(PolicyError) {
    var parser = PolicyParser(known)
    self = try parser.read(text)
  }
}

/// Reads the parts of a policy and notes what is wrong on the way, so that one reading shows all.
struct PolicyParser {
  var problems: [PolicyError.Problem] = []
  var policy = Policy()
  /// Kinds, and groups.
  let known: [String: [String]]?

  init(_ known: [String: [String]]?) { self.known = known }

  mutating func read(_ text: String) throws(PolicyError) -> Policy {
    if let root = compose(text) { readParts(root) }
    policy.text = text
    guard problems.isEmpty else { throw PolicyError(problems) }
    return policy
  }

  fileprivate mutating func compose(_ text: String) -> Node? {
    do {
      if let root = try Yams.compose(yaml: text) { return root }
      note(1, "filen er tom: begynd med study: og et navn", "the file is empty: begin with study: and a name")
    } catch let error as YamlError {
      note(error)
    } catch {
      note(1, "filen kan ikke læses: \(error)", "the file cannot be read: \(error)")
    }
    return nil
  }

  // MARK: parts

  private static let keys = [
    "study", "title", "question", "tier", "recipient", "rights", "guarantee", "sensitive", "kinds", "time",
    "shift-weeks", "places", "workers", "cap", "least-participants", "sample", "noise", "formats",
  ]

  private mutating func readParts(_ root: Node) {
    guard let parts = fields(root, Self.keys) else { return }
    if let tier = parts["tier"] {
      policy = Policy(tier: word(tier, Tier.allCases.map(\.rawValue)).flatMap(Tier.init(rawValue:)) ?? .b)
    }
    if parts["study"] == nil {
      note(root, "der mangler study: skriv studiets navn", "study is missing: write the name of the study")
    }
    for (key, value) in parts { readPart(key.string ?? "", value) }
    checkBounds(root)
  }

  private mutating func readPart(_ key: String, _ value: Node) {
    switch key {
    case "study": policy.study = name(value)
    case "title": policy.title = text(value)
    case "question": policy.question = text(value)
    case "recipient": readRecipient(value)
    case "rights": readRights(value)
    case "guarantee": readGuarantee(value)
    case "sensitive": policy.guarantee.sensitive = list(value).compactMap { sensitive($0) }
    case "kinds": readKinds(value)
    case "time": policy.time = choice(value) ?? policy.time
    case "shift-weeks": policy.shiftWeeks = number(value, 1...520) ?? policy.shiftWeeks
    case "places": readPlaces(value)
    case "workers": policy.workers = choice(value) ?? policy.workers
    case "cap": policy.cap = value.string == "none" ? nil : number(value, 2...100_000) ?? policy.cap
    case "least-participants":
      policy.leastParticipants = number(value, 1...1_000_000_000) ?? policy.leastParticipants
    case "sample": policy.sample = share(value) ?? policy.sample
    case "noise": readNoise(value)
    case "formats": policy.formats = list(value).compactMap { word($0, Policy.formatNames) }
    default: break
    }
  }

  private mutating func readRecipient(_ node: Node) {
    guard let parts = fields(node, ["name", "institution", "agreement"]) else { return }
    if let value = parts["name"] { policy.recipient.name = text(value) }
    if let value = parts["institution"] { policy.recipient.institution = text(value) }
    if let value = parts["agreement"] { policy.recipient.agreement = text(value) }
  }

  private mutating func readGuarantee(_ node: Node) {
    guard let parts = fields(node, ["length", "people", "confidence", "local-budget"]) else { return }
    if let value = parts["length"] { policy.guarantee.length = number(value, 1...4) ?? 3 }
    if let value = parts["people"] { policy.guarantee.people = number(value, 2...10_000) ?? 11 }
    if let value = parts["confidence"] { policy.guarantee.confidence = share(value) ?? 0.5 }
    if let value = parts["local-budget"] { policy.guarantee.localBudget = share(value) ?? 0.05 }
  }

  private mutating func sensitive(_ node: Node) -> SensitiveRule? {
    guard let parts = fields(node, ["name", "categories", "confidence"]) else { return nil }
    var rule = SensitiveRule("", [], confidence: 0.2)
    if let value = parts["name"] { rule.name = name(value) }
    if let value = parts["confidence"] { rule.confidence = share(value) ?? 0.2 }
    rule.categories = parts["categories"].map { texts($0) } ?? []
    if rule.name.isEmpty || rule.categories.isEmpty {
      note(
        node, "en følsom regel har name: og categories: skriv begge",
        "a sensitive rule has name: and categories: write both")
    }
    return rule
  }

  private mutating func readKinds(_ node: Node) {
    guard let parts = fields(node, ["level", "modes", "categories", "dropped"]) else { return }
    if let value = parts["level"] {
      policy.kinds.level =
        word(value, ["leaf", "category", "contact"]).flatMap(KindRule.Level.init(rawValue:)) ?? .category
    }
    if let value = parts["modes"] { policy.kinds.modes = word(value, ["yes", "no"]) != "no" }
    if let value = parts["dropped"] { policy.kinds.dropped = kinds(value) }
    guard let value = parts["categories"] else { return }
    for (key, list) in mapping(value) ?? [:] {
      policy.kinds.categories.append(KindRule.Category(name(key), kinds(list)))
    }
    checkOnce(value)
  }

  fileprivate mutating func readPlaces(_ node: Node) {
    guard let parts = fields(node, ["level", "municipalities", "regions", "unplaced"]) else { return }
    if let value = parts["level"] { policy.places.level = choice(value) ?? .region }
    if let value = parts["municipalities"] { policy.places.municipality = members(value) }
    if let value = parts["regions"] { policy.places.region = members(value) }
  }

  private mutating func readNoise(_ node: Node) {
    let keys = ["epsilon", "contributions", "tables", "streams", "order", "shape", "quarters"]
    guard let parts = fields(node, keys) else { return }
    if let value = parts["order"] { policy.noise.order = number(value, 1...2) ?? 1 }
    if let value = parts["shape"] { policy.noise.shape = choice(value) ?? .laplace }
    if let value = parts["quarters"] { policy.noise.quarters = quarters(value) }
    if let value = parts["epsilon"] { policy.noise.epsilon = fraction(value) ?? Fraction(1, 1) }
    if let value = parts["contributions"] { policy.noise.contributions = number(value, 1...1000) ?? 32 }
    if let value = parts["streams"] { policy.noise.streams = number(value, 0...10_000_000) ?? 0 }
    if let value = parts["tables"] {
      policy.noise.tables = list(value).map { table in
        list(table).compactMap { word($0, ["category", "region", "quarter"]) }
      }
    }
    if policy.noise.tables.joined().contains("quarter"), policy.noise.quarters.isEmpty {
      note(
        node, "en tabel har quarter, men quarters mangler: nævn kvartalerne, fx [2025-Q1, 2025-Q2]",
        "a table has quarter, but quarters is missing: name the quarters, [2025-Q1, 2025-Q2] say")
    }
  }
}

extension PlaceRule {
  /// Reads a file of places: `municipalities:` and `regions:`, as they stand under `places:` in a policy.
  public init(yaml text: String) throws(PolicyError) {
    var parser = PolicyParser(nil)
    if let root = parser.compose(text) { parser.readPlaces(root) }
    guard parser.problems.isEmpty else { throw PolicyError(parser.problems) }
    self = parser.policy.places
  }

  /// Where these stops lie: a stop lies where its name stands, or else where the name before its first comma does.
  /// - Returns: also those of which nothing is known.
  public func placing(_ stops: [String]) -> (places: PlaceRule, unplaced: [String]) {
    var (placed, unplaced) = (self, [String]())
    placed.municipality = [:]
    for stop in stops {
      let town = String(stop.prefix { $0 != "," })
      if let found = municipality[stop] ?? municipality[town] {
        placed.municipality[stop] = found
      } else {
        unplaced.append(stop)
      }
    }
    let used = Set(placed.municipality.values)
    placed.region = region.filter { used.contains($0.key) }
    return (placed, unplaced)
  }
}
