import Events
import Reading
import Testing

@Suite struct `What is probably not meant` {
  func warnings(da: String, above: String = "") throws -> [String] {
    try VocabularyFile(above + `A vocabulary file`.good.replacing("da: [tandlæge-]", with: "da: [\(da)]"))
      .warnings()
      .map(\.description)
  }

  @Test(arguments: [
    ("tand, fik trukket tand", "fik trukket tand", "tand"), ("tand-, tandpine", "tandpine", "tand-"),
    ("-læge, =øjenlæge", "=øjenlæge", "-læge"), ("tand, =tand", "=tand", "tand"),
    ("tand ... ud, fik tand ... ud", "fik tand ... ud", "tand ... ud"), ("tand, tand", "tand", "tand"),
    ("tand (ud), tand ud", "tand ud", "tand (ud)"), ("tand + ud, tand ... ud", "tand ... ud", "tand + ud"),
    ("nej tand: declined, helt nej tand: declined", "helt nej tand: declined", "nej tand: declined"),
  ]) func `warns of a phrase that a shorter one of its kind finds`(
    da: String, longer: String, shorter: String
  )
    throws
  {
    let warnings = try warnings(da: da)
    #expect(warnings.count == 1)
    #expect(warnings.first?.hasPrefix("line 5: “\(longer)” is found by “\(shorter)” on line 5") ?? false)
  }

  @Test(arguments: [
    "tand, tænder", "fik trukket tand, fik tænder", "tand, fik tand: declined", "tandpine, tand-",
    "tand ... ud, tand ind", "=tand, tanden", "tand/tænder ud, tand ud nu, tænder",
  ]) func `warns of none that finds something of its own`(da: String) throws {
    #expect(try warnings(da: da).filter { $0.contains("“tand” is found") || $0.contains("“fik") } == [])
  }

  @Test func `warns of a phrase of fillers, in their language alone`() throws {
    let fillers = "sets:\n  - set: filler\n    da: [=han, =ikke]\n    en: [=he]\n"
    let found = try warnings(da: "ikke, tand (han), (tænder) han, he", above: fillers)
    #expect(found.map { $0.prefix(19) } == ["line 9: “(tænder) h", "line 9: “ikke” may "])
  }
}
