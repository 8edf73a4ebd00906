import Events
import TestGround
import Testing

@testable import Reading

@Suite struct `A clause` {
  @Test(arguments: [
    ("ville ikke suppe men fik sko", ["soup declined", "shoes happened"]),
    ("fik suppe, men ikke sko", ["soup happened"]),
    ("hun fik suppe hun ville ikke sko", ["soup happened", "shoes declined"]),
    ("fik ikke suppe og sko", ["soup failed", "shoes failed"]),
    ("ville suppe men ikke xyz", ["soup happened"]),
  ])
  func `keeps its no to itself and to the list that goes on with it`(line: String, told: [String]) throws {
    #expect(try Signs.told(line) == told)
  }

  @Test(arguments: ["ikke suppe", "ingen suppe", "suppe var det ikke"])
  func `tells nothing of what a bare no denies`(line: String) throws {
    #expect(try Signs.told(line) == [])
  }

  @Test(arguments: [
    ("ingen suppe, tak", ["soup declined"]), ("ikke kun suppe", ["soup happened"]),
    ("ingen i dag fik suppe", ["soup happened"]),
    ("ingen varme og suppe", ["cold happened", "soup happened"]),
  ])
  func `reads a no with the words around it`(line: String, told: [String]) throws {
    #expect(try Signs.told(line) == told)
  }

  @Test(arguments: [
    ("læge tirsdag", "arranged"), ("var hos læge tirsdag", "happened"), ("læge i morgen", "arranged"),
    ("skal til læge, aflyst", "failed"), ("lovede at vi skal til læge", "arranged"),
  ])
  func `is a plan by a verb, by a time ahead, and by a date where nothing is done`(line: String, mode: String)
    throws
  {
    #expect(try Signs.told(line) == ["doctor \(mode)"])
  }

  @Test(arguments: [
    ("fik ikke udsat", []), ("ville ikke udsat", []), ("ikke udsat", []),
    ("skal udsat", ["evicted happened"]),
    ("udsat i morgen", ["evicted happened"]),
    ("i morgen udsat, skal til læge", ["evicted happened", "doctor arranged"]),
  ])
  func `touches what lies never ahead by a no alone, and no time makes a plan of it`(
    line: String, told: [String]
  )
    throws
  {
    #expect(try Signs.told(line) == told)
  }

  @Test(arguments: [
    ("læge i morgen, men ville ikke", ["doctor declined"]), ("skal til læge. fik ikke", ["doctor failed"]),
    ("læge. aflyst", ["doctor failed"]), ("læge. sko, aflyst", ["doctor happened", "shoes failed"]),
    ("var hos læge. aflyst", ["doctor happened"]),
    ("læge, men døren aflyst", ["doctor happened", "shut happened"]),
    ("nej, læge", ["doctor declined"]), ("nej, han fik suppe", ["soup happened"]),
    ("nej, ingen læge", ["doctor declined"]), ("nej, læge ikke", []),
    ("læge, nej tak", ["doctor declined", "no happened"]),
    ("var hos læge, nej tak", ["doctor happened", "no happened"]),
    ("læge. nej tak", ["doctor happened", "no happened"]),
    ("læge, prøver igen", ["doctor arranged"]),
    ("fik ikke læge, prøver igen", ["doctor failed", "doctor arranged"]),
    ("billet bestilt, aflyst", ["ticket failed"]), ("aflyst, ingen suppe", ["soup failed"]),
    ("aflyst, men ingen suppe", []),
  ])
  func `is undone by what follows and tells nothing itself, and by a no that stands before it alone`(
    line: String, told: [String]
  ) throws {
    #expect(try Signs.told(line) == told)
  }

  @Test(arguments: [
    ("skal løsladt", ["free arranged"]), ("løsladt i morgen", ["free arranged"]),
    ("løsladt tirsdag", ["free happened"]),
    ("skal vi, løsladt", ["free happened"]), ("ikke løsladt", []),
  ])
  func `touches what can only have happened by the verb before it or a time ahead`(
    line: String, told: [String]
  )
    throws
  {
    #expect(try Signs.told(line) == told)
  }
}

@Suite struct `A day in figures` {
  @Test(arguments: ["læge 9/2", "læge d. 9/2", "læge 31/12.", "læge 24.12", "læge 9.2.26", "læge 9/2-26"])
  func `is a date`(line: String) throws {
    #expect(try Signs.told(line) == ["doctor arranged"])
  }

  @Test(arguments: [
    "læge 1/2 dag", "læge 24/7", "læge 13.30", "læge 10.10", "læge 32/1", "læge 9/13", "læge 9,2", "læge 9.2",
    "læge 9/2/8/1", "læge 1/2/3/4", "læge 9/2.26", "var hos læge 9/2",
  ])
  func `is none where it may be a share, a time or a price, nor where something was done`(line: String) throws
  {
    #expect(try Signs.told(line) == ["doctor happened"])
  }
}

@Suite struct `A sentence` {
  @Test(arguments: ["skal til dr. Madsen og læge", "skal m. hr. Jensen til læge"])
  func `goes on behind a title`(line: String) throws {
    #expect(try Signs.told(line) == ["doctor arranged"])
  }

  @Test(arguments: ["skal til by. Madsen og læge", "skal her. Madsen til læge"])
  func `ends behind a word before a capital`(line: String) throws {
    #expect(try Signs.told(line) == ["doctor happened"])
  }

  @Test(arguments: ["skal til 2-mands læge", "skal til mit-id læge"])
  func `goes on past a hyphen inside a word`(line: String) throws {
    #expect(try Signs.told(line) == ["doctor arranged"])
  }
}

@Suite struct `What was done` {
  @Test(arguments: [
    ("var hos læge, han svarede ikke", "failed"), ("var hos læge. svarede ikke", "failed"),
    ("var hos læge, aflyst", "happened"), ("var hos læge, men fik suppe, svarede ikke", "happened"),
    ("var hos læge, hans bror svarede ikke", "happened"),
  ])
  func `was done in vain where what follows says so, and tells nothing itself`(line: String, mode: String)
    throws
  {
    #expect(try Signs.told(line).first == "doctor \(mode)")
  }
}

@Suite struct `A list of plans` {
  @Test(arguments: [
    ("skal til læge og ham sko", ["doctor arranged", "shoes arranged"]),
    ("skal til læge og han sko", ["doctor arranged", "shoes happened"]),
  ])
  func `goes on past whom it is done to, not past who does it`(line: String, told: [String]) throws {
    #expect(try Signs.told(line) == told)
  }
}

@Suite struct `What another tells` {
  @Test(arguments: [
    ("naboen sagde suppe, læge og sko", []), ("naboen sagde suppe, han fik sko", []),
    ("naboen sagde suppe, vi fik sko", ["shoes happened"]),
    ("naboen sagde suppe og så vi sko", ["shoes happened"]),
    ("naboen sagde suppe, at vi fik sko", []), ("naboen sagde suppe men han fik sko", ["shoes happened"]),
    ("naboen sagde suppe men sko", []),
  ])
  func `ends where we do something, or where men sets ours against it`(line: String, told: [String]) throws {
    #expect(try Signs.told(line) == ["heard happened"] + told)
  }
}

@Suite struct `A question` {
  @Test(arguments: [
    "spurgte om han ville til læge", "hvis han skal til læge",
    "spurgte om han ville til læge, han var stille",
    "spurgte om han var løsladt", "læge?", "løsladt?",
  ])
  func `tells nothing of what it asks, its whole clause long`(line: String) throws {
    #expect(try Signs.told(line) == [])
  }

  @Test(arguments: [
    ("spurgte om han ville til læge, ja", ["doctor arranged"]),
    ("spurgte om han ville til læge, nej", ["doctor declined"]),
    ("spurgte om han ville til læge, men nej", ["doctor declined"]),
    ("spurgte om han ikke var til læge, ja", ["doctor arranged"]),
    ("spurgte om vi skal til læge, det lovede vi", ["doctor arranged"]),
    ("spurgte om han ville suppe, han tog imod", ["soup happened"]),
    ("fik suppe, spurgte om læge", ["soup happened"]),
    ("suppe? ja. fik sko", ["soup arranged", "shoes happened"]),
    ("læge? tirsdag", ["doctor arranged"]), ("læge? i morgen", ["doctor arranged"]),
    ("læge? fik sko tirsdag", ["shoes happened"]), ("spurgte om læge, tirsdag", []),
  ])
  func `is made by its answer, and asks for nothing before it`(line: String, told: [String]) throws {
    #expect(try Signs.told(line) == told)
  }
}

@Suite struct `Another person` {
  @Test(arguments: [
    ("hans bror var hos læge", []), ("hans bror var hos læge og fik suppe", []),
    ("hans bror var hos læge, han fik suppe", ["soup happened"]),
    ("var hos hans bror og fik suppe", ["soup happened"]),
    ("hans bror fik ham til læge", ["doctor happened"]),
    ("tog hans bror med", ["brought happened"]),
    ("han og hans bror fik suppe", ["soup happened"]),
    ("hans bror var hos læge, suppe fik Bodil", ["soup happened"]),
    ("hans bror var hos læge, suppe og Bodil", []),
  ])
  func `has their own things, but ours are ours beside them and through them`(line: String, told: [String])
    throws
  {
    #expect(try Signs.told(line) == told)
  }
}

@Suite struct `Our own affairs` {
  @Test(arguments: [
    ("skal til læge, så tag min vagt", []), ("min vagt, ham fik suppe", []),
    ("min vagt! hun fik suppe", ["soup happened"]), ("hun fik suppe. min vagt, læge", ["soup happened"]),
  ])
  func `silence the sentence in which they stand, and no other`(line: String, told: [String]) throws {
    #expect(try Signs.told(line) == told)
  }
}

@Suite struct `Sentences` {
  static let words = [
    "han", "fik", "ville ikke", "ikke", "ingen", "tak", "skal", "lovede", "i morgen", "tirsdag", "hans bror",
    "og",
    "men", "at", "suppe", "sko", "læge", "løsladt", "ingen varme", "udsat", "min vagt", "aflyst", ",", "xyz",
  ]

  static func sentence(_ random: inout Seeded) -> String {
    (0..<Int.random(in: 1...9, using: &random)).map { _ in words.pick(&random) }.joined(separator: " ")
  }

  @Test func `say nothing of each other, unless one asks`() throws {
    var random = Seeded(8)
    for _ in 0..<400 {
      let (a, b) = (Self.sentence(&random), Self.sentence(&random))
      let both = try Set(Signs.told("\(a). Xyzzy. \(b)"))
      #expect(try both == Set(Signs.told(a)).union(Signs.told(b)), "\(a) | \(b)")
    }
  }

  @Test func `are explained by signs that stand in them`() throws {
    var random = Seeded(9)
    var reader = LineReader(try VocabularyFile(Signs.text).vocabulary)
    for _ in 0..<400 {
      let line = Self.sentence(&random)
      for explained in reader.explain(line) where explained.reading.mode != .happened {
        #expect(!explained.because.isEmpty, "\(line)")
        #expect(explained.because.allSatisfy { $0.words.upperBound <= line.utf8.count })
      }
    }
  }
}

@Suite struct `A phrase` {
  @Test(arguments: [
    ("billet er bestilt", ["ticket arranged"]), ("billet blev aldrig bestilt", ["ticket failed"]),
    ("billet er ikke bestilt", []), ("ringede, det er aftalt", []), ("ringede hende, som aftalt", []),
    ("ringede hende og har aftalt", ["call arranged"]), ("ringede hende som aftalt", ["call happened"]),
  ])
  func `that names its mode yields to a no between its words, and to what went as planned`(
    line: String, told: [String]
  ) throws {
    #expect(try Signs.told(line) == told)
  }

  @Test func `that holds a refusal tells its mode`() throws {
    #expect(try Signs.told("ville ikke med ud at bowle") == ["bowling declined"])
  }
}

@Suite struct `A full stop` {
  @Test(arguments: [
    ("suppe hos naboen. i morgen", "happened"), ("suppe m sagsb. i morgen", "arranged"),
    ("suppe m rusmiddelc. i morgen", "arranged"), ("suppe m gældsrådg. i morgen", "arranged"),
    ("suppe m sagsb. I morgen", "happened"), ("suppe uden tvivl. i morgen", "happened"),
  ])
  func `ends no sentence behind a word that is cut off, unless a capital follows`(line: String, mode: String)
    throws
  {
    #expect(try Signs.told(line) == ["soup \(mode)"])
  }
}

@Suite struct `A phrase between full stops` {
  @Test(arguments: [
    ("tak", ["thanked happened"]), ("han fik sko, tak!", ["shoes happened", "thanked happened"]),
    ("tak for sko", ["shoes happened"]), ("tak\nsko", ["thanked happened", "shoes happened"]),
    ("sko tak", ["shoes happened"]),
  ])
  func `stands by itself, or tells nothing`(line: String, told: [String]) throws {
    let words = """
      kinds:
        - {id: thanked, group: trust, name: {da: tak, en: thanks}, da: [. =tak .]}
        - {id: shoes, group: thing, name: {da: sko, en: shoes}, da: [=sko]}
      """
    var reader = LineReader(try VocabularyFile(words).vocabulary)
    #expect(reader.read(line).readings.map { "\($0.kind) \($0.mode)" } == told)
  }
}
