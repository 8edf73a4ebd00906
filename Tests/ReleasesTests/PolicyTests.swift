import Events
import Releases
import Testing

@Suite struct `A policy` {
  static let groups = [
    "help": ["mitid", "letters"], "trust": ["gave-name", "laughed"], "life": ["illness", "sober", "work"],
    "contact": ["door-opened", "door-closed", "met-at-stop"], "consent": ["consent-given"],
    "stop": ["headcount", "reflection"], "promise": ["promised", "promise-kept", "handover"],
  ]

  @Test(arguments: Tier.allCases, [Language.danish, .english])
  func `that is printed reads as the default`(tier: Tier, language: Language) throws {
    var policy = Policy(tier: tier, groups: Self.groups)
    policy.study = "doors-2026"
    policy.title = "Døre \"og\" lofter: 100 % # ikke"
    (policy.rights.holder, policy.rights.words) = ("Gadens: \"Venner\"", "Må deles, # med tak.")
    if tier == .c { (policy.rights.license, policy.rights.doi) = ("CC-BY-4.0", "10.99999/opdigtet.1") }
    policy.places.municipality = ["Nibe, havnen": "Aalborg", "Als": "Mariagerfjord", "no": "Aalborg"]
    policy.places.region = ["Aalborg": "Nordjylland", "Mariagerfjord": "Nordjylland"]
    let text = policy.written(language, unplaced: ["Et sted: \"bag\\ved\"", "yes"])
    policy.text = text
    #expect(try Policy(yaml: text, known: Self.groups) == policy)
  }

  @Test func `needs a study and nothing else`() throws {
    let policy = try Policy(yaml: "study: doors")
    #expect(policy.study == "doors" && policy.tier == .b && policy.guarantee.people == 11)
    #expect(try Policy(yaml: "study: doors\ntier: A").cap == nil)
    #expect(throws: PolicyError.self) { try Policy(yaml: "tier: B") }
  }

  @Test(
    arguments: [
      ("study: doors\nteir: B", 2, "‘tier’"), ("study: Døre", 1, "a–z"),
      ("study: a\ncap: one", 2, "2 to 100000"),
      ("study: a\nguarantee:\n  people: 11\n  peopel: 3", 4, "‘people’"),
      ("study: a\ntime: elapst", 2, "elapsed"),
      ("study: a\nsample: 1.5", 2, "0.5"), ("study: a\ntime: day", 2, "tier A"),
      ("study: a\nkinds:\n  dropped: [mitidd]", 3, "‘mitid’"), ("study: a\nstudy: b", 2, "twice"),
      ("study: a\nkinds:\n  categories:\n    x: [mitid]\n    y: [mitid]", 5, "both"),
      ("study: [", 1, "brackets"), ("", 1, "empty"), ("- a", 1, "keys with a value"),
      ("study: a\nnoise:\n  epsilon: 2/1", 3, "at most 1"),
      ("study: a\nrights:\n  license: CC-BY-4.0", 3, "passed on"),
      ("study: a\ntier: C\nrights:\n  license: some licence", 4, "SPDX"),
      ("study: a\nrights:\n  doi: https://doi.org/10.1234/a", 3, "without https"),
    ])
  func `that is wrong is told by line and remedy`(text: String, line: Int, word: String) throws {
    do {
      _ = try Policy(yaml: text, known: Self.groups)
      Issue.record("was taken")
    } catch {
      let problem = error.problems.first { $0.english.contains(word) }
      #expect(problem != nil, "\(error)")
      #expect(problem?.danish.isEmpty == false)
      if text.hasPrefix("study: [") == false, text.contains("study: b") == false {
        #expect(problem?.line == line, "\(error)")
      }
    }
  }

  @Test func `finds a stop by the town before its comma`() throws {
    let places = try PlaceRule(
      yaml: "municipalities:\n  Aalborg: [Nibe, Hals]\nregions:\n  Nordjylland: [Aalborg]")
    let placed = places.placing(["Nibe", "Nibe, havnen", "Andetsteds"])
    #expect(placed.places.municipality == ["Nibe": "Aalborg", "Nibe, havnen": "Aalborg"])
    #expect(placed.places.region == ["Aalborg": "Nordjylland"] && placed.unplaced == ["Andetsteds"])
  }
}
