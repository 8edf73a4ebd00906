import Events
import Testing

@Suite struct `A secret in a line` {
  @Test(arguments: [
    ("hans cpr er 010190-0000, skrev det ned", "hans cpr er ••••••-••••, skrev det ned", Masking.Secret.cpr),
    ("0101900000", "••••••••••", .cpr),
    ("kort 4111 1111 1111 1111 udløber", "kort •••• •••• •••• •••• udløber", .card),
    ("pinkode 1234 til kortet", "pinkode •••• til kortet", .code),
    ("koden er 9999", "koden er ••••", .code),
    ("password: hemmelig", "password: ••••••••", .code),
  ]) func `is masked and named`(line: String, masked: String, secret: Masking.Secret) {
    let result = Masking.mask(line)
    #expect(result.line == masked)
    #expect(result.found == [secret])
  }

  @Test(arguments: [
    "18 kaffe, 7 mad, 2 nye", "kl 13.30 d. 14", "ringede på 30 00 00 00", "brevet fra 2024-03-07 14:30",
    "ny kode til mitid", "koden virker nu", "restance 12500 kr", "1234567890123",
  ]) func `is not seen where there is none`(line: String) {
    #expect(Masking.mask(line).line == line)
  }

  @Test func `never survives masking twice or once differently`() {
    let once = Masking.mask("cpr 010190-0000 og pin 1234").line
    #expect(Masking.mask(once).line == once)
  }
}

@Suite struct `A directory of names` {
  let kaj = Handle(high: 1, low: 1)
  let bente = Handle(high: 2, low: 2)
  let hund = Handle(high: 3, low: 3)
  var directory: Directory {
    Directory([("Kaj", kaj), ("Bente K", bente), ("ham med hunden", hund), ("Bente K", kaj)])
  }

  @Test func `finds the longest known name, whatever its case, and no part of a word`() {
    let mentions = directory.mentions(in: "KAJ og ham med hunden. Kajak, hunden")
    #expect(mentions.map(\.handles) == [[kaj], [hund]])
  }

  @Test func `leaves a possessive s in the line`() {
    let line = "Kajs hund"
    let mention = directory.mentions(in: line)
    #expect(mention.map(\.place) == [0..<3])
    #expect(Line(line, replacing: mention.map { ($0.place, $0.handles[0]) }).text == "\u{FFFC}s hund")
  }

  @Test func `never guesses between two`() {
    #expect(directory.bearers(of: "bente k") == [kaj, bente])
    #expect(directory.bearers(of: "Bent").isEmpty)
    #expect(directory.similar(to: "bent k") == ["Bente K"])
    #expect(directory.similar(to: "Kajj") == ["Kaj"])
    #expect(directory.similar(to: "Mogens").isEmpty)
  }

  @Test(arguments: [("han med hunden kom", 0..<14), ("Ham med hunden", 0..<14), ("Kaj's kaffe", 0..<3)])
  func `knows a name in another case`(line: String, place: Range<Int>) {
    #expect(directory.mentions(in: line).map(\.place) == [place])
  }

  @Test(arguments: [
    ("Kurth kom forbi", ["Kurt"]), ("mødte Krut i dag", ["Kurt"]),
    ("så Bjarn ved bussen", ["Bjarne", "Bjørn"]),
    ("talte med Bente Kjær i går", []), ("talte med Bete Kjær", ["Bente Kjær"]), ("Kurt og Kurts hund", []),
    ("kurth kom", []), ("Kort snak", []), ("var i Kort", []), ("mødte Mogens", []),
  ]) func `asks about a name with a slip, all that it may be, and never about an ordinary word`(
    line: String, names: [String]
  ) {
    let names = Set(names)
    let people = ["Kurt", "Bjarne", "Bjørn", "Bente Kjær"].enumerated().map {
      (name: $1, handle: Handle(high: 1, low: UInt64($0 + 1)))
    }
    let near = Directory(people).nearly(in: line) { $0 == "kort" }
    #expect(Set(near) == names)
  }

  @Test func `gives the line back with names for those who may see them`() {
    let line = Line("Bente K kørte Kaj hjem", replacing: [(0..<7, bente), (14..<17, kaj)])
    #expect(line == Line("\u{FFFC} kørte \u{FFFC} hjem", mentions: [bente, kaj]))
    #expect(line.shown(unnamed: "en person") { $0 == kaj ? "Kaj" : nil } == "en person kørte Kaj hjem")
  }
}
